"""Worked examples of the pain scale."""

from typing import Any, Final

from unbrace.portal.ui.pain_scale.pain_scale import PainScale

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "not answered yet": {"scale": PainScale("ex_a", "How is your back this morning?")},
    "zero is an answer": {"scale": PainScale("ex_b", "Worst pain during the squat?", "0")},
    "skipped": {"scale": PainScale("ex_c", "Worst pain during the bridge?", "skip")},
    "counted in days": {
        "scale": PainScale(
            "ex_e", "On how many days?", low_end="0 · on none", high_end="7 · every day", highest=7
        )
    },
    "asked again": {
        "scale": PainScale("ex_d", "How is your back?", problem="Please choose a number, or skip.")
    },
}
