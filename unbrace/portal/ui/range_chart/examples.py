"""Worked examples of the range chart."""

from typing import Any, Final

from unbrace.portal.ui.range_chart.range_chart import RangeChart, RangePoint

_DEGREES: Final = (76, 78, 81, 80, 83, 82, 79, 84, 80, 82, 58, 83, 85, 81, 84, 82)
_TWO_SETS = tuple(
    RangePoint(i % 8 + 1, float(d), 5.0, d > 60, ("Knees drifting in",) if i in {5, 10} else (), i // 8 + 1)
    for i, d in enumerate(_DEGREES)
)

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "two sets, one partial": {"chart": RangeChart("Squat", _TWO_SETS)},
    "with a gap": {
        "chart": RangeChart(
            "Arm lift",
            tuple(RangePoint(i + 1, d, 6.0) for i, d in enumerate((140.0, 142.0, None, 146.0, 150.0))),
        )
    },
    "one repetition": {"chart": RangeChart("Bridge", (RangePoint(1, 40.0, 4.0),))},
    "not measured": {"chart": RangeChart("Bridge", (RangePoint(1, None), RangePoint(2, None, full=False)))},
}
