"""The test vectors G1 to G6 and G11 of the assessment protocol, and what an angle does at its edges."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.motion import geometry as g

numbers = st.floats(-1e6, 1e6)
points = st.tuples(numbers, numbers, numbers)


@pytest.mark.parametrize(
    ("vector", "a", "b", "c", "expected"),
    [
        ("G1", (0, 0), (0, 1), (0, 2), 180.0),
        ("G2", (0, 1), (1, 1), (1, 2), 90.0),
        ("G3", (0, 0), (0, 1), (0.8660254, 1.5), 120.0),
    ],
)
def test_angle(vector: str, a: g.Point, b: g.Point, c: g.Point, expected: float) -> None:
    assert g.angle(a, b, c) == pytest.approx(expected, abs=1e-5), vector


def test_bend_is_what_is_missing_to_straight() -> None:
    assert g.bend((0, 0), (0, 1), (0.8660254, 1.5)) == pytest.approx(60.0, abs=1e-5)


@pytest.mark.parametrize(
    ("vector", "lower", "upper", "expected"),
    [("G4", (0, 1), (0, 0), 0.0), ("G5", (0, 1), (1, 0), 45.0), ("G6", (0, 1), (-0.5773503, 0), -30.0)],
)
def test_tilt(vector: str, lower: g.Point, upper: g.Point, expected: float) -> None:
    assert g.tilt(lower, upper) == pytest.approx(expected, abs=1e-5), vector


def test_g11_two_points_in_one_place_have_no_angle() -> None:
    assert g.angle((1.0, 2.0), (1.0, 2.0), (3.0, 4.0)) is None
    assert g.tilt((1.0, 2.0), (1.0, 2.0)) is None
    assert g.turn((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 0.0)) is None


def test_turn_is_right_handed_about_its_axis() -> None:
    assert g.turn((1.0, 0.0, 0.0), (0.0, 1.0, 5.0), (0.0, 0.0, 2.0)) == pytest.approx(90)
    assert g.turn((1.0, 0.0, 0.0), (0.0, 1.0, 5.0), (0.0, 0.0, -2.0)) == pytest.approx(-90)


def test_passing_through_180_degrees_is_no_jump() -> None:
    assert g.shortest_turn(-178 - 178) == pytest.approx(4)


def test_a_point_on_a_level_line_has_no_place_at_another_height() -> None:
    assert g.on_line((0.0, 1.0), (2.0, 1.0), 1, 3.0) is None
    assert g.on_line((0.0, 0.0), (2.0, 4.0), 1, 3.0) == pytest.approx((1.5, 3.0))


@given(points, points, points)
def test_an_angle_is_none_or_between_0_and_180(a: g.Point, b: g.Point, c: g.Point) -> None:
    angle = g.angle(a, b, c)
    assert angle is None or (math.isfinite(angle) and 0 <= angle <= 180)
