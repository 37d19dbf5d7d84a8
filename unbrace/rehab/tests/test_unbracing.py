"""The stages of un-bracing: when the next one is offered, and what a stop does."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from unbrace.rehab.tests.case_files import cases
from unbrace.rehab.unbracing import (
    Advice,
    Caution,
    Measure,
    Pace,
    PaceBounds,
    Practice,
    Said,
    Step,
    Stopped,
    advise,
    asks_safety_first,
    breaths_a_minute,
    pace_within,
)

CASES = cases("unbracing")
TODAY = date(2026, 11, 28)
BOUNDS = PaceBounds((2, 4, 6), (3, 6, 8), (1, 3, 5))


def practised(case: dict[str, Any]) -> list[Practice]:
    days = case["days"]
    when = [
        TODAY - timedelta(days=len(days) - 1 - index)
        for index, times in enumerate(days)
        for _ in range(times)
    ]
    answers = case.get("answers", ["-"] * len(when))
    return [_practice(day, case["measure"], answer) for day, answer in zip(when, answers, strict=True)]


def _practice(day: date, measure: str, answer: Any) -> Practice:
    if answer == "-":
        return Practice(day)
    if measure == "ease":
        return Practice(day, ease=answer)
    said = Said(answer)
    return Practice(day, held=said) if measure == "breath" else Practice(day, talked=said)


def advice_for(case: dict[str, Any], more: tuple[Stopped, ...] = ()) -> Advice:
    stops = [Stopped(TODAY - timedelta(days=ago), Caution(why)) for ago, why in case.get("stops", {}).items()]
    return advise(
        Measure(case["measure"]), practised(case), [*stops, *more], TODAY, is_last=case.get("last", False)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    assert advice_for(case).step.value == case["expected"]
    assert advice_for(case).reason


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"UB{n:02d}" for n in range(1, 20)]
    assert {case["expected"] for case in CASES} == {step.value for step in Step}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_one_more_stop_never_opens_anything(case: dict[str, Any]) -> None:
    order = list(Step)
    before = advice_for(case).step
    for caution, ago in product(Caution, range(9)):
        after = advice_for(case, (Stopped(TODAY - timedelta(days=ago), caution),)).step
        assert order.index(after) <= order.index(before), (caution, ago)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_an_answer_less_never_opens_the_next_stage(case: dict[str, Any]) -> None:
    if case["measure"] == "checks" or advice_for(case).step in (Step.OFFER, Step.KEEP):
        return
    for index in range(len(case.get("answers", []))):
        answers = [*case["answers"][:index], "-", *case["answers"][index + 1 :]]
        step = advice_for(case | {"answers": answers}).step
        assert step not in (Step.OFFER, Step.KEEP), index


def test_the_pacer_is_shut_after_a_stop() -> None:
    shut = {step for step in Step if not Advice(step, "").paced}
    assert shut == {Step.SAFETY_FIRST, Step.ASK_THERAPIST, Step.REST_TODAY}


@pytest.mark.parametrize(
    ("wanted", "becomes"),
    [
        ((None, None, None), Pace(4, 6, 3)),
        ((1, 99, 0), Pace(2, 8, 1)),
        ((6, 3, 9), Pace(6, 6, 5)),
        ((5, 5, 2), Pace(5, 5, 2)),
    ],
)
def test_a_pace_stays_within_its_bounds_and_out_is_never_shorter(
    wanted: tuple[int | None, int | None, int | None], becomes: Pace
) -> None:
    assert pace_within(BOUNDS, *wanted) == becomes


def test_every_pace_that_can_be_set_is_calm() -> None:
    paces = [
        pace_within(BOUNDS, i, o, m).breaths_a_minute for i, o, m in product(range(9), range(12), (1, 3))
    ]
    assert min(paces) == pytest.approx(60 / 14)
    assert max(paces) == 12


@pytest.mark.parametrize(
    ("taps", "seconds", "per_minute", "asks"),
    [
        (14, 60, 14.0, False),
        (7, 30, 14.0, False),
        (24, 60, 24.0, False),
        (25, 60, 25.0, True),
        (5, 45, 6.7, False),
    ],
)
def test_the_own_count(taps: int, seconds: int, per_minute: float, asks: bool) -> None:
    assert breaths_a_minute(taps, seconds) == per_minute
    assert asks_safety_first(per_minute) is asks
