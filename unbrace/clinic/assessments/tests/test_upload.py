"""What a device may send of one test, and what is refused with which words."""

from __future__ import annotations

from typing import Any

import pytest

from unbrace.clinic.assessments.models import Assessment, How, Outcome
from unbrace.clinic.assessments.tests.conftest import by_camera, seen_arm, sent
from unbrace.clinic.assessments.upload import parse_attempt
from unbrace.clinic.refused import Refused


def test_a_counted_number_and_a_seen_one(asked: Assessment) -> None:
    counted = parse_attempt(sent(asked))
    assert (counted.outcome, counted.how, counted.by_hand) == (
        Outcome.MEASURED,
        How.ON_ONES_OWN,
        {"both": 12.0},
    )
    seen = parse_attempt(by_camera(asked))
    left, right = seen.numbers
    assert (left["value"], left["error_band"], left["view_quality"], left["frames"]) == (
        114.0,
        15.0,
        0.97,
        90,
    )
    assert (right["value"], right["reason"], right["frames"]) == (None, "not_begun", 0)


def test_the_clock_offset_makes_no_other_attempt(asked: Assessment) -> None:
    body = sent(asked)
    again = parse_attempt(body | {"device_clock_offset_s": 7})
    assert again.body_hash == parse_attempt(body).body_hash
    assert parse_attempt(body | {"by_hand": {"both": 13}}).body_hash != again.body_hash


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"outcome": "great"}, "outcome"),
        ({"by_hand": {}}, "outcome"),
        ({"outcome": "not_done", "by_hand": {}}, "why"),
        ({"outcome": "not_done", "why": "pain"}, "by_hand"),
        ({"outcome": "not_seen", "by_hand": {}}, "seen"),
        ({"why": "pain"}, "why"),
        ({"how": "video"}, "how"),
        ({"how": "camera"}, "by_hand"),
        ({"pain_after": 11}, "pain_after"),
        ({"ended": "bored"}, "ended"),
        ({"done_at": "yesterday"}, "done_at"),
        ({"time_zone": "Mars"}, "time_zone"),
        ({"by_hand": {"middle": 3}}, "by_hand.middle"),
        ({"by_hand": {"both": float("nan")}}, "by_hand.both"),
        ({"weather": "rain"}, "weather"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    asked: Assessment, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        parse_attempt(sent(asked) | changed)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"test": "neck-rotation"}, "seen.test"),
        ({"scores": [{"name": "x"}]}, "seen.scores[0].unit"),
        ({"seen_ratio": 2}, "seen.seen_ratio"),
        ({"landmarks": []}, "seen.landmarks"),
    ],
)
def test_a_result_no_engine_would_give_is_refused(
    asked: Assessment, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        parse_attempt(by_camera(asked, seen=seen_arm() | changed))
    assert refused.value.field == field


def test_a_number_without_its_error_band_is_no_number(asked: Assessment) -> None:
    seen = seen_arm()
    seen["scores"][0]["error_band"] = None
    with pytest.raises(Refused, match="how far off"):
        parse_attempt(by_camera(asked, seen=seen))


def test_nothing_seen_is_a_value(asked: Assessment) -> None:
    upload = parse_attempt(by_camera(asked, outcome="not_seen", seen=seen_arm(left=None)))
    assert upload.outcome is Outcome.NOT_SEEN
    with pytest.raises(Refused):
        parse_attempt(by_camera(asked, outcome="measured", seen=seen_arm(left=None)))
