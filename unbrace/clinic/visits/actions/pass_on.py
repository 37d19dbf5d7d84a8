"""A time became free: whoever waits longest is asked first, and has it for themselves until they have answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.visits.actions.book_visit import visit_at
from unbrace.clinic.visits.actions.plan_visit import BEFORE_IT
from unbrace.clinic.visits.book import let_go, open_book, take
from unbrace.clinic.visits.mails import News, tell
from unbrace.clinic.visits.models import OfficeHours, State, Visit, WaitingPlace
from unbrace.clinic.visits.queries import hours_of, waiting_for

HELD_FOR: Final = timedelta(hours=12)
#: Less time to answer than this is no offer.
SHORTEST: Final = timedelta(minutes=30)


def offer_to_who_waits(
    hours: OfficeHours, begins: datetime, ends: datetime, *, but: Patient | None = None
) -> Visit | None:
    """Within the transaction of what made it free. None: nobody waits, or it is too soon."""
    now = clock.now()
    held_until = min(now + HELD_FOR, begins - BEFORE_IT)
    if held_until - now < SHORTEST or not hours.is_open or not hours.therapist.is_active:
        return None
    for waiting in waiting_for(hours.therapist):
        if (but is not None and waiting.patient_id == but.pk) or not _fits(hours, waiting, begins, ends):
            continue
        visit = visit_at(hours, waiting.patient, waiting.kind, waiting.place, begins, hours.therapist.user)
        visit.state, visit.held_until = State.OFFERED, held_until
        visit.save()
        if not take(visit):
            visit.delete()  # they are busy themselves then
            continue
        write_down(by=None, deed="visits.offer", subject=visit, clinic_id=waiting.patient.clinic_id)
        tell(visit, News.OFFERED, therapist=False)
        return visit
    return None


def _fits(hours: OfficeHours, waiting: WaitingPlace, begins: datetime, ends: datetime) -> bool:
    """Long enough, in a way that is offered, still in this therapist's care, and not asked about already."""
    asked = waiting.patient.visits.filter(therapist=hours.therapist, state__in=[State.OFFERED, State.LAPSED])
    return (
        hours.length_of(waiting.kind) <= ends - begins
        and waiting.place in hours.places
        and waiting.patient.therapist_id == hours.therapist_id
        and not asked.filter(begins=begins).exists()
        and not asked.filter(state=State.OFFERED).exists()
    )


def let_offers_lapse() -> int:
    """Offers whose time is up go to the next one. For the clock of the house; any number may do it at once."""
    due = Visit.objects.filter(state=State.OFFERED, held_until__lte=clock.now())
    return sum(_lapse(visit) for visit in due.select_related("patient__user", "therapist__user"))


@transaction.atomic
def _lapse(visit: Visit) -> bool:
    hours = open_book(hours_of(visit.therapist))
    if not Visit.objects.filter(pk=visit.pk, state=State.OFFERED).exists():
        return False  # another worker, or the person a moment ago
    let_go(visit)
    write_down(by=None, deed="visits.lapse", subject=visit, clinic_id=visit.patient.clinic_id)
    tell(visit, News.NOT_TAKEN, patient=False)
    offer_to_who_waits(hours, visit.begins, visit.ends, but=visit.patient)
    return True
