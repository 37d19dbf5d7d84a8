"""What crosses the border on the way out."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from unbrace.motion import events, result
from unbrace.motion.events import Event, RepCompleted, Tempo, event_to_json


def test_an_event_is_named_and_flat() -> None:
    rep = RepCompleted(9.0, 1, "full", "both", 1.0, 5.0, 9.0, 80.0, 15.0, Tempo(3, 1, 2), ("f_range",))
    assert json.loads(json.dumps(event_to_json(rep))) == {
        "event": "rep_completed", "t_ms": 9.0, "number": 1, "kind": "full", "side": "both",
        "start_ms": 1.0, "peak_ms": 5.0, "end_ms": 9.0, "range_deg": 80.0, "error_band_deg": 15.0,
        "tempo": {"out_s": 3, "pause_s": 1, "back_s": 2}, "faults": ["f_range"],
    }  # fmt: skip


def test_every_event_has_its_own_name() -> None:
    names = [event.name for event in get_args(Event)]
    assert len(set(names)) == len(names) == 13


@pytest.mark.parametrize("event", get_args(Event))
def test_events_cannot_be_changed(event: type) -> None:
    assert event.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert event.__module__ == events.__name__


def _result() -> result.SessionResult:
    tempo = Tempo(1, 0.5, 1)
    return result.SessionResult(
        "squat", "1.0.0", "1.0.0", 500.0, 9000.0, 270, 0.98, "side", result.Counts(1, 0),
        (result.Repetition(1, 900.0, 2000.0, 3400.0, "both", "full", 81.5, 15.0, tempo, ("f_fast",)),),
        (result.Hold(1.0, 2.0, 0.001, False),), (result.FaultTally("f_fast", 1, 1.0, 0.6),), None,
        (result.Lost(4000.0, 5000.0, "nobody"),),
    )  # fmt: skip


def test_a_result_comes_back_from_json_as_it_was() -> None:
    sent = json.loads(json.dumps(_result().to_json()))
    assert next(iter(sent)) == "schema"
    assert result.result_from_json(sent) == _result()


def test_a_result_of_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match=r"not 'unbrace\.session-result/1'"):
        result.result_from_json({**_result().to_json(), "schema": "unbrace.session-result/2"})
