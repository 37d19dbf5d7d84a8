"""Rules 8 and 9: how much of the plan fits into the days. Too little is simplified, uneven or too much is held."""

from unbrace.rehab.progression.proposal import Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context, Sessions

LITTLE, STEADY = 0.34, 0.67
MANY_EXTRA = 2


def simplify_when_little_fits_in(sessions: Sessions, context: Context) -> Verdict | None:
    """Below 34 % of the planned sessions: a shorter plan, and the question what gets in the way."""
    if context.adherence is not None and context.adherence < LITTLE:
        return Verdict(Decision.SIMPLIFY, Because.ADHERENCE_BELOW_34)
    return None


def hold_until_the_rhythm_is_back(sessions: Sessions, context: Context) -> Verdict | None:
    """34 to 66 %, not known, or two and more sessions beyond the plan."""
    if context.adherence is None:
        return Verdict(Decision.HOLD, Because.ADHERENCE_UNKNOWN)
    if context.adherence < STEADY:
        return Verdict(Decision.HOLD, Because.ADHERENCE_34_TO_66)
    if context.extra_sessions >= MANY_EXTRA:
        return Verdict(Decision.HOLD, Because.EXTRA_SESSIONS)
    return None
