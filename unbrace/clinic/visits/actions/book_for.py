from __future__ import annotations

from datetime import datetime

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.actions.book_visit import is_free, visit_at
from unbrace.clinic.visits.book import is_taken, open_book, take
from unbrace.clinic.visits.mails import News, tell
from unbrace.clinic.visits.models import Visit
from unbrace.clinic.visits.queries import bookable_for, first_or_follow_up
from unbrace.clinic.visits.sides import Side, side_of


@transaction.atomic
def book_for(*, by: User, patient: Patient, therapist: Membership, place: str, begins: datetime) -> Visit:
    """The office books for somebody, at a time that the therapist offers, with the same notice as for the person."""
    if side_of(by, patient) is Side.PERSON or therapist.clinic_id != patient.clinic_id:
        raise NotYours
    found = next((one for one in bookable_for(patient) if one.therapist_id == therapist.pk), None)
    if found is None:
        raise Refused("This therapist offers no times. Choose somebody from the list.", field="therapist")
    if place not in found.places:
        raise Refused("Choose one of the ways that are offered.", field="place")
    hours = open_book(found)
    visit = visit_at(hours, patient, first_or_follow_up(patient), place, begins, by)
    if not is_free(hours, visit):
        raise is_taken(hours, visit, by)
    visit.save()
    if not take(visit):
        raise is_taken(hours, visit, by)
    write_down(by=by, deed="visits.book_for", subject=visit, clinic_id=patient.clinic_id)
    tell(visit, News.BOOKED)
    return visit
