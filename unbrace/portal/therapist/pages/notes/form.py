"""The note form: what was typed, read from a post, and shown again unchanged beside the sentence that refused it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbrace.clinic.notes.actions import Written
from unbrace.clinic.notes.parts import MOST_CODES, NAMES, PARTS
from unbrace.library.diagnoses import load_diagnoses

if TYPE_CHECKING:
    from django.http import QueryDict

    from unbrace.clinic.notes.models import Note, NoteDraft


@dataclass(frozen=True)
class PartField:
    name: str
    label: str
    text: str
    rows: int
    problem: str


ROWS = {"subjective": 6, "objective": 6, "assessment": 4, "plan": 6}


def written_in(post: QueryDict) -> Written:
    saves = post.get("saves", "")
    return Written(
        parts={part: post.get(part, "") for part in PARTS},
        codes=post.getlist("codes"),
        because=post.get("because", ""),
        saves=int(saves) if saves.isdecimal() and len(saves) < 7 else -1,
    )


def fields(written: Written, problem: str = "", at: str = "") -> list[PartField]:
    return [
        PartField(part, NAMES[part], written.parts.get(part, ""), ROWS[part], problem if at == part else "")
        for part in PARTS
    ]


def of_draft(draft: NoteDraft) -> Written:
    parts = {part: getattr(draft, part) for part in PARTS}
    return Written(parts, lines_of(draft.codes), draft.because, draft.saves)


def code_fields(written: Written) -> list[str]:
    """What is in the four fields, the empty ones at the end."""
    given = [line for line in written.codes if line.strip()]
    return [*given, *[""] * (MOST_CODES - len(given))]


def lines_of(codes: list[str]) -> list[str]:
    """Each code with what it stands for; one that the list no longer has stands alone."""
    known = load_diagnoses()
    return [known[code].line if code in known else code for code in codes]


def parts_shown(note: Note) -> list[tuple[str, str]]:
    """The parts that hold something, each under its name."""
    return [(NAMES[part], text) for part in PARTS if (text := getattr(note, part))]
