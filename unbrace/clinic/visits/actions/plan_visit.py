from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Refused
from unbrace.clinic.visits.actions.book_visit import visit_at
from unbrace.clinic.visits.book import is_taken, open_book, take
from unbrace.clinic.visits.mails import News, tell
from unbrace.clinic.visits.models import Kind, OfficeHours, Place, State, Visit

FURTHEST: Final = timedelta(days=366)
#: A proposal is held so long, and never up to the last hours before it would begin.
HELD_FOR: Final = timedelta(hours=48)
BEFORE_IT: Final = timedelta(hours=2)


@transaction.atomic
def plan_visit(
    *, by: User, patient: Patient, kind: str, place: str, begins: datetime, proposed: bool = False
) -> Visit:
    """A therapist books for somebody, or proposes a time that is held until the person has answered. Their own hours
    and notice bind nobody but those who book by themselves; what is taken is taken."""
    membership = require_care(by, patient, Permission.SEE_CARE)
    if kind not in Kind.values or place not in Place.values:
        raise Refused("Choose one of these.", field="kind")
    now = clock.now()
    if not now < begins <= now + FURTHEST:
        raise Refused("Choose a time from now on, at most a year ahead.", field="begins")
    row, _ = OfficeHours.objects.get_or_create(therapist=membership, defaults={"is_open": False})
    row.therapist = membership
    hours = open_book(row)
    if place == Place.IN_PERSON and not hours.address:
        raise Refused("Write the address into your hours first, so that people find you.", field="place")
    visit = visit_at(hours, patient, kind, place, begins, by)
    if proposed:
        visit.state, visit.held_until = State.OFFERED, min(now + HELD_FOR, begins - BEFORE_IT)
        if visit.held_until <= now:
            raise Refused("That is too soon to wait for an answer. Book it, and call.", field="begins")
    visit.save()
    if not take(visit):
        raise is_taken(hours, visit, by)
    deed = "visits.propose" if proposed else "visits.plan"
    write_down(by=by, deed=deed, subject=visit, clinic_id=patient.clinic_id)
    tell(visit, News.OFFERED if proposed else News.BOOKED, therapist=not proposed)
    return visit
