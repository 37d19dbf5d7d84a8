"""Rule 11: a week that is already full, short of sleep, or sore today is no week for more.

There is no good trial for a fixed rate of increase; 20 % a week is caution.
"""

from unbrace.rehab.progression.proposal import Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context, Sessions
from unbrace.rehab.progression.time_away import back_after_a_break

LOW_SLEEP_NIGHTS = 4
MOST_LOAD_RISE = 0.20
ABOVE_USUAL_TODAY = 2
#: Before this week there are no two earlier weeks to compare with: nothing is missing, it is not yet possible.
COMPARED_FROM_WEEK = 3


def hold_in_a_full_week(sessions: Sessions, context: Context) -> Verdict | None:
    """Short sleep on 4 of 7 nights; load up by more than 20 % or not known; pain today at baseline + 2 or more."""
    if context.low_sleep_nights >= LOW_SLEEP_NIGHTS:
        return Verdict(Decision.HOLD, Because.LOW_SLEEP)
    if held := _hold_for_the_load(context):
        return held
    if context.pain_today is None:
        return None
    if context.baseline is None or context.pain_today - context.baseline >= ABOVE_USUAL_TODAY:
        return Verdict(Decision.HOLD, Because.PAIN_UP_TODAY)
    return None


def _hold_for_the_load(context: Context) -> Verdict | None:
    """On the way back to a dose borne before, the weeks of the break are no measure; 20 points at a time are."""
    if context.prescribed is not None and back_after_a_break(context.prescribed):
        return None
    if context.load_change is None and context.week >= COMPARED_FROM_WEEK:
        return Verdict(Decision.HOLD, Because.WEEKLY_LOAD_UNKNOWN)
    if context.load_change is not None and context.load_change > MOST_LOAD_RISE:
        return Verdict(Decision.HOLD, Because.WEEKLY_LOAD_CAP)
    return None
