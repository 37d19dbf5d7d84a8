"""Worked examples of the bars."""

from datetime import date, timedelta
from typing import Any, Final

from unbrace.portal.ui.day_bars.day_bars import DayBars

_DAYS = tuple(date(2026, 11, 1) + timedelta(days=ahead) for ahead in range(28))
_STEPS = tuple(None if i % 6 == 5 else 0 if i == 10 else 2400 + 310 * (i * 7 % 13) for i in range(28))

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "four weeks with gaps and a 0": {"bars": DayBars("Steps", "steps", _DAYS, _STEPS)},
    "one day": {"bars": DayBars("Walking", "minutes", _DAYS[:7], (*[None] * 6, 12))},
    "nothing known": {"bars": DayBars("Sleep", "minutes", _DAYS[:7], (None,) * 7)},
}
