"""A desk in words: what was measured, what a change rests on, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.desks.queries import Came
from unbrace.portal.number_words import number
from unbrace.portal.own_measures import length_words

if TYPE_CHECKING:
    from unbrace.clinic.desks.models import DeskRecord

#: Name of the field, and what it is called beside its value.
LENGTHS: Final = (
    ("seat_cm", gettext_noop("Floor to the top of the seat")),
    ("knee_cm", gettext_noop("Floor to the hollow of your knee, with shoes")),
    ("table_cm", gettext_noop("Floor to where your hands work")),
    ("elbow_cm", gettext_noop("Floor to your elbow, sitting, arm hanging down")),
    ("screen_top_cm", gettext_noop("Floor to the top of the screen")),
    ("eye_cm", gettext_noop("Floor to your eyes, sitting")),
    ("screen_away_cm", gettext_noop("Your eyes to the screen")),
)
YES_OR_NO: Final = (
    ("feet_supported", gettext_noop("Do your feet rest on something?")),
    ("mouse_near", gettext_noop("Can you use mouse and keyboard with your elbows hanging beside you?")),
    ("reading_glasses", gettext_noop("Do you wear glasses for near and far?")),
)
LONGEST: Final = gettext_noop("The longest you sit without getting up, in minutes")
LAPTOP: Final = gettext_noop("Hours a day on a laptop alone")
BOTHERS: Final = gettext_noop("How much does sitting there bother you?")
CAME: Final = {
    Came.BETTER: gettext_noop("It bothers you clearly less than before. That speaks for keeping it."),
    Came.WORSE: gettext_noop(
        "It bothers you clearly more than before. Take the change back, and tell your therapist if it stays so."
    ),
    Came.SAME: gettext_noop(
        "About as before: the difference is within the usual ups and downs. Keep it if it is comfortable."
    ),
    Came.NOT_KNOWN: gettext_noop("We cannot compare it with before. Keep it if it is comfortable."),
}
RESTS_ON: Final = {
    "cm": gettext_noop("You measured {value}. Comfortable for most is {low} to {high}."),
    "min": gettext_noop("You sit up to {value} minutes at a time. Up to {high} is easy on most."),
    "h": gettext_noop("You said {value} hours a day. From {high} on it is worth a change."),
    "degrees": gettext_noop(
        "The camera saw {value} degrees, give or take {band}. Comfortable for most is {low} to {high}."
    ),
}
SAID_SO: Final = gettext_noop("This is from what you said about your desk.")
BY_THERAPIST: Final = gettext_noop("Your therapist proposes this.")


def rests_on(found: dict[str, Any], units: str) -> str:
    """The one sentence on why this change: the value, the range, and how far off a camera may be."""
    if not found:
        return gettext(BY_THERAPIST)
    if found["value"] is None or found["unit"] not in RESTS_ON:
        return gettext(SAID_SO)
    unit = found["unit"]
    said = {name: _value(found[name], unit, units) for name in ("value", "low", "high", "band")}
    return gettext(RESTS_ON[unit]).format(**said)


def _value(value: float | None, unit: str, units: str) -> str:
    if value is None:
        return "?"
    return length_words(value, units) if unit == "cm" else number(value)


def record_lines(record: DeskRecord, units: str) -> list[tuple[str, str]]:
    """What was answered, as label and value."""
    lines = []
    if record.bothers is not None:
        lines.append((gettext(BOTHERS), gettext("{number} of 10").format(number=record.bothers)))
    for name, label in YES_OR_NO:
        said = getattr(record, name)
        if said is not None:
            lines.append((gettext(label), gettext("yes") if said else gettext("no")))
    for name, label in (("longest_sitting_min", LONGEST), ("laptop_hours", LAPTOP)):
        value = getattr(record, name)
        if value is not None:
            lines.append((gettext(label), number(value, 0 if value == int(value) else 1)))
    for name, label in LENGTHS:
        value = getattr(record, name)
        if value is not None:
            lines.append((gettext(label), length_words(value, units)))
    return lines
