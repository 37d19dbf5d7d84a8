"""The steps back to one's own lift: where they begin, how large they are, and what a day later decides."""

from dataclasses import astuple, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.lifting_ladder import (
    FIRST_MOST_KG,
    Step,
    Try,
    Way,
    easier,
    first_step,
    next_step,
    propose,
    share_of_the_way,
    stepped_back,
    steps_between,
    what_next,
)
from unbrace.rehab.tests.case_files import cases

CASES = cases("lifting_ladder")
TASK, STEP = Step(12, 0, 10), Step(4, 30, 8)
steps = st.builds(
    Step, st.integers(1, 100).map(lambda half: half / 2), st.integers(0, 200).map(float), st.integers(1, 30)
)
pain = st.none() | st.integers(0, 10)
tries = st.builds(Try, st.integers(0, 8), pain, pain, pain, st.none() | st.floats(0, 10), st.booleans())


def try_of(said: list[Any]) -> Try:
    times, before, worst, next_day, usual = said[:5]
    return Try(times, before, worst, next_day, usual, "spread" in said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    done = [try_of(one) for one in case["tries"]]
    found = propose(done, STEP, TASK, may=case.get("may", True), flare=case.get("flare", False))
    assert (found.way.value, found.because.value) == (case["way"], case["because"])
    assert (found.step is None) is (found.way is Way.STAY)
    held = stepped_back(done, STEP, TASK)
    assert (held.because.value if held else None) == case.get(
        "held", found.because.value if found.way is Way.BACK else None
    )


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"LL{n:02d}" for n in range(1, len(CASES) + 1)]


def test_twelve_kilos_from_the_floor_begin_with_three_from_a_table_and_come_down_first() -> None:
    step = first_step(TASK)
    assert step == Step(3, 75, 5)
    way = [step]
    while (ahead := next_step(way[-1], TASK)) is not None:
        way.append(ahead)
    assert [one.from_cm for one in way[:6]] == [75, 60, 45, 30, 15, 0]
    assert way[7] == Step(3, 0, 8)
    assert way[-1] == TASK


@given(steps)
def test_every_task_is_reached_one_part_at_a_time(task: Step) -> None:
    step = first_step(task)
    assert step.load_kg <= min(task.load_kg, FIRST_MOST_KG)
    for _ in range(400):
        ahead = next_step(step, task)
        if ahead is None:
            break
        assert sum(a != b for a, b in zip(astuple(step), astuple(ahead), strict=True)) == 1
        assert ahead.load_kg - step.load_kg <= max(0.5, step.load_kg * 0.1)
        step = ahead
    assert step == task


@given(steps, steps)
def test_easier_is_never_more(step: Step, task: Step) -> None:
    less = easier(step)
    assert less.load_kg <= max(step.load_kg, 0.5)
    assert less.times <= step.times
    assert less.from_cm == step.from_cm
    assert 0 <= share_of_the_way(first_step(task), task) <= 1


def test_the_way_is_behind_somebody_at_the_task() -> None:
    assert share_of_the_way(TASK, TASK) == 1
    assert share_of_the_way(first_step(TASK), TASK) == 0
    assert steps_between(TASK, TASK) == 0


ORDER = [Way.BACK, Way.STAY, Way.ON]


@given(
    st.lists(tries, max_size=4), st.integers(0, 3), st.sampled_from(["pain_before", "worst_pain", "next_day"])
)
def test_what_was_not_asked_never_leads_on(done: list[Try], at: int, name: str) -> None:
    if not done:
        return
    gone = list(done)
    gone[-1] = replace(gone[-1], **{name: None})  # type: ignore[arg-type]
    assert propose(gone, STEP, TASK).way is not Way.ON


@given(st.lists(tries, min_size=1, max_size=3), st.sampled_from(["worst_pain", "next_day"]))
def test_more_pain_never_leads_on(done: list[Try], name: str) -> None:
    value = getattr(done[-1], name)
    if value is None or value == 10:
        return
    more = [*done[:-1], replace(done[-1], **{name: value + 1})]
    before, after = (ORDER.index(propose(some, STEP, TASK).way) for some in (done, more))
    assert after <= before


@given(st.lists(tries, max_size=3))
def test_nothing_leads_on_while_safety_is_not_clear(done: list[Try]) -> None:
    assert propose(done, STEP, TASK, may=False).way is Way.STAY
    assert propose(done, STEP, TASK, flare=True).way is Way.STAY


@given(st.lists(tries, max_size=4), st.lists(tries, max_size=4))
def test_once_back_no_later_try_takes_it_away(done: list[Try], later: list[Try]) -> None:
    before, after = stepped_back(done, STEP, TASK), stepped_back([*done, *later], STEP, TASK)
    if before is not None:
        assert after is not None
        assert after.step == before.step == easier(STEP)


@given(st.lists(tries, min_size=1, max_size=4), st.integers(0, 3), st.integers(0, 10))
def test_an_answer_that_comes_late_takes_no_step_back_away(done: list[Try], at: int, pain: int) -> None:
    at %= len(done)
    asked = [*done[:at], replace(done[at], next_day=None), *done[at + 1 :]]
    answered = [*done[:at], replace(done[at], next_day=pain), *done[at + 1 :]]
    if stepped_back(asked, STEP, TASK) is not None:
        assert stepped_back(answered, STEP, TASK) is not None


def amber(arrived: int) -> Try:
    return Try(done=8, pain_before=2, worst_pain=4, next_day=2, usual=2.0, arrived=arrived)


def green(arrived: int) -> Try:
    return Try(done=8, pain_before=2, worst_pain=2, next_day=2, usual=2.0, arrived=arrived)


def test_a_good_try_that_comes_late_between_two_bad_ones_undoes_no_step_back() -> None:
    first, second = amber(0), amber(1)
    held = what_next([first, second], STEP, TASK)
    assert (held.way, held.step) == (Way.BACK, easier(STEP))
    assert (
        propose([first, green(2), second], STEP, TASK).way is Way.STAY
    )  # what it would read as without the order
    after = what_next([first, green(2), second], STEP, TASK)
    assert (after.way, after.step) == (Way.BACK, easier(STEP))


def test_a_bad_try_that_comes_late_steps_back() -> None:
    assert what_next([green(0), green(1)], STEP, TASK).way is Way.ON
    assert what_next([replace(green(2), spread=True), green(0), green(1)], STEP, TASK).way is Way.BACK


def test_a_good_try_that_comes_late_does_not_speak_for_more() -> None:
    assert what_next([amber(0), green(1)], STEP, TASK).way is Way.STAY
    assert propose([amber(0), green(2), green(1)], STEP, TASK).way is Way.ON
    assert what_next([amber(0), green(2), green(1)], STEP, TASK).way is Way.STAY


@given(st.lists(tries, min_size=1, max_size=5), tries, st.integers(0, 5))
def test_no_try_that_comes_late_ever_leads_to_more(done: list[Try], late: Try, place: int) -> None:
    known = [replace(one, arrived=arrived) for arrived, one in enumerate(done)]
    place = min(place, len(known) - 1)  # before one that is there already
    with_it = [*known[:place], replace(late, arrived=len(known)), *known[place:]]
    before, after = (ORDER.index(what_next(some, STEP, TASK).way) for some in (known, with_it))
    assert after <= before
