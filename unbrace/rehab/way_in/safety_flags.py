"""Context flags that the safety answers set: they take exercises away, and only a clinician's clearance of the
surgery gives any back (safety screen, section 6).

A "not sure" sets a flag as a yes does. A fact that a clinician has looked at (`CLEARED`) is still a fact: somebody who
is pregnant stays so. Only an operation is over once a surgeon or therapist has said so.
"""

from collections.abc import Mapping

from unbrace.rehab.red_flags import CLEARED, UNSURE, YES

FLAG_OF: Mapping[str, tuple[str, ...]] = {
    "FRX-2": ("osteoporosis",),
    "FRX-3": ("osteoporosis",),
    "NEU-3": ("leg_pain",),
    "ARM-2": ("arm_pain",),
    "CAD-3": ("neck_vascular_risk",),
    "UCI-1": ("upper_neck", "hypermobility"),
    "GEN-1": ("pregnancy",),
    "GEN-2": ("surgery",),
    "GEN-3": ("cardio",),
}
INFLAMMATORY_ITEM, INFLAMMATORY_FROM = "IBP-5", 4
OVER_WHEN_CLEARED = frozenset({"surgery"})
SAID = frozenset({YES, UNSURE, CLEARED})


def safety_flags(answers: Mapping[str, str]) -> frozenset[str]:
    """The flags set by these answers: item id -> answer code, sticky facts joined in."""
    found = {
        flag
        for item, flags in FLAG_OF.items()
        for flag in flags
        if answers.get(item) in SAID and not (flag in OVER_WHEN_CLEARED and answers[item] == CLEARED)
    }
    counted = answers.get(INFLAMMATORY_ITEM, "0")
    if counted == CLEARED or (counted.isdigit() and int(counted) >= INFLAMMATORY_FROM):
        found.add("inflammatory")
    return frozenset(found)


def after_surgery(answers: Mapping[str, str]) -> bool:
    """Whether there was an operation that somebody has cleared since."""
    return answers.get("GEN-2") == CLEARED
