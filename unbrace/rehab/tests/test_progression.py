"""The published cases of the decision, the drift guard and the form score; the rule table; what is noted."""

from dataclasses import replace
from typing import Any

import pytest

from unbrace.rehab.progression import (
    RULES,
    VERSION,
    Because,
    Decision,
    PastDecision,
    at_most_two_steps,
    decide,
)
from unbrace.rehab.progression.form_score import form_score, in_words
from unbrace.rehab.progression.reasons import SENTENCES
from unbrace.rehab.progression.usual_pain import baseline, has_drifted
from unbrace.rehab.progression.zones import Zone, zone_of
from unbrace.rehab.tests.case_files import cases
from unbrace.rehab.tests.progress_cases import GREEN, SQUAT, TWO_GREEN, USUAL, context_of, sessions_of

CASES = cases("progression")
DRIFT = cases("usual_pain")
FORM = cases("form_score")


def case_id(case: dict[str, Any]) -> str:
    return f"{case['id']}: {case['case']}" if "case" in case else str(case["id"])


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_decision_and_reason(case: dict[str, Any]) -> None:
    proposal = decide(sessions_of(case), context_of(case))
    assert (proposal.kind, proposal.because) == (case["decision"], case["because"])


@pytest.mark.parametrize("case", DRIFT, ids=case_id)
def test_a_slowly_rising_usual_pain_holds_everything(case: dict[str, Any]) -> None:
    context = replace(USUAL, usual_pain=case["now"], usual_pain_4_weeks_ago=case["four_weeks_ago"])
    proposal = decide(TWO_GREEN, context)
    assert has_drifted(case["now"], case["four_weeks_ago"]) is case["drifted"]
    assert (proposal.because is Because.USUAL_PAIN_RISING) is case["drifted"]
    assert bool(proposal.therapist_notes) is case["drifted"]


@pytest.mark.parametrize("case", FORM, ids=case_id)
def test_form_score(case: dict[str, Any]) -> None:
    assert form_score(case["faults"], view_quality=1.0) == case["score"]


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"P{n:02d}" for n in range(1, 43)]
    assert [case["id"] for case in DRIFT] == ["DG1", "DG2", "DG3"]
    assert [case["id"] for case in FORM] == ["FS1", "FS2", "FS3", "FS4"]
    print(f"decision cases run: {len(CASES)}, drift: {len(DRIFT)}, form: {len(FORM)}")


def test_every_reason_has_one_sentence_for_patient_and_therapist() -> None:
    assert set(SENTENCES) == set(Because)
    assert len(set(SENTENCES.values())) == len(SENTENCES)


def test_every_rule_has_a_name_a_source_and_the_table_ends_with_progress() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.source for rule in RULES)
    assert names[0] == "lock_after_a_red_flag"
    assert names[-1] == "progress"


def test_a_proposal_says_which_version_of_the_rules_spoke() -> None:
    proposal = decide(TWO_GREEN, USUAL)
    assert proposal.rules_version == VERSION
    assert (proposal.rule, proposal.reason) == ("progress", SENTENCES[Because.TWO_GREEN])


def test_a_dark_room_is_not_poor_form() -> None:
    assert form_score({"f_knee_in": 1.0}, view_quality=0.69) is None


def test_form_is_told_in_words() -> None:
    assert [in_words(score) for score in (80, 79, 60, 59)] == ["smooth", "okay", "okay", "let's simplify"]


@pytest.mark.parametrize(
    ("changed", "zone", "because"),
    [
        ({"worst_pain": 6, "pain_before": 4}, Zone.RED, Because.PAIN_ABOVE_5_AND_ROSE),
        ({"pain_after": 4}, Zone.AMBER, Because.PAIN_UP_AFTERWARDS),
        ({"baseline": 2.5, "next_morning": 5}, Zone.AMBER, Because.MORNING_UP_2),
        ({"baseline": None}, Zone.UNKNOWN, Because.PAIN_NOT_RATED),
        ({"pain_before": None}, Zone.UNKNOWN, Because.PAIN_NOT_RATED),
        ({"worst_pain": None}, Zone.UNKNOWN, Because.PAIN_NOT_RATED),
        ({"next_morning": None, "worst_pain": 5}, Zone.RED, Because.PAIN_ROSE_3),
        ({"baseline": 0, "pain_before": 0, "worst_pain": 0, "next_morning": 0}, Zone.GREEN, None),
    ],
)
def test_zones_beyond_the_published_cases(
    changed: dict[str, Any], zone: Zone, because: Because | None
) -> None:
    assert zone_of(replace(GREEN, **changed)) == (zone, because)


def test_an_amber_after_a_red_is_a_second_bad_session_not_a_recovery() -> None:
    red, amber = replace(GREEN, worst_pain=6, days_ago=3), replace(GREEN, worst_pain=4)
    assert decide((red, amber), USUAL).because is Because.TWO_AMBER


def test_unanswered_safety_questions_are_no_all_clear() -> None:
    proposal = decide(TWO_GREEN, replace(USUAL, urgency=None))
    assert (proposal.kind, proposal.because) == (Decision.SAFE_FLOOR, Because.SAFETY_NOT_ANSWERED)


def test_in_the_first_two_weeks_there_is_no_load_to_compare_with() -> None:
    assert decide(TWO_GREEN, replace(USUAL, load_change=None, week=2)).kind is Decision.PROGRESS
    assert decide(TWO_GREEN, replace(USUAL, load_change=None, week=3)).because is Because.WEEKLY_LOAD_UNKNOWN


def test_the_baseline_needs_three_rated_days_else_the_first_answer() -> None:
    assert baseline([1, 9, 2], at_the_start=5) == 2
    assert baseline([1, 9], at_the_start=5) == 5
    assert baseline([], at_the_start=None) is None


def test_a_step_changes_one_variable_of_one_exercise() -> None:
    proposal = decide(TWO_GREEN, replace(USUAL, prescribed=SQUAT))
    (change,) = proposal.changes
    assert (change.exercise, change.variable, change.before, change.after) == ("squat", "reps", 8, 10)
    assert change.dosage == replace(SQUAT.dosage, reps=10)


def test_a_hold_changes_nothing() -> None:
    assert decide((GREEN,), replace(USUAL, prescribed=SQUAT)).changes == ()


def test_the_third_hold_for_the_same_reason_reaches_the_therapist() -> None:
    before = tuple(PastDecision(Decision.HOLD, Because.NEEDS_TWO_GREEN, days) for days in (4, 2))
    assert decide((GREEN,), replace(USUAL, past=before)).therapist_notes == (
        "Held three times for the same reason.",
    )
    assert decide((GREEN,), replace(USUAL, past=before[:1])).therapist_notes == ()


def test_a_second_step_back_within_a_week_reaches_the_therapist() -> None:
    red = (replace(GREEN, worst_pain=6),)
    before = (PastDecision(Decision.REGRESS, Because.TWO_AMBER, 7),)
    assert decide(red, replace(USUAL, past=before)).therapist_notes == ("Second step back within 7 days.",)
    long_ago = (PastDecision(Decision.REGRESS, Because.TWO_AMBER, 8),)
    assert decide(red, replace(USUAL, past=long_ago)).therapist_notes == ()


def test_at_most_two_exercises_take_a_step_on_one_day() -> None:
    step = decide(TWO_GREEN, replace(USUAL, prescribed=SQUAT))
    hold = decide((GREEN,), USUAL)
    kinds = [proposal.kind for proposal in at_most_two_steps([step, hold, step, step])]
    assert kinds == [Decision.PROGRESS, Decision.HOLD, Decision.PROGRESS, Decision.HOLD]
    waiting = at_most_two_steps([step, step, step])[-1]
    assert (waiting.because, waiting.changes) == (Because.TWO_STEPS_TODAY, ())
