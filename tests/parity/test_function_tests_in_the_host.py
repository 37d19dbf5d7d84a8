"""From the host of the engine in the browser to the clinic: what a test gives is the engine's own, and is taken in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.parity.test_traces import Numbers, host
from tests.people import People
from unbrace.clinic.assessments.actions import ask_assessment, record_attempt
from unbrace.clinic.assessments.tests.conftest import sent
from unbrace.clinic.assessments.upload import parse_attempt
from unbrace.motion.landmarks import Frame
from unbrace.motion.tests.stick import film
from unbrace.motion.tests.test_trial import DONE, perform, protocol_of

LASTS = {"return": "shoulder-flexion", "hold": "single-leg-stance", "time": "chair-stand-30s"}


def flat(frame: Frame) -> Numbers:
    """A frame as the pose worker sends it."""
    assert frame.image is not None
    assert frame.world is not None
    assert frame.visibility is not None
    points = zip(frame.image, frame.world, frame.visibility, strict=True)
    return Numbers(
        [frame.t_ms, frame.aspect, 1.0, *(n for flat, deep, seen in points for n in (*flat, *deep, seen))]
    )


def in_the_host(test: str, frames: list[Frame]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The result the page gets, and every step on the way."""
    engine = host()
    order = {"test": test, "content_version": "1.0.0", "protocol": protocol_of(test).to_json()}
    engine.begin_test(json.dumps(order))
    steps = [json.loads(engine.look(flat(frame))) for frame in frames]
    last = json.loads(engine.finish(frames[-1].t_ms))
    return last["result"], [*steps, last]


@pytest.mark.django_db
@pytest.mark.parametrize("test", LASTS.values())
def test_the_result_is_the_engines_and_the_clinic_takes_it_in(people: People, test: str) -> None:
    course, seconds, camera, name, side, truth, near = DONE[test]
    frames = film(course, seconds, camera)
    result, steps = in_the_host(test, frames)
    expected = json.loads(json.dumps(perform(test, frames).to_json()))
    assert result == expected | {"content_version": "1.0.0"}
    ended = [event for step in steps for event in step["events"] if event["event"] == "trial_ended"]
    assert len(ended) == len(result["trials"]) > 0
    assert max(step["snapshot"]["trials"][side] for step in steps[:-1]) >= 1
    if protocol_of(test).lasts.value != "return":
        assert max(step["snapshot"]["lasted_s"] or 0 for step in steps[:-1]) > 5
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    body = sent(asked, test, how="camera", by_hand={}, seen=result)
    attempt, _ = record_attempt(by=people.maria.user, upload=parse_attempt(body))
    (kept,) = [one for one in attempt.numbers if (one["name"], one["side"]) == (name, side)]
    assert kept["value"] == pytest.approx(truth, abs=near or 1e-9)
    assert kept["error_band"]
    assert kept["view_quality"] > 0.9
    assert kept["visibility_min"] == 1.0
