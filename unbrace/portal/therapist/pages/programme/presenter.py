"""What the builder shows after each press of a button."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import QueryDict

from unbrace.clinic.programmes.draft import PrescriptionDraft
from unbrace.clinic.programmes.queries import (
    Standing,
    catalogue,
    content_of,
    draft_of,
    draft_of_line,
    drafts_in,
    lost_in,
    newest,
)
from unbrace.portal.dose_words import minutes
from unbrace.portal.own_films import films_for_therapists
from unbrace.portal.programme_sheet import Part, parts_of, seconds_of
from unbrace.portal.therapist.dose_form import (
    MOST_ROWS,
    PATTERNS,
    Row,
    as_editors,
    checked,
    on_days,
    read_rows,
    rearranged,
    row_of_draft,
    row_of_exercise,
    rows_of,
)
from unbrace.portal.therapist.pages.programme.library import Library, filters_in, library_for
from unbrace.portal.therapist.pages.programme.undo import as_text, steps_in, with_step
from unbrace.portal.therapist.programme_changes import ChangeLine, changes_between

if TYPE_CHECKING:
    from unbrace.clinic.programmes.models import ProgrammeVersion, Template
    from unbrace.clinic.programmes.queries import OwnWords
    from unbrace.portal.ui.dose_editor.dose_editor import DoseRow

FULL = f"A programme holds {MOST_ROWS} exercises at most. Take one out first."
PATTERN_WORDS = (
    ("daily", "Every day"),
    ("weekdays", "Monday to Friday"),
    ("three", "Mon, Wed, Fri"),
    ("two", "Tue, Fri"),
)


@dataclass(frozen=True)
class Preview:
    """What the patient will see, in the order of their day, how long it takes, and what changes."""

    parts: tuple[Part, ...]
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
class Around:
    """What the form can draw on: earlier versions (newest first), the rules' draft, templates, own exercises, and what
    speaks against an exercise for this person."""

    versions: Sequence[ProgrammeVersion]
    drafted: Sequence[PrescriptionDraft]
    templates: Sequence[Template]
    own: Sequence[OwnWords]
    standing: Standing


@dataclass(frozen=True)
class Builder:
    """The form as it stands; `drafts` are there only when everything fits. `said` tells what the last press did."""

    rows: tuple[DoseRow, ...]
    note: str
    library: Library
    undo: str = ""
    said: str = ""
    problem: str = ""
    drafts: tuple[PrescriptionDraft, ...] = ()
    preview: Preview | None = None
    wants_signature: bool = False
    wants_template: bool = False
    starting_from: int = 0
    meanwhile: Meanwhile | None = None
    minutes: int = 0
    hand: str = ""
    patterns: tuple[tuple[str, str], ...] = PATTERN_WORDS


@dataclass(frozen=True)
class Pressed:
    """What one press made of the rows."""

    rows: list[Row]
    said: str = ""
    hand: tuple[int, str] | None = None  # which row's button keeps the keyboard
    problem: str = ""


def builder(around: Around, post: QueryDict | None) -> Builder:
    """`post` is None when the page is opened; then the form is the current version, or for a new person what the rules
    drafted.

    A form that began with an older version says once what has been signed since. From then on it stands on the newest:
    whoever signs now has seen what they replace.
    """
    versions = around.versions
    signed = [draft_of(p) for p in versions[0].prescriptions.all()] if versions else []
    if post is None:
        form = _shown(around, Pressed(rows_of(signed or around.drafted)), None, "[]")
    else:
        form = _after(around, post, signed)
    newest_number = versions[0].number if versions else 0
    return replace(form, starting_from=newest_number, meanwhile=_meanwhile(versions, post) if post else None)


def began_with(post: QueryDict) -> int:
    """The number of the version the form began with; 0 for an empty page, and for whatever is no number."""
    typed = post.get("starting_from", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,6}", typed) else 0


def _meanwhile(versions: Sequence[ProgrammeVersion], post: QueryDict) -> Meanwhile | None:
    number = began_with(post)
    if not versions or versions[0].number == number:
        return None
    latest, older = versions[0], next((v for v in versions if v.number == number), None)
    before = older.prescriptions.all() if older else []
    return Meanwhile(
        who=latest.signed_by.name or latest.signed_by.email,
        number=latest.number,
        changes=tuple(changes_between(before, latest.prescriptions.all())),
    )


def _after(around: Around, post: QueryDict, signed: list[PrescriptionDraft]) -> Builder:
    rows, deed, steps = read_rows(post), post.get("do", ""), steps_in(post.get("undo", ""))
    if deed in ("preview", "sign", "keep-template"):
        return _judged(around, rows, post, signed, as_text(steps))
    if deed == "undo" and steps:
        return _shown(around, Pressed(steps[-1], "One step back."), post, as_text(steps[:-1]))
    pressed = _pressed(around, rows, post)
    if pressed.rows != rows or deed == "drag":
        before = read_rows(post, as_numbered=True) if deed == "drag" else rows
        steps = with_step(steps, before)
    return _shown(around, pressed, post, as_text(steps))


def _pressed(around: Around, rows: list[Row], post: QueryDict) -> Pressed:
    deed = post.get("do", "")
    verb, _, rest = deed.partition("-")
    if verb == "add":
        return _added(rows, rest or post.get("add", ""), around)
    if verb == "pattern" and rest in PATTERNS:
        return Pressed(on_days(rows, rest), f"All exercises: {dict(PATTERN_WORDS)[rest]}.")
    if deed == "use-version":
        return _from_version(rows, around, post.get("version", ""))
    if deed == "use-template":
        return _from_template(rows, around, post.get("template", ""))
    if deed == "drag":
        return Pressed(rows, "Moved.")
    moved = rearranged(rows, deed)
    if verb in ("up", "down") and moved != rows:
        place = int(rest) + (-1 if verb == "up" else 1)
        title = _title(moved[place])
        return Pressed(moved, f"{title} is number {place + 1} of {len(moved)} now.", (place, verb))
    if verb == "remove" and moved != rows:
        return Pressed(moved, f"{_title(rows[int(rest)])} is taken out.")
    return Pressed(moved)


def _added(rows: list[Row], wanted: str, around: Around) -> Pressed:
    row = _new_row(wanted, around)
    if row is None:
        return Pressed(rows)
    if len(rows) >= MOST_ROWS:
        return Pressed(rows, problem=FULL)
    return Pressed([*rows, row], f"{_title(row)} is added, number {len(rows) + 1}.")


def _new_row(wanted: str, around: Around) -> Row | None:
    """With the dose its content begins with; None for what is not on offer here."""
    if wanted in catalogue():
        return row_of_exercise(catalogue()[wanted])
    own = next((one for one in around.own if one.id == wanted), None)
    return row_of_draft(replace(draft_of_line(own.dose), exercise=own.id)) if own else None


def _from_version(rows: list[Row], around: Around, number: str) -> Pressed:
    version = next((v for v in around.versions if str(v.number) == number), None)
    if version is None:
        return Pressed(rows)
    drafts = [draft_of(p) for p in version.prescriptions.all()]
    kept = [draft for draft in drafts if content_of(draft.exercise)]
    return Pressed(rows_of(kept), f"This is version {number} again.{_left_out(len(drafts) - len(kept))}")


def _from_template(rows: list[Row], around: Around, template_id: str) -> Pressed:
    template = next((one for one in around.templates if str(one.pk) == template_id), None)
    if template is None:
        return Pressed(rows)
    version = newest(template)
    said = f"“{version.name}” is put in. Look at each dose: a template knows nobody."
    return Pressed(rows_of(drafts_in(version)), said + _left_out(len(lost_in(version))))


def _left_out(lost: int) -> str:
    return f" {lost} that the library no longer has: left out." if lost else ""


def _title(row: Row) -> str:
    content = content_of(row.exercise)
    return content.title if content else row.exercise


def _shown(around: Around, pressed: Pressed, post: QueryDict | None, undo: str) -> Builder:
    note = post.get("note", "").strip()[:2000] if post else ""
    rows = pressed.rows
    _, drafts, _ = checked(rows)
    return Builder(
        rows=tuple(_editors(around, rows, pressed.hand)),
        note=note,
        library=_library(around, rows, post),
        undo=undo,
        said=pressed.said,
        problem=pressed.problem,
        minutes=minutes(map(seconds_of, drafts)) if drafts else 0,
        hand="library" if post and post.get("do", "").startswith("add-") else "",
    )


def _judged(
    around: Around, rows: list[Row], post: QueryDict, signed: list[PrescriptionDraft], undo: str
) -> Builder:
    shown, drafts, problem = checked(rows)
    return Builder(
        rows=tuple(_editors(around, shown)),
        note=post.get("note", "").strip()[:2000],
        library=_library(around, rows, post),
        undo=undo,
        problem=problem,
        drafts=tuple(drafts),
        preview=_preview(drafts, signed) if drafts else None,
        wants_signature=post.get("do") == "sign",
        wants_template=post.get("do") == "keep-template",
        minutes=minutes(map(seconds_of, drafts)) if drafts else 0,
    )


def _editors(around: Around, rows: Sequence[Row], hand: tuple[int, str] | None = None) -> list[DoseRow]:
    cautions = {row.exercise: around.standing.of(row.exercise) for row in rows}
    editors = as_editors(rows, cautions=cautions)
    if hand is not None:
        place, button = hand
        # at the end of its way the other button keeps the keyboard
        there = {"up": not editors[place].first, "down": not editors[place].last}
        other = {"up": "down", "down": "up"}[button]
        editors[place] = replace(editors[place], hand=button if there[button] else other)
    return editors


def _library(around: Around, rows: Sequence[Row], post: QueryDict | None) -> Library:
    there = [row.exercise for row in rows]
    return library_for(filters_in(post), around.standing, around.own, there)


def _preview(drafts: list[PrescriptionDraft], signed: list[PrescriptionDraft]) -> Preview:
    return Preview(
        parts=tuple(parts_of(drafts, films=films_for_therapists(one.exercise for one in drafts))),
        minutes=minutes(map(seconds_of, drafts)),
        changes=tuple(changes_between(signed, drafts)),
        first=not signed,
    )
