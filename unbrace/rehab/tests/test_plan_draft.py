"""First plans, told by cases over the hundred exercises; and what no start may ever lead to."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unbrace.rehab.classification import Group
from unbrace.rehab.dosage import Dosage, Effort, Kind, Sides, Tempo
from unbrace.rehab.impairments import RULES
from unbrace.rehab.plan_draft import (
    AskTherapist,
    Candidate,
    Draft,
    Goal,
    Starting,
    draft,
    flags_of,
    levels,
    permitted,
)
from unbrace.rehab.plan_draft.first_dose import first_doses, minutes
from unbrace.rehab.plan_draft.groups import FIRST_LINE, FIRST_LINE_ACUTE, ON_TOP, ONLY_BY_A_THERAPIST
from unbrace.rehab.plan_draft.picking import fewest_most_minutes
from unbrace.rehab.red_flags import Urgency
from unbrace.rehab.tests.case_files import cases
from unbrace.rehab.tests.plan_cases import group, hundred, impairment, starting_of

CASES = cases("plan_draft")
SHELF = hundred()
BY_CODE = {one.code: one for one in SHELF}
FLAGS = (
    *("osteoporosis", "leg_pain", "neck_vascular_risk", "upper_neck", "pregnancy", "cardio"),
    *("falls_risk", "dizziness", "arm_pain", "knee pain", "shoulder pain", "wrist pain", "surgery"),
)
GROUPS = [
    Group(code, duration, additions, "why", "source")
    for code in FIRST_LINE
    for duration in ("acute", "chronic")
    for additions in ((), ("P",), ("older",))
]


def told(outcome: Draft | AskTherapist) -> Any:
    if isinstance(outcome, AskTherapist):
        return outcome.reason
    return [
        {
            "group": str(day.group),
            "minutes": round(day.minutes, 1),
            "exercises": [
                [
                    one.code,
                    f"{one.dosage.sets} x {one.dosage.reps or f'{one.dosage.hold_s:g} s'}",
                    one.because.removeprefix("because: "),
                ]
                for one in day.exercises
            ],
        }
        for day in outcome.days
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['case']}")
def test_case(case: dict[str, Any]) -> None:
    expected = case["days"] if "days" in case else case["ask"]
    assert told(draft(starting_of(case["start"]), SHELF)) == expected


def test_no_case_was_left_out_and_the_shelf_is_whole() -> None:
    print(f"{len(CASES)} draft cases over {len(SHELF)} exercises")
    assert [case["id"] for case in CASES] == [f"PD{n:02d}" for n in range(1, len(CASES) + 1)]
    assert len(SHELF) == 100


def test_every_group_of_the_classification_begins_with_exercises_that_exist() -> None:
    listed = [*FIRST_LINE.values(), *FIRST_LINE_ACUTE.values(), *ON_TOP.values()]
    codes = {code for codes in listed for code in codes}
    assert codes <= set(BY_CODE)
    assert codes.isdisjoint(ONLY_BY_A_THERAPIST)


def test_x4_every_treatable_impairment_has_three_exercises_and_one_without_equipment() -> None:
    """Exempt: what a therapist selects for, and what is mainly treated by education (specification, X4)."""
    exempt = {"arm_pain", "related_leg_pain", "low_mood_anxiety", "sleep_problem", "generalised_pain"}
    exempt |= {"neck_posture_habit"}  # not an aim of any exercise: the advice is to vary
    always = {"wall", "shoes", "doorway", "towel", "pillow", "chair"}
    for rule in RULES:
        if rule.id in exempt:
            continue
        for_it = [one for one in SHELF if rule.id in one.aims]
        assert len(for_it) >= 3, rule.id
    lacking = {
        rule.id
        for rule in RULES
        if rule.id not in exempt
        and not any(rule.id in one.aims and permitted([one], (), at_hand=always) for one in SHELF)
    }
    print("only with a mat, a band or a weight:", ", ".join(sorted(lacking)))
    assert lacking == NEEDS_A_MAT_OR_MORE


#: A mat, a band or a bag is needed: the specification's own table does not meet its X4 here.
NEEDS_A_MAT_OR_MORE = {"trunk_flexor_endurance_deficit", "lateral_trunk_endurance_deficit"}


@pytest.mark.parametrize("families", [{"LM"}, {"LC", "HP"}, {"BR"}, {"WK"}])
def test_x5_with_three_flags_every_family_still_has_an_exercise(families: set[str]) -> None:
    flags = {"osteoporosis", "falls_risk", "cardio"}
    left = permitted(SHELF, flags, at_hand={"mat", "chair", "band"})
    assert [one.code for one in left if one.family in families]


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_only_takes_exercises_away(flag: str) -> None:
    everything = {"mat", "chair", "band", "step", "stick", "weight", "bag", "desk", "strap", "cushion"}
    without = permitted(SHELF, (), at_hand=everything)
    assert all(one in without for one in permitted(SHELF, {flag}, at_hand=everything))
    assert len(without) > 85


STARTS = st.builds(
    Starting,
    groups=st.lists(st.sampled_from(GROUPS), min_size=1, max_size=2).map(tuple),
    urgency=st.just(Urgency.NONE_FOUND) | st.none() | st.sampled_from(Urgency),
    impairments=st.dictionaries(st.sampled_from([r.id for r in RULES]), st.integers(1, 3), max_size=8).map(
        lambda found: tuple(impairment(name, score) for name, score in found.items())
    ),
    flags=st.frozensets(st.sampled_from(FLAGS), max_size=4),
    at_hand=st.just(frozenset({"mat", "chair", "band", "step"}))
    | st.frozensets(st.sampled_from(["mat", "band"])),
    positions=st.just(frozenset()) | st.frozensets(st.sampled_from(["standing", "sitting", "lying"])),
    goal=st.none() | st.just(Goal("reverse the car", 4, frozenset({"thoracic_stiffness", "fear_avoidance"}))),
    reviewed=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(STARTS)
def test_no_draft_breaks_the_caps_or_holds_what_a_flag_speaks_against(start: Starting) -> None:
    outcome = draft(start, SHELF)
    if isinstance(outcome, AskTherapist):
        assert outcome.reason.endswith(".")
        return
    flags = flags_of(start)
    assert flags >= start.flags
    assert sum(day.days_per_week for day in outcome.days) <= 7
    for day in outcome.days:
        fewest, most, cap = fewest_most_minutes(day.group)
        assert fewest <= len(day.exercises) <= most <= 5
        assert day.minutes <= cap + 1e-6 <= 20
        assert len({one.code for one in day.exercises}) == len(day.exercises)
        for one in day.exercises:
            candidate = BY_CODE[one.code]
            assert (candidate.never_with | candidate.ask_first).isdisjoint(flags)
            assert one.code not in ONLY_BY_A_THERAPIST
            assert one.because.startswith("because: ")
            assert (one.dosage.days_per_week or 0) <= day.days_per_week
            assert set(one.changes) == {c for flag, c in candidate.changes.items() if flag in flags}


@settings(max_examples=60, deadline=None)
@given(STARTS, st.sampled_from(FLAGS))
def test_what_a_flag_leaves_was_there_before_it(start: Starting, flag: str) -> None:
    """One more flag may change the choice, but everything chosen was allowed without it too."""
    flagged = draft(replace(start, flags=start.flags | {flag}), SHELF)
    if isinstance(flagged, Draft):
        allowed = {
            c.code for c in permitted(SHELF, start.flags, at_hand=start.at_hand, positions=start.positions)
        }
        assert {one.code for day in flagged.days for one in day.exercises} <= allowed


@settings(max_examples=60, deadline=None)
@given(STARTS, st.randoms(use_true_random=False))
def test_the_same_start_gives_the_same_draft_in_whatever_order_the_shelf_comes(
    start: Starting, order: random.Random
) -> None:
    shelf = list(SHELF)
    order.shuffle(shelf)
    assert draft(start, shelf) == draft(start, SHELF)


@settings(max_examples=60, deadline=None)
@given(STARTS.filter(lambda start: start.urgency is Urgency.NONE_FOUND), st.sampled_from(Urgency))
def test_a_higher_urgency_never_opens_a_draft(start: Starting, urgency: Urgency) -> None:
    if isinstance(draft(replace(start, urgency=urgency), SHELF), Draft):
        assert isinstance(draft(start, SHELF), Draft)


@pytest.mark.parametrize("one", SHELF, ids=lambda one: one.code)
def test_a_first_dose_is_60_to_80_percent_of_the_usual_one(one: Candidate) -> None:
    def amount(dosage: Dosage) -> float:
        return dosage.sets * float(dosage.reps if dosage.reps is not None else dosage.hold_s or 0)

    for first in first_doses(one.dosage, one.kind):
        assert 0.6 - 1e-9 <= amount(first) / amount(one.dosage) <= 0.8 + 1e-9


def test_where_whole_numbers_allow_no_60_to_80_percent_the_dose_is_smaller_never_larger() -> None:
    (two,) = first_doses(Dosage(sets=1, reps=2), Kind.MOBILITY)
    assert two.reps == 1
    (sets,) = {first.sets for first in first_doses(Dosage(sets=3, reps=1), Kind.MOBILITY)}
    assert sets == 2


def test_a_heart_condition_shortens_holds_and_effort_but_not_a_walk() -> None:
    hold = Dosage(sets=1, reps=5, hold_s=20, effort=Effort(4, 6))
    first = first_doses(hold, Kind.CONTROL, {"cardio"})[0]
    assert (first.hold_s, first.effort) == (10, Effort(3, 3))
    assert first_doses(hold, Kind.WALKING, {"cardio"})[0].hold_s == 20
    assert first_doses(Dosage(sets=1, reps=5), Kind.CONTROL, {"cardio"})[0].effort == Effort(0, 3)


@pytest.mark.parametrize(
    ("dosage", "takes"),
    [
        (Dosage(sets=2, reps=10, rest_s=60, tempo=Tempo(2, 1, 3)), 3.0),
        (Dosage(sets=2, reps=10, rest_s=60, side=Sides.EACH, tempo=Tempo(2, 1, 3)), 5.0),
        (Dosage(sets=1, reps=15, rest_s=60), 1.0),
        (Dosage(sets=3, hold_s=20, rest_s=30), 2.0),
        (Dosage(sets=1, reps=6, hold_s=6, tempo=Tempo(2, 1, 2)), 1.0),
        (Dosage(sets=1, hold_s=600), 10.0),
    ],
)
def test_the_time_counts_tempo_holds_sides_and_rest(dosage: Dosage, takes: float) -> None:
    assert minutes(dosage) == pytest.approx(takes)


def test_of_two_levels_the_lower_comes_first() -> None:
    ways = {"A": (), "B": ("A",), "C": ("B", "A"), "D": ("C",), "E": ("E",), "F": ("Z",)}
    assert levels(ways) == {"A": 0, "B": 1, "C": 1, "D": 2, "E": 0, "F": 0}


def test_a_stick_is_not_a_sticker_and_two_bags_are_bags() -> None:
    def with_(needs: str, at_hand: set[str]) -> bool:
        one = replace(SHELF[0], equipment=(needs,))
        return bool(permitted([one], (), at_hand=at_hand))

    assert with_("two bags", {"bag"})
    assert with_("band, or weights of 1 to 3 kg", {"weight"})
    assert with_("band (optional)", set())
    assert with_("shoes", set())
    assert not with_("sticker", {"stick"})
    assert not with_("mat", set())


def test_a_position_is_met_by_one_of_its_words() -> None:
    lying, anywhere = (
        replace(SHELF[0], position="lying on the back, knees bent"),
        replace(SHELF[0], position="any"),
    )
    assert permitted([lying], (), at_hand={"mat"}, positions={"lying"})
    assert not permitted([lying], (), at_hand={"mat"}, positions={"sitting"})
    assert permitted([anywhere], (), at_hand={"mat"}, positions={"sitting"})


def test_who_braces_is_not_asked_to_draw_the_tummy_in() -> None:
    start = Starting(
        (group("low_back", movement_coordination=2),), Urgency.NONE_FOUND, at_hand=frozenset({"mat"})
    )
    found = draft(replace(start, impairments=(impairment("bracing_breathing", 1),)), SHELF)
    assert isinstance(found, Draft)
    assert "LC01" not in {one.code for one in found.days[0].exercises}
