"""From the browser's own host of the engine to the clinic and back: a replay gives exactly the live result."""

from __future__ import annotations

import json
import types
from pathlib import Path
from typing import Any

import pytest

from tests.doors import signed_in
from tests.people import SQUATS, People, body, sign
from unbrace.clinic.exercise_sessions.actions import allow_traces
from unbrace.clinic.exercise_sessions.queries import traces_of
from unbrace.motion.session import Session
from unbrace.motion.tests.replay import cases, movement_of, read
from unbrace.motion.trace import Trace, open_trace

HOST = Path(__file__).parents[2] / "browser" / "engine_host.py"
SQUAT_CASES = [case for case in cases() if case.parts[-3] == "squat"]


class Numbers(list[float]):
    """What the worker hands over: numbers that Python takes by `to_py`."""

    def to_py(self) -> list[float]:
        return list(self)


def host() -> Any:
    """The file that the worker runs, run here."""
    module = types.ModuleType("engine_host")
    exec(compile(HOST.read_text(), str(HOST), "exec"), module.__dict__)  # noqa: S102  (our own file)
    return module.__dict__["Host"]()


def live(case: Path, trace: bool) -> dict[str, Any]:
    """What the page gets at the end of a set."""
    engine, frames = host(), read(case)[1]
    order = {
        "movement": movement_of("squat").to_json(), "exercise": "squat", "content_version": "1.0.0",
        "reps": 8, "hold_s": None, "side": "both", "trace": trace,
    }  # fmt: skip
    engine.begin(json.dumps(order))
    for values in frames:
        engine.look(Numbers(values))
    said: dict[str, Any] = json.loads(engine.finish(frames[-1][0]))
    return said


def test_without_consent_the_engine_writes_nothing_down() -> None:
    assert live(SQUAT_CASES[0], trace=False)["trace"] is None


@pytest.mark.django_db
@pytest.mark.parametrize("case", SQUAT_CASES, ids=lambda case: case.name)
def test_a_replay_of_what_the_clinic_kept_gives_exactly_the_live_result(case: Path, people: People) -> None:
    consent = allow_traces(by=people.maria.user, patient=people.maria)
    said = live(case, trace=True)
    sent = body(people.maria, sign(people, people.maria, [SQUATS]))
    one = sent["exercises"][0]["sets"][0]
    sent["trace_consent"] = str(consent.pk)
    one["seen"], one["trace"] = said["result"], said["trace"]
    answer = signed_in(people.maria.user).post("/exercise/results/", sent, content_type="application/json")
    assert answer.json()["traces"] == {"kept": 1, "refused": []}, answer.json()

    (kept,) = traces_of(people.riverside, answer.json()["session"])
    trace = open_trace(bytes(kept.data))
    assert isinstance(trace, Trace)
    again, last = Session(movement_of("squat"), exercise="squat", content_version="1.0.0"), 0.0
    for frame in trace.frames():
        again.receive(frame)
        last = frame.t_ms
    again.finish(last)
    assert json.loads(json.dumps(again.result().to_json())) == kept.performed.seen == said["result"]
