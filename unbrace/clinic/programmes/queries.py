from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from unbrace.clinic.accounts.models import User
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.approvals import NeedsApproval, approvals_needed
from unbrace.clinic.programmes.draft import PrescriptionDraft, draft_of
from unbrace.clinic.programmes.exercises import catalogue
from unbrace.clinic.programmes.models import Prescription, Programme, ProgrammeVersion
from unbrace.clinic.refused import NotYours

__all__ = [
    "NeedsApproval",
    "PrescriptionDraft",
    "approvals_needed",
    "catalogue",
    "current_version",
    "current_versions",
    "draft_of",
    "due_on",
    "is_paused",
    "version_done_by",
    "version_of",
    "versions_of",
]


def versions_of(patient: Patient) -> QuerySet[ProgrammeVersion]:
    """Newest first, each with its prescriptions and who signed it."""
    return (
        ProgrammeVersion.objects.filter(programme__patient=patient)
        .select_related("programme", "signed_by")
        .prefetch_related("prescriptions")
    )


def current_version(patient: Patient) -> ProgrammeVersion | None:
    return versions_of(patient).first()


def current_versions(patients: Iterable[Patient]) -> dict[Any, ProgrammeVersion]:
    """The current version of each of these patients, by the patient's id: two queries for all of them."""
    newer = ProgrammeVersion.objects.filter(programme=OuterRef("programme"), number__gt=OuterRef("number"))
    newest = (
        ProgrammeVersion.objects.filter(~Exists(newer), programme__patient__in=list(patients))
        .select_related("programme")
        .prefetch_related("prescriptions")
    )
    return {version.programme.patient_id: version for version in newest}


def version_of(patient: Patient, version_id: Any) -> ProgrammeVersion:
    version = versions_of(patient).filter(pk=version_id).first()
    if version is None:
        raise NotYours
    return version


def version_done_by(user: User, version_id: Any) -> ProgrammeVersion:
    """A version out of any care this person is or was in, with whose programme it is."""
    found = ProgrammeVersion.objects.filter(programme__patient__user=user, pk=version_id)
    version = found.select_related("programme__patient").prefetch_related("prescriptions").first()
    if version is None:
        raise NotYours
    return version


def is_paused(patient: Patient) -> bool:
    return Programme.objects.filter(patient=patient, paused_at__isnull=False).exists()


def due_on(patient: Patient, day: date) -> list[Prescription]:
    """What the current version asks for on this day of the person's own calendar; nothing while it is paused."""
    version = current_version(patient)
    if version is None or is_paused(patient):
        return []
    return [p for p in version.prescriptions.all() if p.is_for(day.weekday())]
