"""Numbers of tests of function in words a person reads, with how far off they may be. A camera's degrees go by five."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext, gettext_noop

if TYPE_CHECKING:
    from unbrace.clinic.assessments.models import Attempt

UNITS: Final = {
    "degrees": gettext_noop("degrees"),
    "cm": gettext_noop("cm"),
    "seconds": gettext_noop("seconds"),
    "times": gettext_noop("times"),
    "breaths_per_min": gettext_noop("breaths a minute"),
    "share": gettext_noop("of 1 in the chest"),
    "percent": gettext_noop("percent of your height"),
    "rating_0_to_10": gettext_noop("of 10"),
    "degrees_per_s": gettext_noop("degrees a second"),
    "times_in_10_min": gettext_noop("times in 10 minutes"),
    "yes_or_no": gettext_noop("1 = yes, 0 = no"),
}
SIDES: Final = {"both": "", "left": gettext_noop("left"), "right": gettext_noop("right")}
WHY_NOT: Final = {
    "did_not_want": gettext_noop("I would rather not"),
    "pain": gettext_noop("It hurts too much"),
    "no_equipment": gettext_noop("I have nothing to do it with"),
    "no_helper": gettext_noop("Nobody is here to help"),
    "stopped": gettext_noop("I stopped on the way"),
}
ENDS: Final = {
    "free": gettext_noop("Nothing, it just ended there"),
    "stiff": gettext_noop("Stiffness"),
    "painful": gettext_noop("Pain"),
}
OUT_OF_VIEW: Final = gettext_noop("The camera could not see it. That says nothing about you.")
NEAREST: Final = 5


def unit_words(unit: str) -> str:
    return gettext(UNITS[unit]) if unit in UNITS else unit


def units() -> dict[str, str]:
    """All of them, for the browser."""
    return {unit: gettext(words) for unit, words in UNITS.items()}


def value_words(number: dict[str, Any], *, by_camera: bool) -> str:
    """ "115 degrees", without its band."""
    value, unit = number["value"], number["unit"]
    if unit == "yes_or_no":
        return gettext("yes") if value else gettext("no")
    shown = NEAREST * round(value / NEAREST) if by_camera and unit == "degrees" else _plain(value)
    return f"{shown} {unit_words(unit)}"


def number_words(number: dict[str, Any], *, by_camera: bool) -> str:
    """ "left: 115 degrees, give or take 15": the side, the number and what it may be off."""
    value, band = value_words(number, by_camera=by_camera), number["error_band"]
    said = gettext("{value}, give or take {band}").format(value=value, band=_plain(band)) if band else value
    side = SIDES.get(number["side"], "")
    return f"{gettext(side)}: {said}" if side else said


def _plain(value: float) -> str:
    return f"{round(value, 1):g}"


def said_of(attempt: Attempt, numbers: list[dict[str, Any]]) -> str:
    """One attempt in one line, for the person whose it is."""
    if attempt.outcome == "not_done":
        return gettext("Not done: {why}").format(why=gettext(WHY_NOT.get(attempt.why, attempt.why)))
    if attempt.outcome == "not_seen":
        return gettext(OUT_OF_VIEW)
    return "; ".join(number_words(one, by_camera=attempt.by_camera) for one in numbers)
