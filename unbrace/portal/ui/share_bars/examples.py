"""Worked examples of the bars."""

from typing import Any, Final

from unbrace.portal.ui.share_bars.share_bars import ShareBars

_POINTS = (("2026 Q1", 62, 21), ("2026 Q2", None, 12), ("2026 Q3", 0, 17), ("2026 Q4", 100, 9))

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "a year with one number hidden": {
        "bars": ShareBars("week-4", "Active in week 4", "In the last quarter 100 %.", _POINTS)
    },
    "nobody yet": {"bars": ShareBars("none", "Active in week 4", "Nobody has started yet.", ())},
}
