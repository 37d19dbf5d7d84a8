"""Every threshold of the decision from both sides, and what each decision changes."""

from dataclasses import replace
from typing import Any

import pytest

from unbrace.rehab.dosage import Dosage, Kind, Ladder, Rungs
from unbrace.rehab.progression import (
    RULES,
    Because,
    BeforeBreak,
    Context,
    Decision,
    OtherExercise,
    PastDecision,
    Prescribed,
    SessionSignals,
    decide,
)
from unbrace.rehab.progression.effects import changes_of
from unbrace.rehab.progression.form_score import form_score
from unbrace.rehab.progression.signals import Sessions
from unbrace.rehab.progression.time_away import back_after_a_break
from unbrace.rehab.progression.usual_pain import baseline, has_drifted, usual_pain
from unbrace.rehab.progression.zones import Zone, zone_of
from unbrace.rehab.red_flags import Urgency
from unbrace.rehab.tests.progress_cases import GREEN, SQUAT, TWO_GREEN, USUAL

PROGRESS = Because.TWO_GREEN


def both(**changed: Any) -> Sessions:
    return tuple(replace(session, **changed) for session in TWO_GREEN)


def around(**changed: Any) -> Context:
    return replace(USUAL, **changed)


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"urgency": Urgency.DOCTOR_IN_DAYS}, Because.STOPPED_FOR_SAFETY),
        ({"urgency": Urgency.EMERGENCY}, Because.STOPPED_FOR_SAFETY),
        ({"urgency": Urgency.TELL_THERAPIST}, Because.THERAPIST_LOOKS_FIRST),
        ({"urgency": None}, Because.SAFETY_NOT_ANSWERED),
        ({"gap_days": 6}, PROGRESS),
        ({"gap_days": 7}, Because.AWAY_7_DAYS),
        ({"gap_days": 13}, Because.AWAY_7_DAYS),
        ({"gap_days": 14}, Because.AWAY_14_DAYS),
        ({"gap_days": 27}, Because.AWAY_14_DAYS),
        ({"gap_days": 28}, Because.AWAY_28_DAYS),
        ({"flare": True}, Because.FLARE_UP),
        ({"days_high": 1}, PROGRESS),
        ({"days_high": 2}, Because.FLARE_UP),
        ({"pain_today": 6, "baseline": 3}, Because.FLARE_UP),
        ({"pain_today": 6, "baseline": 3.5}, Because.PAIN_UP_TODAY),
        ({"pain_today": 5.9, "baseline": 2}, Because.PAIN_UP_TODAY),
        ({"pain_today": 6, "baseline": None}, Because.FLARE_UP),
        ({"usual_pain": 4, "usual_pain_4_weeks_ago": 2}, Because.USUAL_PAIN_RISING),
        ({"usual_pain": 3.9, "usual_pain_4_weeks_ago": 2}, PROGRESS),
        ({"adherence": 0.33}, Because.ADHERENCE_BELOW_34),
        ({"adherence": 0.34}, Because.ADHERENCE_34_TO_66),
        ({"adherence": 0.66}, Because.ADHERENCE_34_TO_66),
        ({"adherence": 0.67}, PROGRESS),
        ({"adherence": None}, Because.ADHERENCE_UNKNOWN),
        ({"extra_sessions": 1}, PROGRESS),
        ({"extra_sessions": 2}, Because.EXTRA_SESSIONS),
        ({"week": 4}, PROGRESS),
        ({"week": 5}, Because.FIFTH_WEEK),
        ({"week": 6}, Because.FIFTH_WEEK),
        ({"hard_weeks": 2}, PROGRESS),
        ({"hard_weeks": 3}, Because.THREE_HARD_WEEKS),
        ({"low_sleep_nights": 3}, PROGRESS),
        ({"low_sleep_nights": 4}, Because.LOW_SLEEP),
        ({"load_change": 0.20}, PROGRESS),
        ({"load_change": 0.21}, Because.WEEKLY_LOAD_CAP),
        ({"load_change": None, "week": 2}, PROGRESS),
        ({"load_change": None, "week": 3}, Because.WEEKLY_LOAD_UNKNOWN),
        ({"pain_today": 3.9}, PROGRESS),
        ({"pain_today": 4}, Because.PAIN_UP_TODAY),
        ({"pain_today": 0, "baseline": None}, Because.PAIN_UP_TODAY),
        ({"needs_approval": True}, Because.STEP_NEEDS_APPROVAL),
        ({"needs_approval": True, "approved": True}, PROGRESS),
    ],
)
def test_what_is_known_around_the_sessions(changed: dict[str, Any], because: Because) -> None:
    assert decide(TWO_GREEN, around(**changed)).because is because


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"form": 80}, PROGRESS),
        ({"form": 79}, Because.FORM_BELOW_80),
        ({"form": 60}, Because.FORM_BELOW_80),
        ({"form": 59}, Because.FORM_BELOW_60_TWICE),
        ({"completion": 0.9}, PROGRESS),
        ({"completion": 0.89}, Because.COMPLETION_BELOW_90),
        ({"completion": 0.6}, Because.COMPLETION_BELOW_90),
        ({"completion": 0.59}, Because.COMPLETION_BELOW_60_TWICE),
        ({"completion": None}, Because.COMPLETION_UNKNOWN),
        ({"effort": 6}, PROGRESS),
        ({"effort": 6.1}, Because.EFFORT_ABOVE_TARGET),
        ({"effort": 7.9}, Because.EFFORT_ABOVE_TARGET),
        ({"effort": 8}, Because.EFFORT_8_TWICE),
        ({"effort": None}, Because.EFFORT_NOT_RATED),
        ({"kind": Kind.CONTROL, "effort": 4}, PROGRESS),
        ({"kind": Kind.CONTROL, "effort": 4.1}, Because.EFFORT_ABOVE_TARGET),
        ({"kind": Kind.MOBILITY, "effort": 4}, PROGRESS),
        ({"kind": Kind.MOBILITY, "effort": 4.1}, Because.EFFORT_ABOVE_TARGET),
        ({"kind": Kind.WALKING, "effort": 4}, PROGRESS),
        ({"kind": Kind.WALKING, "effort": 4.1}, Because.EFFORT_ABOVE_TARGET),
        ({"days_ago": 56}, PROGRESS),
        ({"days_ago": 57}, Because.NO_SESSIONS_YET),
    ],
)
def test_two_sessions_in_a_row(changed: dict[str, Any], because: Because) -> None:
    assert decide(both(**changed), USUAL).because is because


@pytest.mark.parametrize("last_is_it", [True, False])
@pytest.mark.parametrize("changed", [{"form": 50}, {"completion": 0.5}, {"effort": 9}])
def test_once_is_not_twice(changed: dict[str, Any], last_is_it: bool) -> None:
    before, last = TWO_GREEN
    pair = (before, replace(last, **changed)) if last_is_it else (replace(before, **changed), last)
    assert decide(pair, USUAL).kind is Decision.HOLD
    assert decide((replace(last, **changed),), USUAL).kind is Decision.HOLD


def test_a_therapist_may_allow_more_effort() -> None:
    assert decide(both(effort=7), around(effort_allowed=7)).because is PROGRESS
    assert decide(both(effort=7.1), around(effort_allowed=7)).because is Because.EFFORT_ABOVE_TARGET
    assert decide(both(effort=1), around(effort_allowed=0)).because is Because.EFFORT_ABOVE_TARGET


def rated(**changed: Any) -> tuple[Zone, Because | None]:
    return zone_of(replace(GREEN, **changed))


@pytest.mark.parametrize(
    ("changed", "zone", "because"),
    [
        ({"spread": True}, Zone.RED, Because.SPREAD),
        ({"pain_before": 0, "worst_pain": 3}, Zone.RED, Because.PAIN_ROSE_3),
        ({"pain_before": 0, "worst_pain": 2.9}, Zone.GREEN, None),
        ({"pain_before": 0.5, "worst_pain": 3}, Zone.GREEN, None),
        ({"pain_before": 3.5, "worst_pain": 5.5}, Zone.RED, Because.PAIN_ABOVE_5_AND_ROSE),
        ({"pain_before": 4, "worst_pain": 5.5}, Zone.AMBER, Because.PAIN_ABOVE_5),
        ({"pain_before": 3.1, "worst_pain": 5}, Zone.GREEN, None),
        ({"pain_before": 3, "worst_pain": 5}, Zone.AMBER, Because.PAIN_4_5_OR_ROSE_2),
        ({"pain_before": 3, "worst_pain": 3}, Zone.GREEN, None),
        ({"pain_before": 3, "worst_pain": 3.1}, Zone.AMBER, Because.PAIN_4_5_OR_ROSE_2),
        ({"next_morning": 5}, Zone.RED, Because.MORNING_UP_3),
        ({"next_morning": 4.9}, Zone.AMBER, Because.MORNING_UP_2),
        ({"next_morning": 4}, Zone.AMBER, Because.MORNING_UP_2),
        ({"next_morning": 3.9}, Zone.GREEN, None),
        ({"unsettled_24h": True}, Zone.RED, Because.NOT_SETTLED_24H),
        ({"next_morning": None}, Zone.UNKNOWN, Because.NO_NEXT_MORNING),
        ({"baseline": None}, Zone.UNKNOWN, Because.PAIN_NOT_RATED),
        ({"pain_after": 3.9}, Zone.GREEN, None),
        ({"pain_after": 4}, Zone.AMBER, Because.PAIN_UP_AFTERWARDS),
    ],
)
def test_the_edges_of_the_zones(changed: dict[str, Any], zone: Zone, because: Because | None) -> None:
    assert rated(**changed) == (zone, because)


def test_an_amber_alone_holds_and_after_a_green_too() -> None:
    amber = replace(GREEN, next_morning=4)
    assert decide((amber,), USUAL).because is Because.MORNING_UP_2
    assert decide((GREEN, amber), USUAL).kind is Decision.HOLD
    assert decide((amber, amber), USUAL).because is Because.TWO_AMBER


def test_an_unknown_after_an_amber_is_held_not_stepped_back() -> None:
    amber, unknown = replace(GREEN, next_morning=4), replace(GREEN, next_morning=None)
    assert decide((amber, unknown), USUAL).because is Because.NO_NEXT_MORNING
    assert decide((unknown, amber), USUAL).because is Because.MORNING_UP_2


LOADED = Dosage(sets=3, reps=12, load_kg=5)
HEAVIER = Ladder(reps=Rungs(4, 12, 2), sets=Rungs(1, 3, 1), load_kg=Rungs(1, 20, 0.25))


@pytest.mark.parametrize(
    ("load", "because"), [(4.5, PROGRESS), (5, Because.STEP_NEEDS_APPROVAL), (5.5, PROGRESS)]
)
def test_the_first_weight_above_five_kilograms_needs_a_yes(load: float, because: Because) -> None:
    prescribed = Prescribed("row", replace(LOADED, load_kg=load), HEAVIER)
    assert decide(TWO_GREEN, around(prescribed=prescribed)).because is because
    assert decide(TWO_GREEN, around(prescribed=prescribed, approved=True)).because is PROGRESS


TOP = Prescribed("squat", Dosage(sets=3, reps=12), SQUAT.ladder)
HARDER, EASIER = (
    OtherExercise("split", Dosage(sets=3, reps=10)),
    OtherExercise("rise", Dosage(sets=2, reps=8)),
)


def test_at_the_top_the_next_exercise_comes_at_sixty_percent_of_its_first_dose() -> None:
    proposal = decide(TWO_GREEN, around(prescribed=replace(TOP, harder=(HARDER,))))
    (change,) = proposal.changes
    assert proposal.kind is Decision.PROGRESS
    assert (change.exercise, change.variable, change.before, change.after) == (
        "squat",
        "exercise",
        "squat",
        "split",
    )
    assert change.dosage == Dosage(sets=3, reps=6)


def test_an_exercise_too_small_to_share_comes_as_it_is() -> None:
    tiny = OtherExercise("split", Dosage(sets=3, reps=1))
    (change,) = changes_of(Decision.PROGRESS, replace(TOP, harder=(tiny,)))
    assert change.dosage == tiny.dosage


def test_at_the_top_without_a_next_exercise_the_therapist_chooses() -> None:
    proposal = decide(TWO_GREEN, around(prescribed=TOP))
    assert (proposal.kind, proposal.because) == (Decision.HOLD, Because.TOP_OF_LADDER)
    assert proposal.therapist_notes == (
        "The ladder is climbed and no harder exercise is ready: choose what comes next.",
    )
    assert proposal.changes == ()


def test_a_step_back_takes_thirty_percent_and_at_the_bottom_the_easier_exercise() -> None:
    (change,) = changes_of(Decision.REGRESS, replace(SQUAT, easier=(EASIER,)))
    assert (change.variable, change.before, change.after) == ("reps", 8, 5)
    bottom = Prescribed("squat", Dosage(sets=2, reps=4), SQUAT.ladder, easier=(EASIER,))
    (change,) = changes_of(Decision.REGRESS, bottom)
    assert (change.variable, change.after, change.dosage) == ("exercise", "rise", EASIER.dosage)
    assert changes_of(Decision.REGRESS, replace(bottom, easier=())) == ()


@pytest.mark.parametrize(
    ("kind", "reps", "sets"),
    [
        (Decision.RESTART_80, 8, 3),
        (Decision.RESTART_60, 6, 3),
        (Decision.RE_ONBOARD, 5, 3),
        (Decision.DELOAD, 10, 2),
    ],
)
def test_what_a_restart_and_a_lighter_week_leave(kind: Decision, reps: int, sets: int) -> None:
    (change,) = changes_of(kind, Prescribed("squat", Dosage(sets=3, reps=10), SQUAT.ladder))
    assert (change.dosage.reps, change.dosage.sets) == (reps, sets)


@pytest.mark.parametrize(
    "kind", [Decision.LOCK, Decision.SAFE_FLOOR, Decision.FLARE, Decision.HOLD, Decision.SIMPLIFY]
)
def test_other_decisions_leave_the_dose_alone(kind: Decision) -> None:
    assert changes_of(kind, SQUAT) == ()
    assert changes_of(Decision.PROGRESS, None) == ()


def test_a_step_that_needs_a_yes_is_named_so_that_it_can_be_given() -> None:
    (change,) = decide(TWO_GREEN, around(prescribed=SQUAT, needs_approval=True)).changes
    assert (change.variable, change.after) == ("reps", 10)


WAY_BACK = [
    (12, 0.6, [7, 9, 12]),
    (8, 0.6, [4, 6, 8]),
    (8, 0.5, [4, 5, 7, 8]),
    (10, 0.8, [8, 10]),
    (3, 0.6, [1, 2, 3]),
    (1, 0.5, [1]),
]


@pytest.mark.parametrize(("before", "share", "way"), WAY_BACK, ids=lambda value: str(value))
@pytest.mark.parametrize("part", ["reps", "hold_s"])
def test_after_a_break_twenty_points_come_back_at_a_time_and_no_more_than_there_was(
    part: str, before: int, share: float, way: list[int]
) -> None:
    def dose(amount: int) -> Dosage:
        return Dosage(sets=2, reps=amount) if part == "reps" else Dosage(sets=2, hold_s=amount)

    steps = [way[0]]
    while back := back_after_a_break(after_a_break(dose(steps[-1]), dose(before), share)):
        assert back.variable == part
        steps.append(int(back.after))
        share += 0.2
    assert steps == way


def after_a_break(now: Dosage, done: Dosage, share: float) -> Prescribed:
    return replace(SQUAT, dosage=now, before_break=BeforeBreak(done, share))


def test_without_a_break_or_with_another_kind_of_dose_nothing_is_given_back() -> None:
    assert back_after_a_break(SQUAT) is None
    assert back_after_a_break(after_a_break(SQUAT.dosage, Dosage(sets=1, hold_s=30), 0.6)) is None


def test_on_the_way_back_the_ordinary_step_waits_and_the_break_does_not_count_as_a_full_week() -> None:
    lowered = after_a_break(replace(SQUAT.dosage, reps=4), SQUAT.dosage, 0.6)
    back = decide(TWO_GREEN, around(prescribed=lowered, load_change=0.9, week=4))
    assert (back.kind, back.because, back.changes[0].after) == (
        Decision.PROGRESS,
        Because.BACK_AFTER_A_BREAK,
        6,
    )
    there = replace(lowered, dosage=SQUAT.dosage)
    assert decide(TWO_GREEN, around(prescribed=there, load_change=0.9, week=4)).kind is Decision.HOLD
    assert decide(TWO_GREEN, around(prescribed=there)).because is Because.TWO_GREEN


@pytest.mark.parametrize(
    "trouble",
    [
        {"urgency": None},
        {"flare": True},
        {"adherence": None},
        {"low_sleep_nights": 4},
        {"pain_today": 4},
        {"needs_approval": True},
    ],
    ids=lambda trouble: next(iter(trouble)),
)
def test_nothing_comes_back_while_a_step_would_not_come(trouble: dict[str, Any]) -> None:
    lowered = after_a_break(replace(SQUAT.dosage, reps=4), SQUAT.dosage, 0.6)
    assert decide(TWO_GREEN, around(prescribed=lowered, **trouble)).kind is not Decision.PROGRESS


def past(kind: Decision, because: Because, *days: int) -> tuple[PastDecision, ...]:
    return tuple(PastDecision(kind, because, day) for day in days)


def test_holds_are_counted_only_for_the_same_reason_and_in_a_row() -> None:
    def notes(*earlier: PastDecision) -> tuple[str, ...]:
        return decide((GREEN,), around(past=earlier)).therapist_notes

    same = past(Decision.HOLD, Because.NEEDS_TWO_GREEN, 4, 2)
    other = past(Decision.HOLD, Because.LOW_SLEEP, 3)
    assert notes(*same) == ("Held three times for the same reason.",)
    assert notes(*other, *same) == ("Held three times for the same reason.",)
    assert notes(same[0], *other) == ()
    assert notes(*other, same[1]) == ()
    assert notes(same[0], *past(Decision.REGRESS, Because.NEEDS_TWO_GREEN, 2)) == ()


def test_drift_is_noted_even_where_another_rule_decides() -> None:
    drifting = around(usual_pain=5, usual_pain_4_weeks_ago=3, flare=True)
    proposal = decide(TWO_GREEN, drifting)
    assert proposal.kind is Decision.FLARE
    assert proposal.therapist_notes == (
        "The 7-day median of pain is 2 or more above that of four weeks ago.",
    )


def test_a_hold_or_an_old_step_back_is_no_second_step_back() -> None:
    red: tuple[SessionSignals, ...] = (replace(GREEN, spread=True),)
    assert decide(red, around(past=past(Decision.HOLD, Because.TWO_AMBER, 1))).therapist_notes == ()
    assert decide(red, around(past=past(Decision.REGRESS, Because.TWO_AMBER, 8))).therapist_notes == ()
    stepped = decide(red, around(past=past(Decision.REGRESS, Because.TWO_AMBER, 20, 7)))
    assert stepped.therapist_notes == ("Second step back within 7 days.",)


@pytest.mark.parametrize("fault", ["f_over", "f_hip_sag", "f_knee_in", "f_twist_load", "f_far_load"])
def test_five_faults_count_in_full_all_others_half(fault: str) -> None:
    assert form_score({fault: 0.5}, 1.0) == 50
    assert form_score({"f_fast": 0.5}, 1.0) == 75


def test_form_is_judged_from_a_clear_view_on_and_never_below_zero() -> None:
    assert form_score({}, 0.7) == 100
    assert form_score({}, 0.69) is None
    assert form_score({"f_over": 1.0, "f_knee_in": 1.0}, 1.0) == 0


def test_the_usual_pain_is_the_median_of_the_last_seven_rated_days() -> None:
    assert usual_pain([9, 9, 1, 1, 1, 1, 5, 5, 5]) == 1
    assert usual_pain([1, 2]) is None
    assert usual_pain([1, 2, 3]) == 2
    assert baseline([0, 0, 0], at_the_start=5) == 0
    assert has_drifted(4, 2)
    assert not has_drifted(None, 2)
    assert not has_drifted(4, None)


#: The order of the specification, most cautious first; the drift guard stands behind the step back.
ORDER = (
    "lock_after_a_red_flag",
    "safe_floor_until_reviewed",
    "restart_after_time_away",
    "start_the_flare_plan",
    "hold_without_sessions",
    "step_back_after_too_much",
    "hold_while_usual_pain_rises",
    "hold_after_amber_or_unknown",
    "simplify_when_little_fits_in",
    "hold_until_the_rhythm_is_back",
    "lighten_this_week",
    "hold_in_a_full_week",
    "hold_until_two_good_sessions",
    "hold_at_the_top",
    "ask_the_therapist",
    "progress",
)


def test_the_rules_stand_in_the_order_of_the_specification_under_their_own_names() -> None:
    assert tuple(rule.name for rule in RULES) == ORDER
    assert all(rule.name == rule.asks.__name__ for rule in RULES)
    assert all(" " in rule.source for rule in RULES)


@pytest.mark.parametrize("kind", Decision)
def test_decisions_keep_their_stored_words(kind: Decision) -> None:
    assert kind.value == kind.name


@pytest.mark.parametrize("because", Because)
def test_reasons_keep_their_stored_words(because: Because) -> None:
    assert because.value == because.name.lower()


def test_zones_are_told_by_their_names_wherever_they_are_written_down() -> None:
    assert [zone.value for zone in Zone] == ["RED", "UNKNOWN", "AMBER", "GREEN"]


def test_what_is_not_said_around_the_sessions_is_as_usual() -> None:
    around = Context(
        urgency=Urgency.NONE_FOUND, adherence=1.0, gap_days=0, week=1, baseline=2, load_change=None
    )
    counts = (around.days_high, around.extra_sessions, around.low_sleep_nights, around.hard_weeks)
    assert counts == (0, 0, 0, 0)
    assert (around.flare, around.needs_approval, around.approved, around.past) == (False, False, False, ())
