"""A programme as it is being written: rows of text that become drafts, or sentences about what does not fit yet.

There is no stored draft: the whole state travels in the form, with the number of the version it began with, so that
two browser tabs cannot sign over each other unseen and the page works without scripts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from django.http import QueryDict

from unbrace.clinic.programmes.draft import PrescriptionDraft, check_drafts
from unbrace.clinic.programmes.queries import catalogue
from unbrace.clinic.refused import Refused
from unbrace.portal.logbook import title_of
from unbrace.portal.pictures import shown, start_picture
from unbrace.portal.ui.dose_editor.dose_editor import DoseRow

if TYPE_CHECKING:
    from unbrace.library.exercise import Exercise

MOST_ROWS: Final = 20
FIELD: Final = re.compile(r"^prescriptions\[(\d+)\]\.(\w+)$")
NUMBER_WORDS: Final = {"sets": "Sets", "reps": "Repetitions", "hold_s": "Hold", "rest_s": "Rest"}


@dataclass(frozen=True)
class Row:
    """One exercise as typed."""

    exercise: str
    sets: str = ""
    reps: str = ""
    hold_s: str = ""
    side: str = "both"
    rest_s: str = ""
    days: frozenset[str] = frozenset()
    problems: dict[str, str] = field(default_factory=dict)


def row_of_draft(draft: PrescriptionDraft) -> Row:
    """A draft as it would have been typed."""
    return Row(
        exercise=draft.exercise,
        sets=str(draft.sets),
        reps="" if draft.reps is None else str(draft.reps),
        hold_s="" if draft.hold_s is None else f"{draft.hold_s:g}",
        side=draft.side,
        rest_s=str(draft.rest_s),
        days=frozenset(str(day) for day in draft.days or range(7)),
    )


def row_of_exercise(exercise: Exercise) -> Row:
    """The dose its content begins with, on three days that leave a day between them when it says three a week."""
    dose = exercise.dosage.default
    days = (0, 2, 4) if dose.days_per_week == 3 else ()
    rest = round(dose.rest_s)
    return row_of_draft(
        PrescriptionDraft(exercise.id, dose.sets, dose.reps, dose.hold_s, dose.side.value, rest, days)
    )


def read_rows(post: QueryDict) -> list[Row]:
    """Rows in the order of their numbers; unknown exercises are left out."""
    rows = []
    for index in range(MOST_ROWS):
        exercise = post.get(f"exercise-{index}", "")
        if exercise not in catalogue():
            continue
        typed = {name: post.get(f"{name}-{index}", "").strip() for name in NUMBER_WORDS}
        rows.append(
            Row(
                exercise=exercise,
                sets=typed["sets"],
                reps=typed["reps"],
                hold_s=typed["hold_s"],
                rest_s=typed["rest_s"],
                side=post.get(f"side-{index}", "both"),
                days=frozenset(post.getlist(f"days-{index}")) & frozenset("0123456"),
            )
        )
    return rows


def rearranged(rows: Sequence[Row], deed: str) -> list[Row]:
    """The rows after "up-1", "down-0" or "remove-2"; anything else leaves them as they are."""
    verb, _, number = deed.partition("-")
    moved = list(rows)
    index = int(number) if re.fullmatch(r"\d{1,2}", number, re.ASCII) else -1
    if not 0 <= index < len(moved):
        return moved
    if verb == "remove":
        del moved[index]
    elif verb == "up" and index > 0:
        moved[index - 1], moved[index] = moved[index], moved[index - 1]
    elif verb == "down" and index < len(moved) - 1:
        moved[index + 1], moved[index] = moved[index], moved[index + 1]
    return moved


def checked(rows: Sequence[Row]) -> tuple[list[Row], list[PrescriptionDraft], str]:
    """The rows with their problems, the drafts if there are none, and a sentence about the whole if one is needed."""
    read = [_read(row) for row in rows]
    shown = [row for row, _ in read]
    if any(row.problems for row in shown):
        return shown, [], "Something does not fit yet. Look at the marked lines."
    drafts = [draft for _, draft in read if draft is not None]
    try:
        check_drafts(drafts)
    except Refused as refusal:
        found = FIELD.match(refusal.field)
        if found is None:
            return shown, [], refusal.message
        index, name = int(found[1]), found[2]
        shown[index] = replace(shown[index], problems={name: refusal.message})
        return shown, [], "Something does not fit yet. Look at the marked lines."
    return shown, drafts, ""


def _read(row: Row) -> tuple[Row, PrescriptionDraft | None]:
    problems: dict[str, str] = {}
    numbers = {name: _whole(name, getattr(row, name), problems) for name in ("sets", "reps", "rest_s")}
    hold = _seconds(row.hold_s, problems)
    if numbers["sets"] is None and "sets" not in problems:
        problems["sets"] = "Sets: say how many."
    if problems:
        return replace(row, problems=problems), None
    days = tuple(sorted(int(day) for day in row.days)) if len(row.days) < 7 else ()
    draft = PrescriptionDraft(
        row.exercise, numbers["sets"] or 0, numbers["reps"], hold, row.side, numbers["rest_s"] or 0, days
    )
    return row, draft


def _whole(name: str, text: str, problems: dict[str, str]) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        problems[name] = f"{NUMBER_WORDS[name]}: write a whole number, like 8."
        return None
    return int(text)


def _seconds(text: str, problems: dict[str, str]) -> float | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,4}([.,]\d)?", text, re.ASCII):
        problems["hold_s"] = "Hold: write seconds, like 10."
        return None
    return float(text.replace(",", "."))


def as_editors(rows: Sequence[Row], *, alone: bool = False) -> list[DoseRow]:
    """The rows as the dose editor shows them."""
    return [
        DoseRow(
            index=i,
            exercise=row.exercise,
            title=title_of(row.exercise),
            sets=row.sets,
            reps=row.reps,
            hold_s=row.hold_s,
            side=row.side,
            rest_s=row.rest_s,
            days=row.days,
            last=i == len(rows) - 1,
            picture=start_picture(row.exercise),
            shown=shown(row.exercise),
            problems=row.problems,
            alone=alone,
        )
        for i, row in enumerate(rows)
    ]
