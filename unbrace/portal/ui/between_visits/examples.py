"""Worked examples of the days between visits."""

from datetime import date, timedelta
from typing import Any, Final

from unbrace.portal.ui.between_visits.between_visits import Noted, NotedDay
from unbrace.portal.ui.day_bars.day_bars import DayBars

_DAYS = tuple(date(2026, 11, 12) + timedelta(days=ahead) for ahead in range(14))
_PAIN = (2, None, 2, None, None, 5, 6, 4, 3, None, 0, 2, None, 1)

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "two weeks with gaps and a flare-up": {
        "noted": Noted(
            pain=DayBars("Worst pain", "points of 10", _DAYS, _PAIN),
            walking=(
                "Plan: 10 minutes on 3 days a week.",
                "Last 7 days: on 2 days, 19 minutes together.",
                "The 7 days before: no walk noted.",
            ),
            breathing=(
                "Stage: Notice.",
                "Practised 4 times in 14 days, last on Wednesday 25 November.",
                "Belly hard: not asked.",
            ),
            days=(
                NotedDay(
                    "Wed 25 Nov",
                    (
                        "Worst pain, of 10: lower back 1",
                        "Walked 9 minutes, pain 0 of 10",
                        "8,400 steps, imported",
                    ),
                ),
                NotedDay(
                    "Wed 18 Nov",
                    ("Worst pain, of 10: lower back 6, leg 2", "Hours of sleep: 5", "Stress, of 10: 7"),
                    ("Moved boxes on Monday. Could not sit for long.",),
                    ("flare-up",),
                ),
            ),
        )
    },
    "nothing noted": {"noted": Noted(DayBars("Worst pain", "points of 10", (), ()), (), (), (), True)},
}
