"""Lengths and weights of the content in the units somebody thinks in. The content is written in centimetres and
kilograms.

Only what a person reads is turned: what is prescribed, stored and computed keeps one unit. An inch is 2.54 cm and a
pound 0.45359237 kg exactly (international yard and pound agreement, 1959). Inches are given to the half below five and
whole from there, pounds whole: more digits than a tape measure at home or a bag of flour can follow would only puzzle.
"""

from __future__ import annotations

import re
from typing import Final

CM_PER_INCH: Final = 2.54
KG_PER_POUND: Final = 0.45359237
NUMBER: Final = r"\d+(?:\.\d+)?"
MEASURED: Final = re.compile(
    rf"(?P<first>{NUMBER})(?:(?P<between> to | or | and |[–-])(?P<last>{NUMBER}))? ?(?P<unit>cm|kg)\b"
)
HALVES_BELOW: Final = 5.0


def in_units(text: str, units: str) -> str:
    """The text as it is for "metric"; for "imperial" with every "15 to 20 cm" and "3 kg" turned."""
    return MEASURED.sub(_turned, text) if units == "imperial" else text


def _turned(found: re.Match[str]) -> str:
    turn, one, several = (_inches, "inch", "inches") if found["unit"] == "cm" else (_pounds, "lb", "lb")
    first = turn(float(found["first"]))
    if found["last"] is None:
        return f"{first} {one if first == '1' else several}"
    last = turn(float(found["last"]))
    return f"about {last} {several}" if first == last else f"{first}{found['between']}{last} {several}"


def _inches(cm: float) -> str:
    inches = cm / CM_PER_INCH
    return f"{round(inches * 2) / 2:g}" if inches < HALVES_BELOW else str(round(inches))


def _pounds(kg: float) -> str:
    return f"{kg / KG_PER_POUND:.0f}"
