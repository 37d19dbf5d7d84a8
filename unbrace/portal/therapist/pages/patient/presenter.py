"""One patient as the therapist reads them: what waits, what was done, what is prescribed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from unbrace.clinic.worklist.queries import newest_of
from unbrace.portal.logbook import card_of, title_of
from unbrace.portal.therapist.programme_changes import ChangeLine, changes_between, planned_words
from unbrace.portal.therapist.proposal_rows import kind_words, row_of
from unbrace.portal.therapist.reason_rows import rows_of
from unbrace.portal.ui.message_row.message_row import MessageRow
from unbrace.portal.ui.session_card.session_card import SessionCard
from unbrace.portal.ui.worklist_row.worklist_row import WorklistRow

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion
    from unbrace.clinic.worklist.models import Proposal
    from unbrace.clinic.worklist.rows import PersonRow

SESSIONS_SHOWN = 6


def rows_beside(beside: PersonRow | None, now: datetime) -> tuple[Any, ...]:
    """What else waits, as rows of the work-list; from an answer one comes back to this page."""
    rows = rows_of(beside, now) if beside else ()
    return tuple(replace(row, origin="patient") if isinstance(row, MessageRow) else row for row in rows)


@dataclass(frozen=True)
class VersionLine:
    """One signed version: who, when, and what it changed against the one before."""

    number: int
    url: str
    signed: str
    note: str
    changes: tuple[ChangeLine, ...]
    first: bool


@dataclass(frozen=True)
class PrescribedLine:
    """One exercise as it is prescribed now, and the newest thing the rules said about it."""

    title: str
    words: str
    decision: str
    reason: str


@dataclass(frozen=True)
class PatientPage:
    """What `page.html` lays out."""

    proposals: tuple[WorklistRow, ...]
    sessions: tuple[SessionCard, ...]
    prescribed: tuple[PrescribedLine, ...]
    paused: bool
    nobody_plans: bool
    versions: tuple[VersionLine, ...]
    earlier: str = ""


def present(
    patient: Patient,
    sessions: Sequence[Any],
    earlier: str,
    versions: Sequence[ProgrammeVersion],
    said: Sequence[Proposal],
    now: datetime,
) -> PatientPage:
    """Everything newest first, the sessions with their mornings; `earlier` leads to the page of sessions before."""
    current = versions[0] if versions else None
    newest = newest_of(said)
    return PatientPage(
        proposals=tuple(
            row_of(proposal, now, current, origin="patient") for proposal in said if proposal.waits
        ),
        sessions=tuple(_session(patient, session, folded=i > 0) for i, session in enumerate(sessions)),
        prescribed=tuple(_prescribed(p, newest) for p in current.prescriptions.all()) if current else (),
        paused=current is not None and current.programme.paused_at is not None,
        nobody_plans=current is not None and current.programme.paused_because == "nobody_plans",
        versions=version_lines(patient, versions),
        earlier=earlier,
    )


def _session(patient: Patient, session: Any, *, folded: bool) -> SessionCard:
    """With the way to its replay where the camera saw something; if there is no figure, that page says why."""
    card = replace(card_of(session, session.morning_pain, with_curves=True), folded=folded)
    if not any(one.seen for exercise in session.exercises.all() for one in exercise.sets.all()):
        return card
    return replace(card, replay_url=reverse("therapist:replay", args=[patient.pk, session.pk]))


def _prescribed(prescription: Prescription, said: Mapping[tuple[str, str], Proposal]) -> PrescribedLine:
    newest = said.get((prescription.exercise, prescription.side))
    return PrescribedLine(
        title=title_of(prescription.exercise),
        words=planned_words(prescription),
        decision=kind_words(newest.kind) if newest else "",
        reason=newest.reason if newest else "",
    )


def version_lines(patient: Patient, versions: Sequence[ProgrammeVersion]) -> tuple[VersionLine, ...]:
    """Newest first, each compared with the one before it."""
    pairs = [*pairwise(versions), *((v, None) for v in versions[-1:])]
    return tuple(_line(patient, new, old) for new, old in pairs)


def _line(patient: Patient, new: ProgrammeVersion, old: ProgrammeVersion | None) -> VersionLine:
    return VersionLine(
        number=new.number,
        url=reverse("therapist:version", args=[patient.pk, new.pk]),
        signed=signed_words(new),
        note=new.note,
        changes=tuple(changes_between(old.prescriptions.all(), new.prescriptions.all())) if old else (),
        first=old is None,
    )


def signed_words(version: ProgrammeVersion) -> str:
    """Who signed it and when."""
    at = timezone.localtime(version.signed_at)
    return f"{version.signed_by.name or version.signed_by.email}, {at.day} {at:%B %Y, %H:%M}"
