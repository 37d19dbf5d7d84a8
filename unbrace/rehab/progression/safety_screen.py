"""Rules 1 and 2: what the safety screen said comes before everything else, and silence is not an all-clear."""

from unbrace.rehab.progression.proposal import Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context, Sessions
from unbrace.rehab.red_flags import Urgency


def lock_after_a_red_flag(sessions: Sessions, context: Context) -> Verdict | None:
    """A doctor in days, today, or an emergency: nothing but the safety message."""
    if context.urgency is not None and context.urgency >= Urgency.DOCTOR_IN_DAYS:
        return Verdict(Decision.LOCK, Because.STOPPED_FOR_SAFETY)
    return None


def safe_floor_until_reviewed(sessions: Sessions, context: Context) -> Verdict | None:
    """The therapist has to look first, or the screen has not been answered: breathing and easy walking only."""
    if context.urgency is None:
        return Verdict(Decision.SAFE_FLOOR, Because.SAFETY_NOT_ANSWERED)
    if context.urgency is Urgency.TELL_THERAPIST:
        return Verdict(Decision.SAFE_FLOOR, Because.THERAPIST_LOOKS_FIRST)
    return None
