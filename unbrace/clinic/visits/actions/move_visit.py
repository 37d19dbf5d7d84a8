from __future__ import annotations

from datetime import datetime

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.refused import Refused
from unbrace.clinic.visits.actions.book_visit import is_free
from unbrace.clinic.visits.actions.pass_on import offer_to_who_waits
from unbrace.clinic.visits.actions.plan_visit import FURTHEST
from unbrace.clinic.visits.book import give_back, is_taken, open_book, take
from unbrace.clinic.visits.mails import News, tell
from unbrace.clinic.visits.models import Visit
from unbrace.clinic.visits.queries import hours_of
from unbrace.clinic.visits.sides import Side, side_of


@transaction.atomic
def move_visit(*, by: User, visit: Visit, begins: datetime) -> Visit:
    """To another time with the same therapist. It keeps its old time until the new one is certain."""
    side = side_of(by, visit.patient)
    hours = open_book(hours_of(visit.therapist))
    current = Visit.objects.select_for_update(of=("self",)).select_related("therapist__user").get(pk=visit.pk)
    current.patient = visit.patient
    now = clock.now()
    if not current.is_to_come(now) or current.begins <= now:
        raise Refused("Only a visit that is still to come can be moved.")
    if begins == current.begins:
        return current
    if not current.therapist.is_active:
        raise Refused("Nobody holds this visit any more. The office finds somebody, or cancels it.")
    if not now < begins <= now + FURTHEST:
        raise Refused("Choose a time from now on.", field="begins")
    left = current.span
    current.begins, current.ends = begins, begins + hours.length_of(current.kind)
    current.before_min, current.after_min = hours.before_min, hours.after_min
    if side is not Side.CLINIC and not is_free(hours, current, but=visit):
        raise is_taken(hours, current, by)
    give_back(visit)
    if not take(current):
        raise is_taken(hours, current, by)
    current.sequence += 1
    current.save(update_fields=["begins", "ends", "before_min", "after_min", "sequence"])
    write_down(by=by, deed="visits.move", subject=current, clinic_id=visit.patient.clinic_id)
    tell(current, News.MOVED)
    offer_to_who_waits(hours, left.begins, left.ends, but=visit.patient)
    return current
