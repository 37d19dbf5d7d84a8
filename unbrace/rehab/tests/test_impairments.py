"""Impairments, told by cases; and the two safeguards between a camera and a plan."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.impairments import (
    RULES,
    Assessment,
    Measured,
    impairments_of,
    priorities,
    safety_flags,
)
from unbrace.rehab.impairments.evidence import LIKELY
from unbrace.rehab.tests.case_files import cases
from unbrace.rehab.tests.plan_cases import impairment

CASES = cases("impairments")
#: Every row of the specification's table; two of its rows name two impairments with the same rule.
SPECIFIED = {
    "hip_mobility_deficit",
    "lumbar_mobility_deficit",
    "thoracic_stiffness",
    "neck_mobility_deficit",
    "trunk_extensor_endurance_deficit",
    "trunk_flexor_endurance_deficit",
    "lateral_trunk_endurance_deficit",
    "dnf_endurance_deficit",
    "movement_coordination",
    "lower_limb_strength_deficit",
    "bracing_breathing",
    "fear_avoidance",
    "low_mood_anxiety",
    "sleep_problem",
    "deconditioning",
    "chest_shoulder_mobility",
    "lower_limb_control",
    "balance_deficit",
    "neck_posture_habit",
    "scapular_endurance",
    "neck_shoulder_pain",
    "lifting_load",
    "static_loading",
    "related_leg_pain",
    "arm_pain",
    "generalised_pain",
}


def assessment_of(found: dict[str, Any]) -> Assessment:
    given: dict[str, Any] = {k: Measured(*v) if isinstance(v, list) else v for k, v in found.items()}
    return Assessment(**given)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['of']}")
def test_case(case: dict[str, Any]) -> None:
    assessment = assessment_of(case["found"])
    confirmed = frozenset({case["of"]} if case.get("confirmed") else ())
    found = {one.id: one for one in impairments_of(assessment, confirmed=confirmed)}
    assert (found[case["of"]].score if case["of"] in found else 0) == case["score"]
    if "plan" in case:
        assert found[case["of"]].may_change_plan is case["plan"]
    elif case["score"]:
        assert found[case["of"]].may_change_plan
    assert safety_flags(assessment) == frozenset(case.get("flags", ()))


def test_no_impairment_and_no_score_was_left_out() -> None:
    print(f"{len(CASES)} impairment cases, {len(RULES)} impairments")
    assert {rule.id for rule in RULES} == SPECIFIED
    for rule in RULES:
        assert {case["score"] for case in CASES if case["of"] == rule.id} >= {1, 2, 3}, rule.id
    assert [case["id"] for case in CASES] == [f"IM{n:02d}" for n in range(1, len(CASES) + 1)]


def test_every_rule_has_a_reason_a_source_and_a_function_that_says_its_limits() -> None:
    for rule in RULES:
        assert rule.reason.endswith(".")
        assert rule.source
        assert (rule.scores.__doc__ or "").strip()


@pytest.mark.parametrize(
    "slip", [{"age": 121}, {"phq8": 25}, {"movement_could_harm": -1}, {"plank_s": -1}, {"pain_grade": 4}]
)
def test_a_value_that_cannot_be_is_refused_not_scored(slip: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(slip))}: .* is not between"):
        Assessment(**slip)


def test_what_was_not_found_is_not_listed() -> None:
    assert impairments_of(Assessment()) == ()
    assert safety_flags(Assessment()) == frozenset()


def test_a_misspelt_confirmation_is_refused_not_lost() -> None:
    with pytest.raises(ValueError, match="no impairment is called hip_stiffness"):
        impairments_of(Assessment(), confirmed=frozenset({"hip_stiffness"}))


def test_the_plan_looks_at_the_two_highest_ties_by_the_goal() -> None:
    found = tuple(
        impairment(name, score)
        for name, score in (("fear_avoidance", 1), ("sleep_problem", 2), ("arm_pain", 1))
    )
    assert [one.id for one in priorities(found)] == ["sleep_problem", "fear_avoidance"]
    assert [one.id for one in priorities(found, frozenset({"arm_pain"}))] == ["sleep_problem", "arm_pain"]


def test_a_measurement_alone_never_gets_into_the_plan() -> None:
    (hint,) = impairments_of(Assessment(straight_leg_raise=Measured(40, 10)))
    assert (hint.score, priorities((hint,))) == (1, ())


ANYTHING = st.builds(
    Assessment,
    age=st.none() | st.integers(15, 100),
    straight_leg_raise=st.none() | st.builds(Measured, st.integers(0, 120), st.just(10)),
    hips_feel_stiff=st.booleans(),
    thomas_positive=st.booleans(),
    plank_s=st.none() | st.integers(0, 180),
    plank_low_twice=st.booleans(),
    chair_stands=st.none() | st.integers(0, 30),
    one_leg_stance_s=st.none() | st.integers(0, 45),
    fell_in_12_months=st.booleans(),
    phq8=st.none() | st.integers(0, 24),
    phq4_part_positive=st.booleans(),
    movement_could_harm=st.none() | st.integers(0, 10),
    avoided_tasks=st.integers(0, 5),
    low_sleep_nights_of_7=st.none() | st.integers(0, 7),
    tired_by_day=st.booleans(),
)


@given(ANYTHING)
def test_no_rule_gives_more_than_likely(assessment: Assessment) -> None:
    assert all(one.score <= LIKELY and one.evidence for one in impairments_of(assessment))


@given(ANYTHING, st.sampled_from([f.name for f in fields(Assessment) if f.default is False]))
def test_one_more_statement_never_lowers_a_score(assessment: Assessment, statement: str) -> None:
    said: dict[str, Any] = {statement: True}
    more = {one.id: one.score for one in impairments_of(replace(assessment, **said))}
    for one in impairments_of(assessment):
        assert more.get(one.id, 0) >= one.score


@given(ANYTHING, st.floats(0, 60))
def test_a_wider_error_band_never_raises_a_score(assessment: Assessment, band: float) -> None:
    if assessment.straight_leg_raise is None:
        return
    test = assessment.straight_leg_raise
    wider = replace(assessment, straight_leg_raise=Measured(test.value, test.error_band + band))
    before = {one.id: one.score for one in impairments_of(assessment)}
    assert all(one.score <= before.get(one.id, 0) for one in impairments_of(wider))


@given(ANYTHING)
def test_the_same_assessment_gives_the_same_answer(assessment: Assessment) -> None:
    assert impairments_of(assessment) == impairments_of(replace(assessment))
