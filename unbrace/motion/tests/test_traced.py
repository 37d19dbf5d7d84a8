"""A traced set: the trace replays to exactly what was said live, and a set too long to trace is not half traced."""

from __future__ import annotations

from pathlib import Path

import pytest

from unbrace.motion.session import Session
from unbrace.motion.tests.replay import cases, movement_of, read
from unbrace.motion.trace import Trace, open_trace
from unbrace.motion.traced import TracedSession


def live(case: Path, most_bytes: int = 10**9) -> TracedSession:
    """A published case as the browser runs it where the person allows a trace."""
    session = TracedSession(Session(movement_of(case.parts[-3])), most_bytes)
    frames = read(case)[1]
    for values in frames:
        session.receive_floats(values)
    session.finish(frames[-1][0])
    return session


def replayed(case: Path, trace: Trace) -> Session:
    session, last = Session(movement_of(case.parts[-3])), 0.0
    for frame in trace.frames():
        session.receive(frame)
        last = frame.t_ms
    session.finish(last)
    return session


@pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parts[-3]}-{path.name.split('.')[0]}")
def test_a_replay_gives_exactly_the_live_result(case: Path) -> None:
    session = live(case)
    trace = open_trace(session.trace() or b"")
    assert isinstance(trace, Trace)
    assert replayed(case, trace).result() == session.result()


def test_numbers_that_are_no_frame_are_refused_and_leave_no_trace() -> None:
    session = TracedSession(Session(movement_of("squat")))
    (event,) = session.receive_floats([float("nan")] * 3)
    assert event.name == "frame_refused"
    session.finish(0.0)
    trace = open_trace(session.trace() or b"")
    assert isinstance(trace, Trace)
    assert trace.frame_count == 0


def test_a_set_that_is_too_long_has_no_trace_and_the_same_result() -> None:
    case = cases()[0]
    short, whole = live(case, most_bytes=2000), live(case)
    assert short.trace() is None
    assert short.result() == whole.result()
    assert whole.trace() is not None


def test_what_is_shown_meanwhile_is_the_sessions_own() -> None:
    assert live(cases()[0]).snapshot()["stage"] == "finished"
