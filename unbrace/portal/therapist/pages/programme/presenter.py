"""What the builder shows after each press of a button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

from unbrace.clinic.programmes.draft import PrescriptionDraft
from unbrace.clinic.programmes.queries import catalogue, draft_of
from unbrace.portal.dose_words import minutes, seconds
from unbrace.portal.logbook import title_of
from unbrace.portal.therapist.dose_form import (
    MOST_ROWS,
    Row,
    as_editors,
    checked,
    read_rows,
    rearranged,
    row_of_draft,
    row_of_exercise,
)
from unbrace.portal.therapist.programme_changes import ChangeLine, changes_between, planned_words
from unbrace.portal.ui.dose_editor.dose_editor import DoseRow

if TYPE_CHECKING:
    from unbrace.clinic.programmes.models import ProgrammeVersion


@dataclass(frozen=True)
class Preview:
    """What the patient will see, how long it takes, and what changes."""

    lines: tuple[tuple[str, str], ...]
    minutes: int
    changes: tuple[ChangeLine, ...]
    first: bool


@dataclass(frozen=True)
class Builder:
    """The form as it stands; `drafts` are there only when everything fits."""

    rows: tuple[DoseRow, ...]
    note: str
    offers: tuple[tuple[str, str], ...]
    problem: str = ""
    drafts: tuple[PrescriptionDraft, ...] = ()
    preview: Preview | None = None
    wants_signature: bool = False


def builder(current: ProgrammeVersion | None, post: QueryDict | None) -> Builder:
    """`post` is None when the page is opened; then the form is the current version."""
    signed = [draft_of(p) for p in current.prescriptions.all()] if current else []
    if post is None:
        return _shown([row_of_draft(draft) for draft in signed], "")
    deed, note, rows = post.get("do", ""), post.get("note", "").strip()[:2000], read_rows(post)
    if deed in ("preview", "sign"):
        return _judged(rows, note, signed, wants_signature=deed == "sign")
    wanted = catalogue().exercises.get(post.get("add", ""))
    if deed == "add" and wanted is not None and len(rows) < MOST_ROWS:
        return _shown([*rows, row_of_exercise(wanted)], note)
    return _shown(rearranged(rows, deed), note)


def _shown(rows: list[Row], note: str) -> Builder:
    return Builder(tuple(as_editors(rows)), note, _offers())


def _judged(rows: list[Row], note: str, signed: list[PrescriptionDraft], *, wants_signature: bool) -> Builder:
    shown, drafts, problem = checked(rows)
    return Builder(
        rows=tuple(as_editors(shown)),
        note=note,
        offers=_offers(),
        problem=problem,
        drafts=tuple(drafts),
        preview=_preview(drafts, signed) if drafts else None,
        wants_signature=wants_signature,
    )


def _preview(drafts: list[PrescriptionDraft], signed: list[PrescriptionDraft]) -> Preview:
    return Preview(
        lines=tuple((title_of(draft.exercise), planned_words(draft)) for draft in drafts),
        minutes=minutes(seconds(draft, catalogue().exercises.get(draft.exercise)) for draft in drafts),
        changes=tuple(changes_between(signed, drafts)),
        first=not signed,
    )


def _offers() -> tuple[tuple[str, str], ...]:
    return tuple((exercise.id, exercise.title) for exercise in catalogue())
