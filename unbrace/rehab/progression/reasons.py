"""Why: every reason a decision can have, with the one sentence that patient and therapist both read."""

from enum import StrEnum


class Because(StrEnum):
    """Stable codes: stored with each proposal and used to find the sentence in other languages."""

    STOPPED_FOR_SAFETY = "stopped_for_safety"
    THERAPIST_LOOKS_FIRST = "therapist_looks_first"
    SAFETY_NOT_ANSWERED = "safety_not_answered"
    AWAY_28_DAYS = "away_28_days"
    AWAY_14_DAYS = "away_14_days"
    AWAY_7_DAYS = "away_7_days"
    FLARE_UP = "flare_up"
    NO_SESSIONS_YET = "no_sessions_yet"
    SPREAD = "spread"
    PAIN_ROSE_3 = "pain_rose_3"
    PAIN_ABOVE_5_AND_ROSE = "pain_above_5_and_rose"
    MORNING_UP_3 = "morning_up_3"
    NOT_SETTLED_24H = "not_settled_24h"
    TWO_AMBER = "two_amber"
    FORM_BELOW_60_TWICE = "form_below_60_twice"
    COMPLETION_BELOW_60_TWICE = "completion_below_60_twice"
    EFFORT_8_TWICE = "effort_8_twice"
    USUAL_PAIN_RISING = "usual_pain_rising"
    NO_NEXT_MORNING = "no_next_morning"
    PAIN_NOT_RATED = "pain_not_rated"
    MORNING_UP_2 = "morning_up_2"
    PAIN_ABOVE_5 = "pain_above_5"
    PAIN_UP_AFTERWARDS = "pain_up_afterwards"
    PAIN_4_5_OR_ROSE_2 = "pain_4_5_or_rose_2"
    ADHERENCE_BELOW_34 = "adherence_below_34"
    ADHERENCE_34_TO_66 = "adherence_34_to_66"
    ADHERENCE_UNKNOWN = "adherence_unknown"
    EXTRA_SESSIONS = "extra_sessions"
    FIFTH_WEEK = "fifth_week"
    THREE_HARD_WEEKS = "three_hard_weeks"
    LOW_SLEEP = "low_sleep"
    WEEKLY_LOAD_CAP = "weekly_load_cap"
    WEEKLY_LOAD_UNKNOWN = "weekly_load_unknown"
    PAIN_UP_TODAY = "pain_up_today"
    NEEDS_TWO_GREEN = "needs_two_green"
    COMPLETION_BELOW_90 = "completion_below_90"
    COMPLETION_UNKNOWN = "completion_unknown"
    FORM_BELOW_80 = "form_below_80"
    EFFORT_ABOVE_TARGET = "effort_above_target"
    EFFORT_NOT_RATED = "effort_not_rated"
    TOP_OF_LADDER = "top_of_ladder"
    TWO_STEPS_TODAY = "two_steps_today"
    STEP_NEEDS_APPROVAL = "step_needs_approval"
    BACK_AFTER_A_BREAK = "back_after_a_break"
    TWO_GREEN = "two_green"


SENTENCES: dict[Because, str] = {
    Because.STOPPED_FOR_SAFETY: "Your safety answers come first: please follow the advice there.",
    Because.THERAPIST_LOOKS_FIRST: "Your therapist looks at a safety answer first. Breathing and easy walking stay.",
    Because.SAFETY_NOT_ANSWERED: "The safety questions are still open. Until then: breathing and easy walking.",
    Because.AWAY_28_DAYS: "Welcome back after four weeks or more. A short check, then half the dose.",
    Because.AWAY_14_DAYS: "Welcome back after two weeks or more. A short check, then 60 % of the last dose.",
    Because.AWAY_7_DAYS: "Welcome back after a week or more. A short check, then 80 % of the last dose.",
    Because.FLARE_UP: "This looks like a flare-up. A few questions first, then a calmer plan for some days.",
    Because.NO_SESSIONS_YET: "No sessions yet, so nothing changes.",
    Because.SPREAD: "Symptoms moved further down or something felt newly numb, so this exercise gets easier.",
    Because.PAIN_ROSE_3: "Pain rose by three points or more during the exercise, so it gets easier.",
    Because.PAIN_ABOVE_5_AND_ROSE: "Pain went above five and rose during the exercise, so it gets easier.",
    Because.MORNING_UP_3: "The next morning was three points or more above your usual, so this exercise gets easier.",
    Because.NOT_SETTLED_24H: "It had not settled a day later, so this exercise gets easier.",
    Because.TWO_AMBER: "Two sessions in a row were a bit much, so this exercise gets easier.",
    Because.FORM_BELOW_60_TWICE: "It was hard to move smoothly twice in a row, so this exercise gets easier.",
    Because.COMPLETION_BELOW_60_TWICE: "Less than 60 % was possible twice in a row, so this exercise gets easier.",
    Because.EFFORT_8_TWICE: "It felt very hard twice in a row, so this exercise gets easier.",
    Because.USUAL_PAIN_RISING: "Your usual pain is higher than four weeks ago. Your therapist looks first.",
    Because.NO_NEXT_MORNING: "We do not know yet how the next morning was, so the dose stays.",
    Because.PAIN_NOT_RATED: "Pain was not rated in the last session, so the dose stays.",
    Because.MORNING_UP_2: "The next morning was two points above your usual, so the dose stays.",
    Because.PAIN_ABOVE_5: "Pain was above five during the exercise, so the dose stays.",
    Because.PAIN_UP_AFTERWARDS: "Pain was two points or more higher afterwards, so the dose stays.",
    Because.PAIN_4_5_OR_ROSE_2: "Pain reached four or five, or rose by two points, so the dose stays.",
    Because.ADHERENCE_BELOW_34: "Few sessions fitted in lately, so the plan gets shorter. What gets in the way?",
    Because.ADHERENCE_34_TO_66: "About half of the sessions fitted in, so the dose stays until the rhythm is back.",
    Because.ADHERENCE_UNKNOWN: "We do not know how many planned sessions were done, so the dose stays.",
    Because.EXTRA_SESSIONS: "There were two or more extra sessions. The dose stays, so the body can keep up.",
    Because.FIFTH_WEEK: "Four weeks of work are done. This week is lighter, so the body can catch up.",
    Because.THREE_HARD_WEEKS: "Three hard weeks in a row. This week is lighter, so the body can catch up.",
    Because.LOW_SLEEP: "Sleep was short on four or more nights, so the dose stays this week.",
    Because.WEEKLY_LOAD_CAP: "This week already holds more than 20 % more than before, so the dose stays.",
    Because.WEEKLY_LOAD_UNKNOWN: "This week cannot be compared with the weeks before, so the dose stays.",
    Because.PAIN_UP_TODAY: "Pain is two points or more above your usual today, so the dose stays.",
    Because.NEEDS_TWO_GREEN: "The next step comes after two good sessions in a row.",
    Because.COMPLETION_BELOW_90: "Once nearly all of it is done twice in a row, the next step comes.",
    Because.COMPLETION_UNKNOWN: "We do not know how much of it was done, so the dose stays.",
    Because.FORM_BELOW_80: "Once the movement is smooth twice in a row, the next step comes.",
    Because.EFFORT_ABOVE_TARGET: "It felt harder than it should, so the dose stays.",
    Because.EFFORT_NOT_RATED: "Effort was not rated, so the dose stays.",
    Because.TOP_OF_LADDER: "You are at the top for this exercise. Your therapist chooses what comes next.",
    Because.TWO_STEPS_TODAY: "Two exercises already take a step today, so this one waits.",
    Because.STEP_NEEDS_APPROVAL: "Ready for the next step, and this one your therapist decides with you.",
    Because.BACK_AFTER_A_BREAK: "Two good sessions since the break: a step back towards what you did before it.",
    Because.TWO_GREEN: "Two good sessions in a row, settled by the next morning: ready for one small step.",
}
