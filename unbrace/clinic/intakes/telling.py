"""What somebody said, in words, as it was asked: to check before sending, and for the therapist to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from unbrace.rehab.red_flags import Region
from unbrace.rehab.way_in.asking import Asked, choices_for
from unbrace.rehab.way_in.questions import SEVERAL, Field, FieldKind, Question, Said


@dataclass(frozen=True)
class ToldLine:
    """One field: its own words, empty where the question says it all, and the answer."""

    ask: str
    answer: str


@dataclass(frozen=True)
class Told:
    """One question with what was answered. `id` leads back to it."""

    id: str
    question: str
    lines: tuple[ToldLine, ...]

    def kept(self) -> dict[str, Any]:
        lines = [{"ask": line.ask, "answer": line.answer} for line in self.lines]
        return {"question": self.question, "lines": lines}


def told(asked: Asked) -> tuple[Told, ...]:
    """Everything that is answered, in the order of the questions."""
    return tuple(
        Told(one.id, one.ask, tuple(_lines(one, asked.said[one.id], asked.regions)))
        for one in asked.questions
        if asked.is_answered(one)
    )


def _lines(question: Question, said: Said, regions: Iterable[Region]) -> Iterator[ToldLine]:
    for field in question.fields:
        if field.id in said:
            yield ToldLine(field.ask, _words(field, said[field.id], regions))


def _words(field: Field, value: Any, regions: Iterable[Region]) -> str:
    texts = {choice.id: choice.text for choice in choices_for(field, regions)}
    if field.kind in SEVERAL:
        return ", ".join(texts[one] for one in value) or field.none
    if field.kind is FieldKind.ONE_OF:
        return texts[value]
    if field.kind is FieldKind.WORDS:
        return str(value)
    return f"{value} {field.unit}" if field.unit else f"{value} of {field.highest}"
