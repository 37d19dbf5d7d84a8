"""A flare from its first day to the usual programme."""

from typing import Any

import pytest

from unbrace.rehab.flare_up import FlareAlert, Phase, flare_day, rebuild_share
from unbrace.rehab.tests.case_files import cases

CASES = cases("flare_up")


def spoken(case: dict[str, Any]) -> str:
    outcome = flare_day(case["day"], pain_today=case["today"], baseline=case["baseline"])
    if outcome.alert is FlareAlert.THERAPIST_VISIT:
        return str(outcome.alert.value)
    if outcome.alert is FlareAlert.THERAPIST_REVIEW_48H:
        return f"{outcome.alert.value} + {outcome.phase.value}"
    if outcome.alert:
        return f"{outcome.phase.value} + {outcome.alert.value}"
    share = f" {outcome.share:.0%}".replace("%", " %") if outcome.phase is Phase.REBUILD else ""
    return f"{outcome.phase.value}{share}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    assert spoken(case) == case["expected"]


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"FL{n:02d}" for n in range(1, 13)]


def test_six_weeks_without_settling_reach_a_doctor() -> None:
    assert flare_day(42, pain_today=6, baseline=2).alert is FlareAlert.DOCTOR_REVIEW


@pytest.mark.parametrize(
    ("zones", "share"),
    [
        ((), 0.6),
        (("GREEN",), 0.6),
        (("GREEN", "GREEN"), 0.8),
        (("GREEN", "AMBER", "GREEN"), 0.6),
        (("GREEN",) * 4, 1.0),
        (("GREEN",) * 4 + ("RED",), 0.8),
        (("RED", "UNKNOWN"), 0.6),
    ],
)
def test_building_up_again_takes_two_good_sessions_a_step(zones: tuple[str, ...], share: float) -> None:
    assert rebuild_share(zones) == share
