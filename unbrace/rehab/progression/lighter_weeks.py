"""Rule 10: after four weeks, or three hard ones, one lighter week. A training convention, not a trial result."""

from unbrace.rehab.progression.proposal import Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context, Sessions

LIGHTER_IN_WEEK, HARD_WEEKS = 5, 3


def lighten_this_week(sessions: Sessions, context: Context) -> Verdict | None:
    """The fifth week since the last lighter one, or three weeks in a row with a mean effort of 6 or more."""
    if context.week >= LIGHTER_IN_WEEK:
        return Verdict(Decision.DELOAD, Because.FIFTH_WEEK)
    if context.hard_weeks >= HARD_WEEKS:
        return Verdict(Decision.DELOAD, Because.THREE_HARD_WEEKS)
    return None
