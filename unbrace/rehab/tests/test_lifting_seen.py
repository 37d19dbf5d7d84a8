"""A lift as a camera sees it: described, put into the equation, and silent about what was not seen."""

import pytest

from unbrace.rehab.lifting import Grip, lifting_index
from unbrace.rehab.lifting_seen import LiftCue, LiftSeen, Style, as_lift, cues_of, style_of

HOW = {"load_kg": 10, "to_cm": 70, "per_minute": 0.2, "hours": 1, "grip": Grip.FAIR}


@pytest.mark.parametrize(
    ("hip", "knee", "style"),
    [
        (110, 7, Style.STOOP),
        (100, 50.1, Style.MIXED),
        (100, 49.9, Style.STOOP),
        (100, 124, Style.MIXED),
        (100, 126, Style.SQUAT),
        (60, 0, Style.STOOP),
        (60, -3, Style.STOOP),
        (None, 30, None),
        (60, None, None),
        (0, 30, None),
    ],
)
def test_the_style_is_a_description(hip: float | None, knee: float | None, style: Style | None) -> None:
    assert style_of(LiftSeen(hip_deg=hip, knee_deg=knee)) is style


def test_a_cue_comes_only_past_its_limit_and_only_for_what_was_seen() -> None:
    assert cues_of(LiftSeen()) == ()
    assert cues_of(LiftSeen(reach_percent=25, turn_deg=30, speed_deg_per_s=250)) == ()
    assert cues_of(LiftSeen(reach_percent=25.1, turn_deg=30.1, speed_deg_per_s=250.1)) == tuple(LiftCue)


def test_the_box_from_the_floor_of_the_equations_own_table() -> None:
    """N2 of the protocol: hands on the floor, 30 cm away, way 70 cm, limit 12.48 kg, index 0.80."""
    seen = LiftSeen(reach_percent=30 / 1.7, hands_percent=-3.9, turn_deg=0)
    lift = as_lift(seen, body_height_cm=170, **HOW)  # type: ignore[arg-type]
    assert lift is not None
    index = lifting_index(lift)
    assert index.limit_kg == pytest.approx(12.48, rel=0.005)
    assert index.index == pytest.approx(0.80, rel=0.005)


def test_hands_that_were_not_seen_give_no_lift() -> None:
    assert as_lift(LiftSeen(reach_percent=20), body_height_cm=170, **HOW) is None  # type: ignore[arg-type]
    assert as_lift(LiftSeen(hands_percent=20), body_height_cm=170, **HOW) is None  # type: ignore[arg-type]
