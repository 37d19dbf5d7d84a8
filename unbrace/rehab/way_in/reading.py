"""From what a form sends to what was said. What says nothing is asked again; it is never taken for "none" or 0."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from unbrace.rehab.red_flags import Region
from unbrace.rehab.way_in.asking import LONGEST_TEXT, choices_for, is_needed
from unbrace.rehab.way_in.questions import NUMBERS, SEVERAL, Field, FieldKind, Question

NONE = "none"
CHOOSE = "Please choose one of the answers."
TICK = "Tick what fits, then go on."
TICK_OR_NONE = "Tick what fits, then go on. If nothing fits, press “{none}”."
BOTH = "You ticked something and pressed “{none}”. Which of the two is right?"
MARK = "Mark at least one place, on the picture or in the list."
NUMBER = "Please choose a number from {lowest} to {highest}."
WRITE = "Please write a few words here."
TOO_LONG = "That is very long. Please keep it to {most} letters."

Raw = Mapping[str, Sequence[str]]


class NotSaid(ValueError):
    """A field without an answer that fits; the message is shown beside it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def read(question: Question, raw: Raw, regions: Iterable[Region] = ()) -> dict[str, Any]:
    """What was said to this question. Raises `NotSaid` for the first field that has to be looked at again."""
    here = tuple(regions)
    said: dict[str, Any] = {}
    for field in question.fields:
        value = _value(field, raw, here)
        if value is not None and value != "":
            said[field.id] = value
        elif is_needed(field, said):
            raise NotSaid(field.id, _missing(field))
    return said


def _value(field: Field, raw: Raw, regions: Sequence[Region]) -> Any:
    given = [one.strip() for one in raw.get(field.id, ())]
    if field.kind in SEVERAL:
        return _several(
            field, given, regions, none=NONE in raw.get("none_of", ()) or field.id in raw.get("none_of", ())
        )
    text = given[0] if given else ""
    if not text:
        return None
    if field.kind is FieldKind.ONE_OF:
        if text not in {choice.id for choice in choices_for(field, regions)}:
            raise NotSaid(field.id, CHOOSE)
        return text
    if field.kind in NUMBERS:
        return _number(field, text)
    if len(text) > LONGEST_TEXT:
        raise NotSaid(field.id, TOO_LONG.format(most=LONGEST_TEXT))
    return text


def _several(
    field: Field, given: Sequence[str], regions: Sequence[Region], *, none: bool
) -> list[str] | None:
    ticked = [choice.id for choice in choices_for(field, regions) if choice.id in given]
    if ticked and none:
        raise NotSaid(field.id, BOTH.format(none=field.none))
    if ticked:
        return ticked
    return [] if none and field.none else None


def _number(field: Field, text: str) -> int:
    whole = text.isascii() and text.isdigit() and len(text) < 6
    if not whole or not field.lowest <= int(text) <= field.highest:
        raise NotSaid(field.id, NUMBER.format(lowest=field.lowest, highest=field.highest))
    return int(text)


def _missing(field: Field) -> str:
    if field.kind is FieldKind.AREAS:
        return MARK
    if field.kind is FieldKind.ANY_OF:
        return TICK_OR_NONE.format(none=field.none) if field.none else TICK
    if field.kind is FieldKind.ONE_OF:
        return CHOOSE
    if field.kind in NUMBERS:
        return NUMBER.format(lowest=field.lowest, highest=field.highest)
    return WRITE
