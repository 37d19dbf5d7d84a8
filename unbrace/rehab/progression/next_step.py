"""Rules 13 and 14, and the top of the ladder: a step there is, it may need the therapist's yes, and then it comes."""

from unbrace.rehab.progression.effects import harder_step
from unbrace.rehab.progression.proposal import Change, Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context, Sessions
from unbrace.rehab.progression.time_away import back_after_a_break

LOAD_THAT_NEEDS_A_YES_KG = 5


def hold_at_the_top(sessions: Sessions, context: Context) -> Verdict | None:
    """No part of the dose can rise and no harder exercise can be prescribed."""
    if context.prescribed is not None and harder_step(context.prescribed) is None:
        return Verdict(Decision.HOLD, Because.TOP_OF_LADDER)
    return None


def ask_the_therapist(sessions: Sessions, context: Context) -> Verdict | None:
    """The step is on the approval list and nobody has approved it yet."""
    if context.approved:
        return None
    step = harder_step(context.prescribed) if context.prescribed else None
    if context.needs_approval or (step and _first_heavy_load(step)):
        return Verdict(Decision.ASK_PT, Because.STEP_NEEDS_APPROVAL)
    return None


def progress(sessions: Sessions, context: Context) -> Verdict | None:
    """Nothing more cautious spoke."""
    if context.prescribed is not None and back_after_a_break(context.prescribed):
        return Verdict(Decision.PROGRESS, Because.BACK_AFTER_A_BREAK)
    return Verdict(Decision.PROGRESS, Because.TWO_GREEN)


def _first_heavy_load(step: Change) -> bool:
    return step.variable == "load_kg" and float(step.before) <= LOAD_THAT_NEEDS_A_YES_KG < float(step.after)
