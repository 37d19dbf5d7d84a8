"""What somebody comes back after: an operation, a fracture, a pregnancy. The return needs a therapist's yes by name
(progression rules, section 8). In doubt it counts: "not sure" and a fact that was cleared still tell of one.
"""

from collections.abc import Mapping

from unbrace.rehab.approvals import Return
from unbrace.rehab.red_flags import CLEARED, UNSURE, YES
from unbrace.rehab.way_in.safety_flags import FLAG_OF, INFLAMMATORY_ITEM

#: Question → what a yes tells of, the longest pause first.
RETURNS: Mapping[str, Return] = {
    "GEN-2": Return.SURGERY,
    "FRX-1": Return.FRACTURE,
    "FRX-2": Return.FRACTURE,
    "GEN-1": Return.PREGNANCY,
}
#: Every question whose answer matters to whoever signs a programme: these, and those that set a flag.
LOOKED_AT = frozenset(RETURNS) | frozenset(FLAG_OF) | {INFLAMMATORY_ITEM}


def returns_after(answers: Mapping[str, str]) -> Return | None:
    """What this person comes back after, if the answers tell of something."""
    said = (YES, UNSURE, CLEARED)
    return next((after for item, after in RETURNS.items() if answers.get(item) in said), None)
