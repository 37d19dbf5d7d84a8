"""Context flags: what the safety answers say about a person that changes which exercises fit, and how.

They tag exercises and stop nothing by themselves (safety screen, section 6). In doubt a flag is set: "not sure" and a
fact that a clinician has cleared still mark the exercises they speak about. The table is a programme rule, a draft
until a clinician has signed it.
"""

from collections.abc import Mapping

from unbrace.rehab.approvals import Return
from unbrace.rehab.red_flags import NO

#: Question → the flags a yes sets, and from which count where parts are counted.
SET_BY: Mapping[str, frozenset[str]] = {
    "FRX-2": frozenset({"osteoporosis"}),
    "FRX-3": frozenset({"osteoporosis"}),
    "NEU-3": frozenset({"leg_pain"}),
    "IBP-5": frozenset({"inflammatory"}),
    "CAD-3": frozenset({"neck_vascular_risk"}),
    "UCI-1": frozenset({"upper_neck", "hypermobility"}),
    "GEN-1": frozenset({"pregnancy"}),
    "GEN-2": frozenset({"surgery"}),
    "GEN-3": frozenset({"cardio"}),
}
COUNTED_FROM = 4
#: What somebody comes back after, the longest pause first.
RETURNS: Mapping[str, Return] = {
    "GEN-2": Return.SURGERY,
    "FRX-1": Return.FRACTURE,
    "FRX-2": Return.FRACTURE,
    "GEN-1": Return.PREGNANCY,
}
#: Everything the two tables look at.
LOOKED_AT = frozenset(SET_BY) | frozenset(RETURNS)


def flags_of(answers: Mapping[str, str]) -> frozenset[str]:
    """Every flag these answers set. A question that was not answered sets none: the screen itself asks for it."""
    return frozenset(flag for item, flags in SET_BY.items() if _speaks(answers.get(item)) for flag in flags)


def returns_after(answers: Mapping[str, str]) -> Return | None:
    """What this person comes back after, if the answers tell of something."""
    return next((after for item, after in RETURNS.items() if _speaks(answers.get(item))), None)


def _speaks(answer: str | None) -> bool:
    if answer is None or answer == NO:
        return False
    return int(answer) >= COUNTED_FROM if answer.isdigit() else True
