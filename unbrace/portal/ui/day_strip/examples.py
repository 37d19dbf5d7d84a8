"""Worked examples of the day strip."""

from datetime import date, timedelta
from typing import Any, Final

from unbrace.portal.ui.day_strip.day_strip import Day, DayState

_STATES: Final[tuple[DayState, ...]] = ("done", "rest", "part", "quiet", "planned", "rest", "planned")
_MONDAY: Final = date(2026, 11, 23)

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "a week": {"days": [Day(_MONDAY + timedelta(i), s, today=i == 4) for i, s in enumerate(_STATES)]}
}
