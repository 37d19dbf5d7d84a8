from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.exercise_sessions.models import MovementTrace, TraceConsent
from unbrace.clinic.exercise_sessions.queries import trace_consent_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self

WORDING = "stick-figure/1"
"""The sentence on the page `You`. A new sentence gets a new name here, and nobody has agreed to it yet."""


@transaction.atomic
def allow_traces(*, by: User, patient: Patient) -> TraceConsent:
    """From now on the landmarks of this person's sets are kept for their therapist. Only the person can say so."""
    require_self(by, patient)
    alone_with(patient)
    if (already := trace_consent_of(patient)) is not None:
        return already
    return _say(by, patient, agreed=True, deleted=0)


@transaction.atomic
def forbid_traces(*, by: User, patient: Patient) -> int:
    """No landmark is kept from now on, and those that were are deleted. Gives how many."""
    require_self(by, patient)
    alone_with(patient)
    deleted, _ = MovementTrace.objects.filter(performed__exercise__session__patient=patient).delete()
    if trace_consent_of(patient) is not None or deleted:
        _say(by, patient, agreed=False, deleted=deleted)
    return deleted


def alone_with(patient: Patient) -> None:
    """A trace that is being kept and a consent that is being withdrawn wait for one another."""
    Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)


def _say(by: User, patient: Patient, *, agreed: bool, deleted: int) -> TraceConsent:
    consent = TraceConsent.objects.create(patient=patient, agreed=agreed, wording=WORDING, by=by)
    write_down(
        by=by,
        deed=f"exercise_sessions.{'allow' if agreed else 'forbid'}_traces",
        subject=consent,
        clinic_id=patient.clinic_id,
        wording=WORDING,
        deleted=deleted,
    )
    return consent
