from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, Q, QuerySet

from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.models import Finding
from unbrace.clinic.questionnaires.queries import waiting_findings_in
from unbrace.clinic.refused import NotYours
from unbrace.clinic.worklist.models import Proposal
from unbrace.rehab.red_flags import Urgency


@dataclass(frozen=True)
class WorklistRow:
    """One patient who needs a look, the proposals that wait, and since when."""

    patient: Patient
    proposals: tuple[Proposal, ...]
    since: datetime

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(proposal.kind for proposal in self.proposals)


# What comes first: whoever may be worse off. Within one kind, whoever has waited longest.
ORDER = (
    "lock",
    "flare",
    "regress",
    "ask_pt",
    "re_onboard",
    "restart",
    "safe_floor",
    "simplify",
    "deload",
    "progress",
)


def worklist_for(clinic: Clinic, therapist: Membership | None = None) -> list[WorklistRow]:
    """Patients of this clinic with an open proposal, most urgent first; `therapist` narrows it to their own."""
    proposals = _open().filter(patient__clinic=clinic, patient__ended_at=None)
    if therapist is not None:
        proposals = proposals.filter(patient__therapist=therapist)
    by_patient: dict[Any, list[Proposal]] = {}
    for proposal in proposals:
        by_patient.setdefault(proposal.patient_id, []).append(proposal)
    rows = [
        WorklistRow(found[0].patient, tuple(sorted(found, key=_urgency)), min(p.made_at for p in found))
        for found in by_patient.values()
    ]
    return sorted(rows, key=lambda row: (_urgency(row.proposals[0]), row.since))


@dataclass(frozen=True)
class SafetyRow:
    """One patient whose safety answers wait for a clinician, most urgent finding first, and since when."""

    patient: Patient
    findings: tuple[Finding, ...]
    since: datetime

    @property
    def urgency(self) -> Urgency:
        return max(finding.level for finding in self.findings)


def safety_rows_for(clinic: Clinic, therapist: Membership | None = None) -> list[SafetyRow]:
    """Whoever may need a doctor, before every proposal: the most urgent first, then whoever has waited longest."""
    by_patient: dict[Any, list[Finding]] = {}
    for finding in waiting_findings_in(clinic, therapist):
        by_patient.setdefault(finding.screen.patient_id, []).append(finding)
    rows = [
        SafetyRow(found[0].screen.patient, tuple(found), min(finding.at for finding in found))
        for found in by_patient.values()
    ]
    return sorted(rows, key=lambda row: (-row.urgency, row.since))


def open_proposals_for(patient: Patient) -> QuerySet[Proposal]:
    return _open().filter(patient=patient)


def proposal_of(patient: Patient, proposal_id: Any) -> Proposal:
    proposal = _whole().filter(patient=patient, pk=proposal_id).first()
    if proposal is None:
        raise NotYours
    return proposal


def proposal_in(clinic: Clinic, proposal_id: Any) -> Proposal:
    proposal = _whole().filter(patient__clinic=clinic, patient__ended_at=None, pk=proposal_id).first()
    if proposal is None:
        raise NotYours
    return proposal


def proposals_for(patient: Patient) -> QuerySet[Proposal]:
    """Everything the rules ever said about this patient, newest first: the reasons are shown to both in one wording."""
    return _whole().filter(patient=patient)


def newest_words_for(patient: Patient) -> dict[tuple[str, str], Proposal]:
    """The newest thing said about each (exercise, side), for the therapist: judged or not."""
    return _newest(proposals_for(patient))


def settled_words_for(patient: Patient) -> dict[tuple[str, str], Proposal]:
    """The same for the patient, the "why this today" line: only what changes nothing or a therapist has agreed to.

    A proposal that waits is not yet true, and one that was refused never will be.
    """
    settled = (Proposal.State.NOTED, Proposal.State.ACCEPTED, Proposal.State.CHANGED)
    return _newest(proposals_for(patient).filter(state__in=settled))


def _newest(proposals: QuerySet[Proposal]) -> dict[tuple[str, str], Proposal]:
    newest: dict[tuple[str, str], Proposal] = {}
    for proposal in proposals:
        newest.setdefault((proposal.exercise, proposal.side), proposal)
    return newest


def unreviewed() -> list[ExerciseSession]:
    """Sessions, oldest first, that came in, were corrected or got a next-morning answer after their last review."""
    rows = ExerciseSession.objects.select_related("patient").annotate(
        reviewed=Max("reviews__at"), corrected=Max("corrections__at"), answered=Max("next_mornings__at")
    )
    news = Q(reviewed=None) | Q(corrected__gt=F("reviewed")) | Q(answered__gt=F("reviewed"))
    return list(rows.filter(news).order_by("started_at"))


def _urgency(proposal: Proposal) -> int:
    kind = proposal.kind.lower()
    return next((i for i, name in enumerate(ORDER) if kind.startswith(name)), len(ORDER))


def _open() -> QuerySet[Proposal]:
    return _whole().filter(state=Proposal.State.OPEN)


def _whole() -> QuerySet[Proposal]:
    return Proposal.objects.select_related(
        "patient__user",
        "patient__clinic",
        "patient__therapist",
        "prescription__version",
        "session",
        "decided_by",
    )
