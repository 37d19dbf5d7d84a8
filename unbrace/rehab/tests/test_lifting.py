"""The lifting equation: the manual's examples, the edges of each factor, and what it does not claim."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.lifting import (
    FREQUENCY,
    NOT_ACCEPTABLE,
    NOTE,
    Grip,
    Lift,
    frequency_factor,
    height_factor,
    lifting_index,
    lower_of,
    reach_factor,
    reading_of,
    twist_factor,
    way_factor,
)
from unbrace.rehab.tests.case_files import cases

CASES = cases("lifting")


def lift_of(values: list[Any]) -> Lift:
    load, reach, height, way, twist, per_minute, hours, grip = values
    return Lift(load, reach, height, way, twist, per_minute, hours, Grip(grip))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    found = lifting_index(lift_of(case["lift"]))
    assert found.limit_kg == pytest.approx(case["limit"], rel=0.005)
    assert found.factors == pytest.approx(tuple(case["factors"]), rel=0.005, abs=0.0006)
    assert found.reading == case["reading"]
    assert found.index == (pytest.approx(case["index"], rel=0.008) if case["index"] else None)


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"N{n}" for n in range(1, 12)]


def test_it_is_information_about_a_lift_and_says_so() -> None:
    assert lifting_index(lift_of(CASES[0]["lift"])).note == NOTE
    assert "does not say which weight suits you" in NOTE
    assert "safe" not in NOTE


def test_the_lower_limit_counts_where_the_end_needs_control_too() -> None:
    origin, destination = (lifting_index(lift_of(case["lift"])) for case in CASES[-2:])
    assert lower_of(origin, destination) is destination
    assert lower_of(destination, origin) is destination


@pytest.mark.parametrize(
    ("factor", "at", "value"),
    [
        (reach_factor, 10, 1),
        (reach_factor, 25, 1),
        (reach_factor, 50, 0.5),
        (reach_factor, 63, 25 / 63),
        (reach_factor, 63.1, 0),
        (height_factor, 75, 1),
        (height_factor, 0, 0.775),
        (height_factor, 175, 0.7),
        (height_factor, 175.1, 0),
        (way_factor, 24, 1),
        (way_factor, 25, 1),
        (way_factor, 100, 0.865),
        (way_factor, 175, 0.82 + 4.5 / 175),
        (way_factor, 175.1, 0),
        (twist_factor, 0, 1),
        (twist_factor, 135, 0.568),
        (twist_factor, 135.1, 0),
    ],
)
def test_the_edge_of_each_factor(factor: Any, at: float, value: float) -> None:
    assert factor(at) == pytest.approx(value)


def test_between_two_rows_the_more_frequent_one_counts() -> None:
    assert frequency_factor(0.2, 1, 75) == 1.0
    assert frequency_factor(0.3, 1, 75) == frequency_factor(0.5, 1, 75) == 0.97
    assert frequency_factor(15, 1, 75) == 0.28
    assert frequency_factor(15.1, 1, 75) == 0
    assert frequency_factor(1, 1.1, 75) == frequency_factor(1, 2, 75) == 0.88
    assert frequency_factor(1, 2.1, 75) == frequency_factor(1, 8, 75) == 0.75
    assert (frequency_factor(9, 8, 74.9), frequency_factor(9, 8, 75)) == (0, 0.15)


def test_more_lifts_and_more_hours_never_allow_more() -> None:
    for column in range(3):
        for height in range(2):
            values = [row[column][height] for _, row in FREQUENCY]
            assert values == sorted(values, reverse=True)
    assert all(row[0][h] >= row[1][h] >= row[2][h] for _, row in FREQUENCY for h in range(2))


@pytest.mark.parametrize(
    ("index", "reading"),
    [(None, NOT_ACCEPTABLE), (1.0, "low"), (1.01, "discuss"), (3.0, "discuss"), (3.01, "high")],
)
def test_the_reading_of_an_index(index: float | None, reading: str) -> None:
    assert reading_of(index) == reading


@pytest.mark.parametrize(
    "values",
    [
        [0, 25, 75, 25, 0, 0.2, 1, "good"],
        [5, -1, 75, 25, 0, 0.2, 1, "good"],
        [5, 25, 75, 25, 0, 0.2, 8.1, "good"],
        [5, float("nan"), 75, 25, 0, 0.2, 1, "good"],
    ],
)
def test_what_the_equation_does_not_hold_for_is_refused(values: list[Any]) -> None:
    with pytest.raises(ValueError, match="at most 8 hours"):
        lifting_index(lift_of(values))


@given(st.floats(0, 90), st.floats(0, 200), st.floats(0, 200), st.floats(0, 180), st.floats(0, 20))
def test_a_limit_never_exceeds_23_kg(r: float, h: float, w: float, t: float, f: float) -> None:
    found = lifting_index(Lift(10, r, h, w, t, f, 2, Grip.FAIR))
    assert 0 <= found.limit_kg <= 23
    assert (found.index is None) is (found.reading == NOT_ACCEPTABLE)
