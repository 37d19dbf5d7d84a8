"""Worked examples of lines of a chart."""

from typing import Any, Final

from unbrace.portal.ui.chart_line.chart_line import ChartLine

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "a session": {
        "line": ChartLine("17:30", "Exercise session", "3 exercises done. Pain before 2 of 10.", url="#")
    },
    "what somebody wrote": {
        "line": ChartLine("21:10", "Message from Maria Weber", quote="May I skip Friday?")
    },
    "safety": {"line": ChartLine("08:12", "Safety questions", "Doctor today.", tag="waits", tone="clay")},
}
