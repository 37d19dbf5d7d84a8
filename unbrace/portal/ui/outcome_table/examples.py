"""Worked examples of the table."""

from typing import Any, Final

from unbrace.portal.ui.outcome_table.outcome_table import OutcomeCell, OutcomeRow, OutcomeTable

_ROWS = (
    OutcomeRow("2026 Q1", 21, (OutcomeCell(13, 62), OutcomeCell(8, 38))),
    OutcomeRow("2026 Q2", 12, (OutcomeCell(None), OutcomeCell(None))),
    OutcomeRow("All together", 33, (OutcomeCell(None), OutcomeCell(None)), last=True),
)

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "with hidden numbers": {
        "table": OutcomeTable(
            "week-4", "Active in week 4", "Of 33 people who started.", ("active", "not active"), _ROWS
        )
    },
}
