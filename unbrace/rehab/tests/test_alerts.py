"""What reaches a therapist by itself, and that each clinic's own thresholds are kept."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.alerts import ALARMS, Answered, Kind, Lately, Thresholds, alerts_for
from unbrace.rehab.scoring import ImportantChange
from unbrace.rehab.tests.case_files import cases

CASES = cases("alerts")


def lately_of(case: dict[str, Any]) -> Lately:
    given = dict(case["lately"])
    given["answered"] = tuple(
        Answered(title, first, now, ImportantChange(points, 30, worse))
        for title, first, now, points, worse in given.get("answered", ())
    )
    return Lately(**given)


def thresholds_of(case: dict[str, Any]) -> Thresholds:
    written = case.get("thresholds", {}).items()
    given: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in written}
    return Thresholds(**given)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    found = alerts_for(lately_of(case), thresholds_of(case))
    said = [one.kind + (f" {one.level}" if one.level > 1 else "") for one in found]
    assert said == case["alerts"]
    assert all(one.reason.endswith(".") for one in found)


def test_no_alert_was_left_out() -> None:
    print(f"{len(CASES)} alert cases, {len(ALARMS)} alerts")
    assert {said.split()[0] for case in CASES for said in case["alerts"]} == set(Kind)
    assert [case["id"] for case in CASES] == [f"AL{n:02d}" for n in range(1, len(CASES) + 1)]


def test_the_reason_says_the_numbers() -> None:
    (jump,) = alerts_for(Lately(worst_today=5, usual=2))
    assert jump.reason == "Worst pain today is 5, usually 2."
    (quiet,) = alerts_for(Lately(hours_quiet=50))
    assert quiet.reason == "Nothing heard for 50 hours."
    (longer,) = alerts_for(Lately(hours_quiet=24 * 15))
    assert longer.reason == "Nothing heard for 15 days."
    (crept,) = alerts_for(Lately(usual=5, usual_4_weeks_ago=2.5))
    assert crept.reason == "The usual pain rose from 2.5 to 5 in four weeks."


def test_without_thresholds_the_published_ones_hold() -> None:
    assert alerts_for(Lately(hours_quiet=49)) == alerts_for(Lately(hours_quiet=49), Thresholds())


KNOWN = st.builds(
    Lately,
    worst_today=st.none() | st.floats(0, 10),
    usual=st.none() | st.floats(0, 10),
    usual_4_weeks_ago=st.none() | st.floats(0, 10),
    days_high=st.integers(0, 9),
    flares=st.integers(0, 5),
    spread=st.booleans(),
    hours_quiet=st.none() | st.floats(0, 2000),
    distress=st.none() | st.integers(0, 27),
)


@given(KNOWN, st.floats(0, 10))
def test_more_pain_never_silences_an_alert(lately: Lately, more: float) -> None:
    if lately.worst_today is None:
        return
    worse = replace(lately, worst_today=min(10, lately.worst_today + more))
    assert {one.kind for one in alerts_for(lately)} <= {one.kind for one in alerts_for(worse)}


@given(KNOWN, st.floats(0, 2000))
def test_longer_silence_never_lowers_the_level(lately: Lately, more: float) -> None:
    def level(of: Lately) -> int:
        return max((one.level for one in alerts_for(of) if one.kind is Kind.FALLING_OFF), default=0)

    if lately.hours_quiet is not None:
        assert level(replace(lately, hours_quiet=lately.hours_quiet + more)) >= level(lately)
