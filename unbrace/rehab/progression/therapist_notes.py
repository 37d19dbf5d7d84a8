"""What a decision puts on the therapist's work-list besides itself."""

from unbrace.rehab.progression.proposal import Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context
from unbrace.rehab.progression.usual_pain import has_drifted

SAME_HOLDS = 3
STEPS_BACK_WITHIN_DAYS = 7


def notes_for(verdict: Verdict, context: Context) -> tuple[str, ...]:
    """One sentence each, most urgent first."""
    notes = []
    if has_drifted(context.usual_pain, context.usual_pain_4_weeks_ago):
        notes.append("The 7-day median of pain is 2 or more above that of four weeks ago.")
    if verdict.kind is Decision.REGRESS and _stepped_back_lately(context):
        notes.append("Second step back within 7 days.")
    if verdict.kind is Decision.HOLD and _held_for_the_same(verdict.because, context):
        notes.append("Held three times for the same reason.")
    if verdict.because is Because.TOP_OF_LADDER:
        notes.append("The ladder is climbed and no harder exercise is ready: choose what comes next.")
    return tuple(notes)


def _stepped_back_lately(context: Context) -> bool:
    return any(
        past.kind is Decision.REGRESS and past.days_ago <= STEPS_BACK_WITHIN_DAYS for past in context.past
    )


def _held_for_the_same(because: Because, context: Context) -> bool:
    earlier = context.past[-(SAME_HOLDS - 1) :]
    same = all(past.kind is Decision.HOLD and past.because is because for past in earlier)
    return len(earlier) == SAME_HOLDS - 1 and same
