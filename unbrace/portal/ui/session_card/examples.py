"""Worked examples of the session card."""

from typing import Any, Final

from unbrace.portal.ui.range_chart.examples import EXAMPLES as CHARTS
from unbrace.portal.ui.rep_bar.rep_bar import RepBar
from unbrace.portal.ui.session_card.session_card import ExerciseDone, SessionCard

_SQUAT: Final = ExerciseDone("Squat", RepBar(16, 14, 2), pain=2, effort=4)
_BRIDGE: Final = ExerciseDone("Bridge", RepBar(20, 0, 20), pain=0, how="by tapping")
_CHART: Final = CHARTS["two sets, one partial"]["chart"]

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "with actions": {
        "session": SessionCard(
            "Monday 23 November",
            "10:00, about 12 minutes",
            (_SQUAT, _BRIDGE),
            3,
            2,
            edit_url="#edit",
            undo_url="#undo",
            key="a",
        )
    },
    "taken out": {
        "session": SessionCard(
            "Sunday 22 November",
            "18:30, about 3 minutes",
            (_BRIDGE,),
            None,
            None,
            withdrawn=True,
            restore_url="#restore",
            key="b",
        )
    },
    "with a curve": {
        "session": SessionCard(
            "Friday 20 November",
            "9:12, about 9 minutes",
            (ExerciseDone("Squat", RepBar(16, 15), 2, 5, chart=_CHART),),
            2,
            0,
            key="c",
        )
    },
}
