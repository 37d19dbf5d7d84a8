"""Worked examples of answers by week."""

from datetime import date
from typing import Any, Final

from unbrace.portal.ui.answer_weeks.answer_weeks import AnsweredWeek, AnswerWeeks

_WEEKS: Final = (
    AnsweredWeek(date(2026, 11, 2), 6, 1, 1),
    AnsweredWeek(date(2026, 11, 9), 0, 0, 0),
    AnsweredWeek(date(2026, 11, 16), 3, 5, 0),
    AnsweredWeek(date(2026, 11, 23), 1, 7, 1),
)

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "four weeks, one not asked": {
        "chart": AnswerWeeks("ex-held", "Did you hold your breath?", "breath held", _WEEKS)
    },
    "nothing yet": {"chart": AnswerWeeks("ex-none", "Did you hold your breath?", "breath held", ())},
}
