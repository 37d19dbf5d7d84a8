from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.book import is_taken, open_book, take
from unbrace.clinic.visits.mails import News, tell
from unbrace.clinic.visits.models import OfficeHours, Place, State, Visit
from unbrace.clinic.visits.queries import first_or_follow_up, free_times, hours_for
from unbrace.clinic.visits.slots import Span

#: So that one person does not fill a whole month; the therapist may book more for them.
MOST_AHEAD: Final = 4


@transaction.atomic
def book_visit(*, by: User, patient: Patient, place: str, begins: datetime) -> Visit:
    """The person books with whoever treats them, at a time that is free. Of two who want it the first one has it."""
    require_self(by, patient)
    if patient.ended_at is not None:
        raise NotYours
    found = hours_for(patient)
    if found is None:
        raise Refused("Your therapist takes no bookings here at the moment. Send a message instead.")
    if place not in found.places:
        raise Refused("Choose one of the ways that are offered.", field="place")
    hours = open_book(found)
    ahead = patient.visits.filter(state=State.BOOKED, begins__gt=clock.now()).count()
    if ahead >= MOST_AHEAD:
        raise Refused("You have four visits ahead. For more, write to your therapist.", field="begins")
    visit = visit_at(hours, patient, first_or_follow_up(patient), place, begins, by)
    if not is_free(hours, visit):
        raise is_taken(hours, visit, by)
    visit.save()
    if not take(visit):
        raise is_taken(hours, visit, by)
    write_down(by=by, deed="visits.book", subject=visit, clinic_id=patient.clinic_id)
    tell(visit, News.BOOKED)
    return visit


def visit_at(
    hours: OfficeHours, patient: Patient, kind: str, place: str, begins: datetime, by: User
) -> Visit:
    """Not stored yet."""
    return Visit(
        patient=patient,
        therapist=hours.therapist,
        kind=kind,
        place=place,
        address=hours.address if place == Place.IN_PERSON else "",
        begins=begins,
        ends=begins + hours.length_of(kind),
        before_min=hours.before_min,
        after_min=hours.after_min,
        made_by=by,
    )


def is_free(hours: OfficeHours, visit: Visit, but: Visit | None = None) -> bool:
    """Whether it is one of the times that are shown: within the hours, with notice, and nobody has it."""
    window = Span(visit.begins, visit.ends)
    free = free_times(hours, visit.kind, window, person=visit.patient.user, but=but)
    return visit.begins in free
