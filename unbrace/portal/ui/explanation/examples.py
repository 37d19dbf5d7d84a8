"""Worked examples of an explanation."""

from typing import Any, Final

from unbrace.portal.ui.explanation.explanation import shown
from unbrace.rehab.explanation import Explanation, Spoke

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "a step up": {
        "shown": shown(
            "Squat",
            Explanation(
                "propose",
                "PROGRESS",
                (Spoke("progress", "Two good sessions in a row.", "Silbernagel 2007"),),
                {"sessions": [{"days_ago": 1, "worst_pain": 2}]},
                "progression/2026-11-draft",
                ("session 1 days ago: GREEN", "squat: reps 8 → 10"),
            ),
        )
    },
    "nothing spoke": {
        "shown": shown(
            "Weekly check-in",
            Explanation("triage", "OK (none found)", (), {"answers": {}}, "triage/2026-11-draft"),
        )
    },
}
