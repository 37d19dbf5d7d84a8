from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.actions.pass_on import offer_to_who_waits
from unbrace.clinic.visits.book import give_back, is_taken, open_book, take
from unbrace.clinic.visits.mails import News, tell
from unbrace.clinic.visits.models import MOST_LETTERS, OfficeHours, State, Visit
from unbrace.clinic.visits.queries import hours_of
from unbrace.clinic.visits.sides import Side, side_of

UNDO_FOR: Final = timedelta(minutes=15)


@transaction.atomic
def cancel_visit(*, by: User, visit: Visit, because: str = "") -> Visit:
    """By either side. The clinic says why; the person need not. Late is told kindly, and costs nothing."""
    side = side_of(by, visit.patient)
    hours = open_book(hours_of(visit.therapist))
    current = _current(visit)
    now, because = clock.now(), because.replace("\x00", "").strip()
    if current.state != State.BOOKED or now >= current.begins:
        raise Refused("Only a visit that is still to come can be cancelled.")
    if side is not Side.PERSON and not because:
        raise Refused("Say why in a sentence; the person reads it.", field="because")
    if len(because) > MOST_LETTERS:
        raise Refused("Say it in at most 300 letters.", field="because")
    current.state, current.because = State.CANCELLED, because
    current.cancelled_at, current.cancelled_by = now, by
    current.cancelled_late = side is Side.PERSON and is_late(current, hours)
    current.sequence += 1
    current.save()
    give_back(current)
    write_down(
        by=by,
        deed="visits.cancel",
        subject=current,
        clinic_id=visit.patient.clinic_id,
        late=current.cancelled_late,
    )
    tell(current, News.CANCELLED_LATE if current.cancelled_late else News.CANCELLED)
    offer_to_who_waits(hours, current.begins, current.ends, but=visit.patient)
    return current


def is_late(visit: Visit, hours: OfficeHours) -> bool:
    """Within the hours in which this therapist would have liked to know."""
    return clock.now() > visit.begins - timedelta(hours=hours.cancel_until_h)


@transaction.atomic
def put_back_visit(*, by: User, visit: Visit) -> Visit:
    """Whoever cancelled a moment ago thinks again; only while the time is still free."""
    side_of(by, visit.patient)
    hours = open_book(hours_of(visit.therapist))
    current = _current(visit)
    now = clock.now()
    if current.state == State.CANCELLED and current.cancelled_by_id != by.pk:
        raise NotYours
    if current.cancelled_at is None or now - current.cancelled_at > UNDO_FOR or now >= current.begins:
        raise Refused("It cannot be taken back any more. Book a new time.")
    if not take(current):
        raise is_taken(hours, current, by)
    current.state, current.because, current.cancelled_late = State.BOOKED, "", False
    current.cancelled_at, current.cancelled_by = None, None
    current.sequence += 1
    current.save()
    write_down(by=by, deed="visits.put_back", subject=current, clinic_id=visit.patient.clinic_id)
    tell(current, News.BACK)
    return current


def _current(visit: Visit) -> Visit:
    found = Visit.objects.select_for_update(of=("self",)).select_related("therapist__user").get(pk=visit.pk)
    found.patient = visit.patient
    return found
