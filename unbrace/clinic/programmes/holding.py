"""Holds still what a signature rests on, until it is written."""

from __future__ import annotations

from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import Programme


def hold_person(patient: Patient) -> None:
    """Lock every care of this person, always in this order and before anything else of theirs. Inside a transaction."""
    list(Patient.objects.select_for_update().filter(user=patient.user_id).order_by("pk"))


def hold(patient: Patient) -> Programme:
    """Lock the person and then their programme, which is made where there is none. Inside a transaction.

    A safety answer locks the care it is given in, and a review of the rules the programme: neither can come in between
    what a therapist is asked to say yes to and the version that is signed.
    """
    hold_person(patient)
    programme, _ = Programme.objects.get_or_create(patient=patient)
    return Programme.objects.select_for_update().get(pk=programme.pk)
