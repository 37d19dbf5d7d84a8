"""A clinic's own colour, refused where people could not read it: text on it and text in it need 4.5 : 1 (WCAG 2.2 AA,
success criterion 1.4.3). The grounds are those of the pages by day; at night the house's own colours stay.
"""

from __future__ import annotations

import re
from typing import Final

from unbrace.clinic.refused import Refused

ENOUGH: Final = 4.5
#: What it stands on, or what stands on it: paper, cards, sunken places, soft green, and the words of a button. A test
#: holds them against the design's own table.
GROUNDS: Final = ("#f8f4ec", "#fffdf8", "#f0eadd", "#dcece5")
NO_COLOUR: Final = "Write the colour like #0f5b54: a # and six digits or letters from a to f."


def readable_accent(text: str) -> str:
    """The colour in one spelling; empty for none. Raises `Refused` where it could not be read."""
    colour = text.strip().lower()
    if not colour:
        return ""
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        raise Refused(NO_COLOUR, field="accent")
    least = min(contrast(colour, ground) for ground in GROUNDS)
    if least < ENOUGH:
        raise Refused(
            f"Words in this colour could not be read by everybody: the contrast is {least:.1f} : 1, and 4.5 : 1 is "
            "needed. Choose a darker one.",
            field="accent",
        )
    return colour


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
