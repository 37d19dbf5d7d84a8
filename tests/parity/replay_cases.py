"""Replay cases and answer in JSON: run as it is in CPython and, as text, in Pyodide. Only the engine and json."""

from __future__ import annotations

import json
from typing import Any

from unbrace.motion.events import event_to_json
from unbrace.motion.movement import movement_from_json
from unbrace.motion.session import Session


def replay(cases: str) -> str:
    """`[{movement, frames}]` to `[{events, result}]`, both JSON text."""
    return json.dumps([_replay(case["movement"], case["frames"]) for case in json.loads(cases)])


def _replay(movement: dict[str, Any], frames: list[list[float]]) -> dict[str, Any]:
    session = Session(movement_from_json(movement), framing="advise")
    events = [event for frame in frames for event in session.receive_floats(frame)]
    events += session.finish(frames[-1][0])
    return {"events": [event_to_json(event) for event in events], "result": session.result().to_json()}
