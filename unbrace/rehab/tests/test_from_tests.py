"""Which test speaks for what: every row once, and what must never reach a rule."""

from datetime import date
from typing import Any

import pytest

from unbrace.rehab.impairments import Assessment, Measured, impairments_of
from unbrace.rehab.impairments.from_tests import NumberOfTest, from_tests

TODAY, EARLIER = date(2026, 11, 29), date(2026, 11, 8)


def did(test: str, value: float, side: str = "both", **said: Any) -> NumberOfTest:
    given: dict[str, Any] = {"error_band": 10.0, "day": TODAY, **said}
    return NumberOfTest(test, side, value, **given)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([did("straight-leg-raise", 62, "left"), did("straight-leg-raise", 71, "right")],
         {"straight_leg_raise": Measured(62, 10)}),
        ([did("forward-bend", 25, unit="cm", error_band=5.0)], {"fingertip_to_floor": Measured(25, 5)}),
        ([did("forward-bend", -4, unit="cm", error_band=5.0)], {"fingertip_to_floor": Measured(0, 5)}),
        ([did("forward-bend", 65, unit="degrees", by_camera=True)], {}),
        ([did("seated-thoracic-rotation", 30, "left", unit="degrees", by_camera=True)], {}),
        ([did("seated-thoracic-rotation", 35, "left", unit="degrees"),
          did("seated-thoracic-rotation", 30, "right", unit="degrees")],
         {"thoracic_rotation_inclinometer": Measured(30, 10)}),
        ([did("neck-rotation", 40, "left", by_camera=True)], {}),
        ([did("neck-rotation", 40, "left"), did("neck-rotation", 70, "right")],
         {"neck_rotation_left": Measured(40, 10), "neck_rotation_right": Measured(70, 10)}),
        ([did("chair-stand-30s", 9)], {"chair_stands": 9}),
        ([did("side-bridge", 30, "left"), did("side-bridge", 12, "right")],
         {"side_bridge_left_s": 30, "side_bridge_right_s": 12}),
        ([did("prone-plank", 12), did("prone-plank", 15, day=EARLIER)],
         {"plank_s": 12, "plank_low_twice": True}),
        ([did("prone-plank", 12), did("prone-plank", 15)], {"plank_s": 15}),
        ([did("single-leg-stance", 3, "left"), did("single-leg-stance", 30, "right")],
         {"one_leg_stance_s": 3}),
        ([did("standing-extension", 20, ended="painful")],
         {"trunk_extension": Measured(20, 10), "end_range_low_back": True}),
        ([did("neck-flexion", 40, ended="stiff")], {}),
        ([did("neck-flexion", 40, ended="painful")], {"end_range_neck": True}),
        ([], {}),
    ],
)  # fmt: skip
def test_row(numbers: list[NumberOfTest], found: dict[str, Any]) -> None:
    assert from_tests(numbers) == found
    Assessment(**found)  # every field is one the rules know


def test_the_newest_day_counts() -> None:
    numbers = [did("chair-stand-30s", 14), did("chair-stand-30s", 7, day=EARLIER)]
    assert from_tests(numbers) == {"chair_stands": 14}


def test_a_number_alone_stays_a_hint_and_what_the_person_says_makes_it_likely() -> None:
    alone = impairments_of(Assessment(**from_tests([did("standing-extension", 0, error_band=5.0)])))
    assert [(one.id, one.score, one.may_change_plan) for one in alone] == [
        ("lumbar_mobility_deficit", 1, False)
    ]
    said = [did("standing-extension", 0, error_band=5.0, ended="stiff")]
    both = impairments_of(Assessment(**from_tests(said)))
    assert [(one.id, one.score, one.may_change_plan) for one in both] == [
        ("lumbar_mobility_deficit", 2, True)
    ]


def test_a_therapist_scores_in_place_of_the_rule() -> None:
    found = Assessment(**from_tests([did("standing-extension", 0, error_band=5.0)]))
    assert impairments_of(found, judged={"lumbar_mobility_deficit": 0}) == ()
    (confirmed,) = impairments_of(found, judged={"lumbar_mobility_deficit": 3})
    assert (confirmed.score, confirmed.evidence[-1].what) == (3, "A therapist has confirmed it")
    for wrong in ({"lumbar_mobility_deficit": 4}, {"bad_back": 1}):
        with pytest.raises(ValueError, match=r"score|called"):
            impairments_of(found, judged=wrong)
