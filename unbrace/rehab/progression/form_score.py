"""How smooth the movement was, 0-100, from the share of repetitions in which each fault was seen.

A coaching aid and nothing more: a low score makes an exercise simpler, it never raises an alarm. It is None when the
exercise is not tracked or the view was too poor to judge (view quality below 0.7); a dark room is not poor form.
"""

import math
from collections.abc import Mapping

#: Faults that count in full; all others count half.
IN_FULL = frozenset({"f_over", "f_hip_sag", "f_knee_in", "f_twist_load", "f_far_load"})
CLEAR_VIEW = 0.7
#: Half goes up, as in every score; the rest is a tolerance against binary fractions.
HALF_UP = 0.5 + 1e-9


def form_score(fault_shares: Mapping[str, float], view_quality: float) -> int | None:
    """`fault_shares`: fault id → share of repetitions (0-1). `view_quality` 0-1."""
    if view_quality < CLEAR_VIEW:
        return None
    lost = sum(share * (1.0 if fault in IN_FULL else 0.5) for fault, share in fault_shares.items())
    return math.floor(100 * (1 - min(1.0, lost)) + HALF_UP)


def in_words(score: float) -> str:
    """What the patient sees instead of a number."""
    if score >= 80:
        return "smooth"
    return "okay" if score >= 60 else "let's simplify"
