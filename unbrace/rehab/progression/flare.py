"""Rule 4: a flare-up is a state of the plan, declared by the person or read from the ratings.

Meaning of a flare: worsening for hours to weeks that is hard to tolerate (Costa 2019). The numbers are programme rules.
"""

from unbrace.rehab.progression.proposal import Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context, Sessions

DAYS_HIGH = 2
ONE_DAY_ABOVE_BASELINE, ONE_DAY_AT_LEAST = 3, 6


def start_the_flare_plan(sessions: Sessions, context: Context) -> Verdict | None:
    """Declared; or 2 days in a row at baseline + 2; or one day at baseline + 3 and at 6 or more."""
    if context.flare or context.days_high >= DAYS_HIGH or _one_bad_day(context):
        return Verdict(Decision.FLARE, Because.FLARE_UP)
    return None


def _one_bad_day(context: Context) -> bool:
    today, usual = context.pain_today, context.baseline
    if today is None or today < ONE_DAY_AT_LEAST:
        return False
    return usual is None or today - usual >= ONE_DAY_ABOVE_BASELINE
