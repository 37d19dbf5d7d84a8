"""What a device sends as the landmarks of a set: kept when whole, else a sentence, whatever the bytes."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people import seen
from unbrace.clinic.exercise_sessions.traces import (
    BYTES_PER_MINUTE,
    BadTrace,
    GoodTrace,
    most_bytes,
    read_trace,
)
from unbrace.motion.landmarks import Frame
from unbrace.motion.result import SessionResult, result_from_json
from unbrace.motion.trace import Trace, TraceWriter, open_trace


def trace_of(frames: int, every_ms: float = 33.0) -> bytes:
    """Nobody, for so many frames: small, and as good a trace as any."""
    writer = TraceWriter()
    return b"".join([writer.add(Frame.nobody(k * every_ms)) for k in range(frames)]) + writer.finish()


def result(frames: int = 100, duration_ms: float = 3300.0) -> SessionResult:
    return result_from_json({**seen("squat", 0), "frames": frames, "duration_ms": duration_ms})


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


A_TRACE = trace_of(100)


def test_a_whole_trace_of_its_set_is_taken() -> None:
    assert read_trace(text(A_TRACE), result()) == GoodTrace(A_TRACE, 100)


@pytest.mark.parametrize(
    ("sent", "set_", "says"),
    [
        (text(A_TRACE), None, "a set that the camera counted"),
        (None, result(), "base64 text"),
        (7, result(), "base64 text"),
        (["x"], result(), "base64 text"),
        ("ä" * 8, result(), "base64 text"),
        ("not base64!", result(), "base64 text"),
        ("", result(), "did not arrive whole"),
        (text(b"GIF89a and more"), result(), "no stick figure that we can read"),
        (text(A_TRACE[:-3]), result(), "did not arrive whole"),
        (text(A_TRACE + b"x"), result(), "Something follows"),
        (text(A_TRACE[:7] + b"\x09" + A_TRACE[8:]), result(), "another version of the page"),
        (text(A_TRACE[:30] + b"\x00" + A_TRACE[31:]), result(), "changed on its way"),
        (text(A_TRACE), result(frames=101), "fewer or more pictures"),
        (text(trace_of(400)), result(), "fewer or more pictures"),
        ("A" * 300_000, result(), "larger than its set"),
    ],
)
def test_anything_else_is_not_kept_and_a_sentence_says_why(
    sent: object, set_: SessionResult | None, says: str
) -> None:
    found = read_trace(sent, set_)
    assert isinstance(found, BadTrace)
    assert says in found.sentence
    assert found.sentence.endswith(".")


def test_the_limit_is_150_kb_for_each_minute_begun() -> None:
    assert BYTES_PER_MINUTE == 150_000
    assert [most_bytes(ms) for ms in (0, 1, 60_000, 60_001, 180_000)] == [150_000] * 3 + [300_000, 450_000]


def test_the_limit_holds_to_the_byte() -> None:
    """Padding behind the end is found out before that, so the bound is tried on what is no trace."""
    for size, says in ((150_000, "no stick figure"), (150_001, "larger than its set")):
        found = read_trace(text(b"x" * size), result(duration_ms=60_000))
        assert isinstance(found, BadTrace)
        assert says in found.sentence


anything = st.one_of(
    st.none(), st.integers(), st.floats(), st.text(max_size=300), st.lists(st.text(max_size=9)),
    st.binary(max_size=300).map(text), st.binary(max_size=300).map(lambda data: text(A_TRACE[:8] + data)),
)  # fmt: skip


@settings(deadline=None)
@given(anything)
def test_no_bytes_make_it_fail(sent: Any) -> None:
    assert isinstance(read_trace(sent, result()), BadTrace)


@settings(deadline=None)
@given(st.integers(0, len(A_TRACE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_not_kept_unless_it_says_the_same(at: int, by: int) -> None:
    """How wide the steps of no points are is the one thing in here that means nothing."""
    changed = bytearray(A_TRACE)
    changed[at] ^= by
    found = read_trace(text(bytes(changed)), result())
    if isinstance(found, GoodTrace):
        assert list(frames_in(found.data)) == list(frames_in(A_TRACE))


def frames_in(data: bytes) -> Iterator[Frame]:
    trace = open_trace(data)
    assert isinstance(trace, Trace)
    return trace.frames()
