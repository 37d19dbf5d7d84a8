from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused
from unbrace.clinic.visits.actions.pass_on import offer_to_who_waits
from unbrace.clinic.visits.book import let_go, open_book
from unbrace.clinic.visits.mails import News, tell
from unbrace.clinic.visits.models import State, Visit, WaitingPlace
from unbrace.clinic.visits.queries import hours_of
from unbrace.clinic.visits.sides import side_of


@transaction.atomic
def take_offer(*, by: User, visit: Visit) -> Visit:
    """Yes. The time was held, so nobody else can have it meanwhile."""
    current = _held(by, visit)
    current.state, current.held_until = State.BOOKED, None
    current.save(update_fields=["state", "held_until"])
    waits = WaitingPlace.objects.filter(patient=visit.patient, therapist=current.therapist, ended_at=None)
    waits.update(ended_at=clock.now())
    write_down(by=by, deed="visits.take_offer", subject=current, clinic_id=visit.patient.clinic_id)
    tell(current, News.BOOKED)
    return current


@transaction.atomic
def decline_offer(*, by: User, visit: Visit) -> Visit:
    """No, thank you. The next one who waits is asked; a place on the list is kept."""
    current = _held(by, visit)
    hours = hours_of(current.therapist)
    let_go(current)
    write_down(by=by, deed="visits.decline_offer", subject=current, clinic_id=visit.patient.clinic_id)
    if current.made_by_id != visit.patient.user_id:
        tell(current, News.NOT_TAKEN, patient=False)
    offer_to_who_waits(hours, current.begins, current.ends, but=visit.patient)
    return current


def _held(by: User, visit: Visit) -> Visit:
    side_of(by, visit.patient)
    require_self(by, visit.patient)
    open_book(hours_of(visit.therapist))
    found = Visit.objects.select_for_update(of=("self",)).select_related("therapist__user").get(pk=visit.pk)
    found.patient = visit.patient
    if found.state != State.OFFERED or found.held_until is None or found.held_until <= clock.now():
        raise Refused("This time is no longer kept for you. Choose another one, please.")
    return found
