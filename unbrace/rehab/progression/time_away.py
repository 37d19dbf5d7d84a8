"""Rule 3: after a gap the dose starts lower and comes back step by step; it never jumps over what was missed."""

from unbrace.rehab.dosage import Step, give_back
from unbrace.rehab.progression.proposal import Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context, Prescribed, Sessions

#: Days away → what to do; longest first.
GAPS: tuple[tuple[int, Verdict], ...] = (
    (28, Verdict(Decision.RE_ONBOARD, Because.AWAY_28_DAYS)),
    (14, Verdict(Decision.RESTART_60, Because.AWAY_14_DAYS)),
    (7, Verdict(Decision.RESTART_80, Because.AWAY_7_DAYS)),
)
SHARES = {Decision.RE_ONBOARD: 0.5, Decision.RESTART_60: 0.6, Decision.RESTART_80: 0.8}
SHARE_BACK_A_STEP = 0.2


def restart_after_time_away(sessions: Sessions, context: Context) -> Verdict | None:
    """7-13 days: 80 %; 14-27 days: 60 %; longer: the first questions again and half the dose."""
    return after_days_away(context.gap_days)


def after_days_away(days_away: int) -> Verdict | None:
    """What so many days without a session ask for; None below a week."""
    return next((verdict for days, verdict in GAPS if days_away >= days), None)


def back_after_a_break(prescribed: Prescribed) -> Step | None:
    """20 points of what was done before the break, or what is left of it; None where nothing is to be given back.

    It comes where the next step would come, after two GREEN sessions and with everything else that a step asks for.
    """
    before = prescribed.before_break
    return give_back(prescribed.dosage, before.dosage, before.share + SHARE_BACK_A_STEP) if before else None
