from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import is_self_guided
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.approvals import NeedsApproval, approvals_needed
from unbrace.clinic.programmes.cautions import Caution, Standing, cautions_known, standing_of
from unbrace.clinic.programmes.content import Content, OwnWords, content_of, own_words
from unbrace.clinic.programmes.day import for_now, in_order_of_day
from unbrace.clinic.programmes.draft import PrescriptionDraft, draft_of
from unbrace.clinic.programmes.exercises import catalogue
from unbrace.clinic.programmes.lines import draft_of_line
from unbrace.clinic.programmes.models import Prescription, Programme, ProgrammeVersion
from unbrace.clinic.programmes.own_exercises import (
    is_mine,
    newest_text,
    on_offer,
    own_exercise_of,
    own_exercises_for,
)
from unbrace.clinic.programmes.templates import (
    drafts_in,
    in_use,
    lost_in,
    newest,
    template_of,
    templates_for,
)
from unbrace.clinic.questionnaires.models import Finding
from unbrace.clinic.questionnaires.queries import waiting_findings_of
from unbrace.clinic.reading_along import read_with
from unbrace.clinic.refused import NotYours
from unbrace.rehab.red_flags import Urgency

__all__ = [
    "Caution",
    "Content",
    "NeedsApproval",
    "OwnWords",
    "PrescriptionDraft",
    "Standing",
    "approvals_needed",
    "catalogue",
    "cautions_known",
    "content_of",
    "current_version",
    "current_versions",
    "draft_of",
    "draft_of_line",
    "drafts_in",
    "due_on",
    "for_now",
    "in_order_of_day",
    "in_use",
    "is_mine",
    "is_paused",
    "lost_in",
    "newest",
    "newest_text",
    "on_offer",
    "own_exercise_of",
    "own_exercises_for",
    "own_words",
    "refusal_for",
    "running_in",
    "standing_of",
    "stops_signing",
    "template_of",
    "templates_for",
    "version_done_by",
    "version_of",
    "versions_of",
]

STOPPED = "The safety answers say: a doctor first. Nothing is signed until a clinician has cleared them, with a reason."
LOOK_FIRST = "A safety answer waits for your look. Clear it with a reason on the person's page, then sign."


def versions_of(patient: Patient) -> list[ProgrammeVersion]:
    """Newest first, each with its prescriptions and who signed it: one question."""
    return read_with(_versions_of(patient), "prescriptions")


def current_version(patient: Patient) -> ProgrammeVersion | None:
    found = read_with(_versions_of(patient).filter(~Exists(_newer())), "prescriptions")
    return found[0] if found else None


def _versions_of(patient: Patient) -> QuerySet[ProgrammeVersion]:
    found = ProgrammeVersion.objects.filter(programme__patient=patient)
    return found.select_related("programme", "signed_by")


def _newer() -> QuerySet[ProgrammeVersion]:
    return ProgrammeVersion.objects.filter(programme=OuterRef("programme"), number__gt=OuterRef("number"))


def current_versions(patients: Iterable[Patient]) -> dict[Any, ProgrammeVersion]:
    """The current version of each of these patients, by the patient's id: one question for all of them."""
    newest = ProgrammeVersion.objects.filter(~Exists(_newer()), programme__patient__in=list(patients))
    found = read_with(newest.select_related("programme"), "prescriptions")
    return {version.programme.patient_id: version for version in found}


def version_of(patient: Patient, version_id: Any) -> ProgrammeVersion:
    found = read_with(_versions_of(patient).filter(pk=version_id), "prescriptions")
    if not found:
        raise NotYours
    return found[0]


def version_done_by(user: User, version_id: Any) -> ProgrammeVersion:
    """A version out of any care this person is or was in, with whose programme it is."""
    found = ProgrammeVersion.objects.filter(programme__patient__user=user, pk=version_id)
    version = read_with(found.select_related("programme__patient"), "prescriptions")
    if not version:
        raise NotYours
    return version[0]


def stops_signing(patient: Patient) -> str:
    """The sentence that a signature would be refused with because of a safety answer; empty where none stands."""
    return refusal_for(waiting_findings_of(patient)[:1])


def refusal_for(waiting: Iterable[Finding]) -> str:
    """The same for what waits (`Safety.waiting`), most urgent first."""
    for worst in waiting:
        return STOPPED if worst.level >= Urgency.DOCTOR_IN_DAYS else LOOK_FIRST
    return ""


def is_paused(patient: Patient) -> bool:
    """A therapist paused it, or nobody plans in this clinic: without a therapist there are no exercises."""
    paused = Programme.objects.filter(patient=patient, paused_at__isnull=False).exists()
    return paused or is_self_guided(patient.clinic)


def running_in(clinic: Clinic) -> QuerySet[Programme]:
    """Signed programmes of people in care here that ask for something."""
    return Programme.objects.filter(
        patient__clinic=clinic, patient__ended_at=None, paused_at=None, versions__number=1
    )


def due_on(patient: Patient, day: date) -> list[Prescription]:
    """What the current version asks for on this day of the person's own calendar; nothing while it is paused."""
    version = current_version(patient)
    if version is None or is_paused(patient):
        return []
    return [p for p in version.prescriptions.all() if p.is_for(day.weekday())]
