"""Which answers each item of an instrument has: what a screen offers, and what an imported text has to match."""

from collections.abc import Mapping

from unbrace.rehab.scoring import Instrument

Range = tuple[int, int]

#: Instruments whose items differ from each other, by their arithmetic; everything else has one range for all items.
OWN_RANGES: Mapping[str, tuple[Range, ...]] = {
    "start_back": (*((0, 1),) * 8, (0, 4)),
    "chronic_pain_grade": (*((0, 3),) * 2, *((0, 10),) * 3),
    "sleep": ((0, 24), (0, 10)),
    "weekly_activity": ((0, 7), (0, 1440)),
}
TICKED, NOT_TICKED = 1, 0


def answer_ranges(instrument: Instrument) -> tuple[Range, ...]:
    """Lowest and highest answer of each item, in order. A statement to tick is 0 or 1."""
    if instrument.arithmetic == "ticked":
        return ((NOT_TICKED, TICKED),) * instrument.items
    usual = ((instrument.lowest, instrument.highest),) * instrument.items
    return OWN_RANGES.get(instrument.arithmetic, usual)


def score_range(instrument: Instrument) -> tuple[float, float]:
    """The lowest and highest score there can be."""
    lows, highs = zip(*answer_ranges(instrument), strict=True)
    match instrument.arithmetic:
        case "total" | "total_with_subscales" | "total_with_self_harm_item" | "total_and_percent" | "ticked":
            return sum(lows), sum(highs)
        case "percent_of_answered":
            return 0, 100
        case "chronic_pain_grade":
            return 0, 3
        case "start_back":
            return 0, len(lows)
        case "sleep":
            return lows[1], highs[1]
        case "weekly_activity":
            return 0, highs[0] * highs[1]
    return min(lows), max(highs)
