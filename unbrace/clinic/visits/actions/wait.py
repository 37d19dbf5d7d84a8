from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.models import WaitingPlace
from unbrace.clinic.visits.queries import first_or_follow_up, hours_for, waiting_place_of


@transaction.atomic
def join_waiting_list(*, by: User, patient: Patient, place: str) -> WaitingPlace:
    """To be told when a time becomes free. Asked twice it is one place, and keeps its turn."""
    require_self(by, patient)
    if patient.ended_at is not None:
        raise NotYours
    hours = hours_for(patient)
    if hours is None:
        raise Refused("Your therapist takes no bookings here at the moment. Send a message instead.")
    if place not in hours.places:
        raise Refused("Choose one of the ways that are offered.", field="place")
    waiting, is_new = WaitingPlace.objects.get_or_create(
        patient=patient,
        therapist=hours.therapist,
        ended_at=None,
        defaults={"kind": first_or_follow_up(patient), "place": place, "since": clock.now()},
    )
    if is_new:
        write_down(by=by, deed="visits.wait", subject=waiting, clinic_id=patient.clinic_id)
    elif waiting.place != place:
        waiting.place = place
        waiting.save(update_fields=["place"])
    return waiting


@transaction.atomic
def leave_waiting_list(*, by: User, patient: Patient) -> None:
    require_self(by, patient)
    waiting = waiting_place_of(patient)
    if waiting is not None:
        waiting.ended_at = clock.now()
        waiting.save(update_fields=["ended_at"])
        write_down(by=by, deed="visits.wait_no_more", subject=waiting, clinic_id=patient.clinic_id)
