"""The questions of the weekly check-in, in the order they are asked: 20 to 60 seconds, then the safety list.

What the rules of progression and safety ask for every week: pain on average and at its worst, short nights, what the
back kept somebody from, tension, and confidence. The words come from the content's own questionnaires, so that the same
question is the same question everywhere; only the nights are asked here, because the rules count nights.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from unbrace.clinic.questionnaires.shelf import own_shelf
from unbrace.library.questionnaires import ItemText

NIGHTS: Final = "On how many of the last 7 nights did you sleep badly, or less than 6 hours?"


@dataclass(frozen=True)
class WeeklyQuestion:
    """`name` is the field it is kept in; answers go from 0 to `highest`. `needed`: answered, or skipped on purpose."""

    name: str
    text: str
    highest: int
    lowest_words: str
    highest_words: str
    instrument: str = ""
    needed: bool = False


#: Field → (instrument, item, variant).
FROM_CONTENT: Final = {
    "average_pain": ("nprs", "pain", "average"),
    "worst_pain": ("nprs", "pain", "worst"),
    "plans": ("everyday", "plans", ""),
    "positions": ("everyday", "positions", ""),
    "hands": ("everyday", "hands", ""),
    "stress": ("stress", "stress", ""),
    "confidence": ("confidence", "confidence", ""),
}
ORDER: Final = (
    "average_pain", "worst_pain", "poor_nights", "plans", "positions", "hands", "stress", "confidence",
)  # fmt: skip
NEEDED: Final = frozenset({"average_pain", "worst_pain", "poor_nights"})


@cache
def weekly_questions() -> tuple[WeeklyQuestion, ...]:
    """Every question, with the words of the content as this process read them at start."""
    found = []
    for name in ORDER:
        if name not in FROM_CONTENT:
            found.append(WeeklyQuestion(name, NIGHTS, 7, "on none", "every night", needed=name in NEEDED))
            continue
        instrument, item_id, variant = FROM_CONTENT[name]
        wording = own_shelf()[instrument].text
        item = next(item for item in (wording.items if wording else ()) if item.id == item_id)
        found.append(_question(name, item, instrument, variant, own_shelf()[instrument].instrument.highest))
    return tuple(found)


def _question(name: str, item: ItemText, instrument: str, variant: str, highest: int) -> WeeklyQuestion:
    return WeeklyQuestion(
        name=name,
        text=item.variants[variant] if variant else item.text,
        highest=highest,
        lowest_words=item.lowest or "on none",
        highest_words=item.highest or "every day",
        instrument=instrument,
        needed=name in NEEDED,
    )


@cache
def versions_asked() -> dict[str, str]:
    """Instrument → version of its words, kept with every answer."""
    return {instrument: own_shelf()[instrument].version for instrument, _, _ in FROM_CONTENT.values()}
