"""Rule 5: without a session there is nothing to decide on."""

from unbrace.rehab.progression.proposal import Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context, Sessions


def hold_without_sessions(sessions: Sessions, context: Context) -> Verdict | None:
    """No session in the last 8 weeks."""
    return None if sessions else Verdict(Decision.HOLD, Because.NO_SESSIONS_YET)
