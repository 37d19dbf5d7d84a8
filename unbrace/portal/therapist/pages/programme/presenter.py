"""What the builder shows after each press of a button."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import QueryDict

from unbrace.clinic.programmes.draft import PrescriptionDraft
from unbrace.clinic.programmes.queries import catalogue, draft_of
from unbrace.portal.dose_words import minutes, seconds
from unbrace.portal.logbook import title_of
from unbrace.portal.pictures import shown
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
    from unbrace.portal.ui.demonstration.demonstration import Demonstration


@dataclass(frozen=True)
class Preview:
    """What the patient will see, how long it takes, and what changes."""

    lines: tuple[tuple[str, str, Demonstration | None], ...]
    minutes: int
    changes: tuple[ChangeLine, ...]
    first: bool


@dataclass(frozen=True)
class Meanwhile:
    """A version somebody signed after this form was opened, and what it changed against the one the form began with."""

    who: str
    number: int
    changes: tuple[ChangeLine, ...]


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
    starting_from: int = 0
    meanwhile: Meanwhile | None = None


def builder(
    versions: Sequence[ProgrammeVersion], post: QueryDict | None, drafted: Sequence[PrescriptionDraft] = ()
) -> Builder:
    """`versions` newest first; `post` is None when the page is opened; then the form is the current version, or for a
    new person what the rules `drafted`.

    A form that began with an older version says once what has been signed since. From then on it stands on the newest:
    whoever signs now has seen what they replace.
    """
    signed = [draft_of(p) for p in versions[0].prescriptions.all()] if versions else []
    form = _pressed(signed, post, signed or drafted)
    newest = versions[0].number if versions else 0
    return replace(
        form, starting_from=newest, meanwhile=_meanwhile(versions, began_with(post)) if post else None
    )


def began_with(post: QueryDict) -> int:
    """The number of the version the form began with; 0 for an empty page, and for whatever is no number."""
    typed = post.get("starting_from", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,6}", typed) else 0


def _meanwhile(versions: Sequence[ProgrammeVersion], number: int) -> Meanwhile | None:
    if not versions or versions[0].number == number:
        return None
    newest, older = versions[0], next((v for v in versions if v.number == number), None)
    before = older.prescriptions.all() if older else []
    return Meanwhile(
        who=newest.signed_by.name or newest.signed_by.email,
        number=newest.number,
        changes=tuple(changes_between(before, newest.prescriptions.all())),
    )


def _pressed(
    signed: list[PrescriptionDraft], post: QueryDict | None, begins: Sequence[PrescriptionDraft]
) -> Builder:
    if post is None:
        return _shown([row_of_draft(draft) for draft in begins], "")
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
        lines=tuple((title_of(d.exercise), planned_words(d), shown(d.exercise)) for d in drafts),
        minutes=minutes(seconds(draft, catalogue().exercises.get(draft.exercise)) for draft in drafts),
        changes=tuple(changes_between(signed, drafts)),
        first=not signed,
    )


def _offers() -> tuple[tuple[str, str], ...]:
    return tuple((exercise.id, exercise.title) for exercise in catalogue())
