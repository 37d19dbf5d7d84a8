"""Worked examples of the time line."""

from datetime import date, timedelta
from typing import Any, Final

from unbrace.portal.ui.time_line.time_line import Change, Span, TimeLine

_BEGINS, _ENDS = date(2026, 9, 7), date(2026, 11, 29)
_PAIN: Final = tuple(
    (_BEGINS + timedelta(days=3 * i), 6 - i * 0.12 + (i % 3) * 0.5 + (2 if 11 <= i <= 13 else 0))
    for i in range(28)
)
_CHANGES: Final = (Change(_BEGINS, "Version 1 signed"), Change(date(2026, 10, 19), "Version 2 signed"))
_FLARES: Final = (Span(date(2026, 10, 9), date(2026, 10, 16), "Flare-up"),)

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "pain, with a line to cross": {
        "chart": TimeLine(
            "ex-pain", "Pain", "of 10", _BEGINS, _ENDS, _PAIN, "6.2 at the start, 3.4 now.",
            highest=10, line=4.2, changes=_CHANGES, spans=_FLARES,
        )
    },
    "range, give or take, with a gap": {
        "chart": TimeLine(
            "ex-range", "Range of your squat", "degrees", _BEGINS, _ENDS,
            tuple((day, 70 + i) for i, (day, _) in enumerate(_PAIN[::3]) if i not in {4, 5, 6}),
            "From 70° to 79°, give or take 7°.", give_or_take=7,
        )
    },
    "nothing yet": {
        "chart": TimeLine("ex-none", "Steps", "steps", _BEGINS, _ENDS, (), "Nothing known yet.")
    },
}  # fmt: skip
