"""Worked examples of the dose editor."""

from typing import Any, Final

from unbrace.portal.ui.dose_editor.dose_editor import DoseRow

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "three days a week": {
        "row": DoseRow(0, "squat", "Squat", "3", "8", "", "both", "60", frozenset({"0", "2", "4"}))
    },
    "with a problem": {
        "row": DoseRow(
            1,
            "glute-bridge",
            "Bridge",
            "3",
            "ten",
            "",
            "both",
            "60",
            frozenset(),
            True,
            problems={"reps": "Reps: write a number from 1 to 100."},
        )
    },
}
