"""A programme as it is being written: rows of text that become drafts, or sentences about what does not fit yet.

There is no stored draft: the whole state travels in the form, with the number of the version it began with, so that
two browser tabs cannot sign over each other unseen and the page works without scripts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from django.http import QueryDict

from unbrace.clinic.programmes.draft import PrescriptionDraft, check_drafts, renumbered
from unbrace.clinic.programmes.queries import catalogue, content_of, own_words
from unbrace.clinic.refused import Refused
from unbrace.portal.logbook import title_of
from unbrace.portal.pictures import shown, start_picture
from unbrace.portal.ui.dose_editor.dose_editor import DoseRow

if TYPE_CHECKING:
    from unbrace.clinic.programmes.queries import Caution
    from unbrace.library.exercise import Exercise
    from unbrace.rehab.dosage import Tempo

MOST_ROWS: Final = 20
FIELD: Final = re.compile(r"^prescriptions\[(\d+)\]\.(\w+)$")
NUMBER_WORDS: Final = {
    "sets": "Sets",
    "reps": "Repetitions",
    "hold_s": "Hold",
    "rest_s": "Rest",
    "load_kg": "Load",
}
TYPED: Final = ("sets", "reps", "hold_s", "rest_s", "load_kg", "tempo")
PARTS_OF_DAY: Final = ("", "morning", "evening")
#: Days that leave a day between them, as far as a week lets them.
PATTERNS: Final[Mapping[str, tuple[int, ...]]] = {
    "daily": tuple(range(7)),
    "weekdays": (0, 1, 2, 3, 4),
    "three": (0, 2, 4),
    "two": (1, 4),
}


@dataclass(frozen=True)
class Row:
    """One exercise as typed. `turns`: it takes turns with the one above it."""

    exercise: str
    sets: str = ""
    reps: str = ""
    hold_s: str = ""
    side: str = "both"
    rest_s: str = ""
    load_kg: str = ""
    tempo: str = ""
    part_of_day: str = ""
    turns: bool = False
    days: frozenset[str] = frozenset()
    problems: dict[str, str] = field(default_factory=dict)


def rows_of(drafts: Sequence[PrescriptionDraft]) -> list[Row]:
    """Drafts as they would have been typed, turns included."""
    before: int | None = None
    rows = []
    for draft in drafts:
        rows.append(replace(row_of_draft(draft), turns=draft.circuit is not None and draft.circuit == before))
        before = draft.circuit
    return rows


def row_of_draft(draft: PrescriptionDraft) -> Row:
    """A draft as it would have been typed, by itself."""
    return Row(
        exercise=draft.exercise,
        sets=str(draft.sets),
        reps="" if draft.reps is None else str(draft.reps),
        hold_s="" if draft.hold_s is None else f"{draft.hold_s:g}",
        side=draft.side,
        rest_s=str(draft.rest_s),
        load_kg="" if draft.load_kg is None else f"{draft.load_kg:g}",
        tempo=draft.tempo,
        part_of_day=draft.part_of_day,
        days=frozenset(str(day) for day in draft.days or range(7)),
    )


def row_of_exercise(exercise: Exercise) -> Row:
    """The dose its content begins with, on three days that leave a day between them when it says three a week."""
    dose = exercise.dosage.default
    return row_of_draft(
        PrescriptionDraft(
            exercise.id,
            dose.sets,
            dose.reps,
            dose.hold_s,
            dose.side.value,
            round(dose.rest_s),
            PATTERNS["three"] if dose.days_per_week == 3 else (),
            tempo=tempo_text(dose.tempo),
            load_kg=dose.load_kg,
        )
    )


def tempo_text(tempo: Tempo | None) -> str:
    """Seconds out, pause and back as a therapist writes them: "2-1-3"."""
    return f"{tempo.out_s:g}-{tempo.pause_s:g}-{tempo.back_s:g}" if tempo else ""


def read_rows(post: QueryDict, *, as_numbered: bool = False) -> list[Row]:
    """Rows in the order of `order`, where a script has dragged them, else of their numbers (`as_numbered`: always);
    unknown exercises are left out."""
    order = range(MOST_ROWS) if as_numbered else _order(post)
    return [row for index in order if (row := _row(post, index)) is not None]


def _order(post: QueryDict) -> list[int]:
    dragged = post.get("order", "")
    numbers = (
        [int(one) for one in dragged.split(",")]
        if re.fullmatch(r"\d{1,2}(,\d{1,2})*", dragged, re.ASCII)
        else []
    )
    whole = list(range(MOST_ROWS))
    chosen = [one for one in dict.fromkeys(numbers) if one in whole]
    return chosen + [one for one in whole if one not in chosen]  # a row that a script forgot is not lost


def _row(post: QueryDict, index: int) -> Row | None:
    exercise = post.get(f"exercise-{index}", "")
    if content_of(exercise) is None:
        return None
    typed: dict[str, Any] = {name: post.get(f"{name}-{index}", "").strip()[:20] for name in TYPED}
    part = post.get(f"part_of_day-{index}", "")
    return Row(
        exercise=exercise,
        side=post.get(f"side-{index}", "both"),
        part_of_day=part if part in PARTS_OF_DAY else "",
        turns=f"turns-{index}" in post,
        days=frozenset(post.getlist(f"days-{index}")) & frozenset("0123456"),
        **typed,
    )


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


def on_days(rows: Sequence[Row], pattern: str) -> list[Row]:
    """All rows on the days of one pattern."""
    days = frozenset(str(day) for day in PATTERNS[pattern])
    return [replace(row, days=days) for row in rows]


def checked(rows: Sequence[Row]) -> tuple[list[Row], list[PrescriptionDraft], str]:
    """The rows with their problems, the drafts if there are none, and a sentence about the whole if one is needed."""
    read = [_read(row) for row in rows]
    shown = [row for row, _ in read]
    if any(row.problems for row in shown):
        return shown, [], "Something does not fit yet. Look at the marked lines."
    drafts = _in_turns(rows, [draft for _, draft in read if draft is not None])
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


def _in_turns(rows: Sequence[Row], drafts: Sequence[PrescriptionDraft]) -> list[PrescriptionDraft]:
    """Whoever takes turns with the one above is in its circuit."""
    number, numbered = 0, []
    for place, (row, draft) in enumerate(zip(rows, drafts, strict=True)):
        number += 0 if row.turns and place > 0 else 1
        numbered.append(replace(draft, circuit=number))
    return renumbered(numbered)


def _read(row: Row) -> tuple[Row, PrescriptionDraft | None]:
    problems: dict[str, str] = {}
    numbers = {name: _whole(name, getattr(row, name), problems) for name in ("sets", "reps", "rest_s")}
    hold = _decimal(row.hold_s, 1, "hold_s", "Hold: write seconds, like 10.", problems)
    load = _decimal(row.load_kg, 2, "load_kg", "Load: write kilograms, like 2.5.", problems)
    if numbers["sets"] is None and "sets" not in problems:
        problems["sets"] = "Sets: say how many."
    if problems:
        return replace(row, problems=problems), None
    days = tuple(sorted(int(day) for day in row.days)) if len(row.days) < 7 else ()
    draft = PrescriptionDraft(
        row.exercise,
        numbers["sets"] or 0,
        numbers["reps"],
        hold,
        row.side,
        numbers["rest_s"] or 0,
        days,
        part_of_day=row.part_of_day,
        tempo=re.sub(r"[\s/.:–]+", "-", row.tempo) if "-" not in row.tempo else row.tempo.replace(" ", ""),
        load_kg=load,
    )
    return row, draft


def _whole(name: str, text: str, problems: dict[str, str]) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        problems[name] = f"{NUMBER_WORDS[name]}: write a whole number, like 8."
        return None
    return int(text)


def _decimal(text: str, digits: int, name: str, sentence: str, problems: dict[str, str]) -> float | None:
    """`digits`: at most so many after the point."""
    if not text:
        return None
    if not re.fullmatch(rf"\d{{1,4}}([.,]\d{{1,{digits}}})?", text, re.ASCII):
        problems[name] = sentence
        return None
    return float(text.replace(",", "."))


def as_editors(
    rows: Sequence[Row], *, alone: bool = False, cautions: Mapping[str, Sequence[Caution]] | None = None
) -> list[DoseRow]:
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
            load_kg=row.load_kg,
            tempo=row.tempo,
            part_of_day=row.part_of_day,
            turns=row.turns and i > 0,
            takes_load=bool(row.load_kg) or _takes_load(row.exercise),
            days=row.days,
            last=i == len(rows) - 1,
            picture=start_picture(row.exercise),
            shown=shown(row.exercise),
            problems=row.problems,
            alone=alone,
            own=own_words(row.exercise) is not None,
            cautions=tuple((cautions or {}).get(row.exercise, ())),
        )
        for i, row in enumerate(rows)
    ]


def _takes_load(exercise: str) -> bool:
    """Where the content's own dose ladder has a load, and for own exercises."""
    known = catalogue().exercises.get(exercise)
    if known is None:
        return True
    return known.dosage.ladder.load_kg is not None or known.dosage.default.load_kg is not None
