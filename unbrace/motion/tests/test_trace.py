"""A trace gives back what went in, to the stated error; and nothing else is taken for one."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unbrace.motion.landmarks import POINTS, Frame
from unbrace.motion.session import Session
from unbrace.motion.tests.replay import cases, movement_of, read
from unbrace.motion.trace import (
    CHUNK_FRAMES,
    MAGIC,
    MOST_METRES,
    MOST_PICTURES,
    Damage,
    Trace,
    TraceWriter,
    open_trace,
    rounded,
)

IMAGE_ERROR, WORLD_ERROR_M, VISIBILITY_ERROR, TIME_ERROR_MS = 1 / 2048, 1 / 512, 1 / 128, 1 / 16

pictures = st.floats(-MOST_PICTURES, MOST_PICTURES)
metres = st.floats(-MOST_METRES, MOST_METRES)


@st.composite
def somebody(draw: st.DrawFn) -> Frame:
    """Anybody anywhere: a few numbers drawn and spread over the body, so that examples stay quick."""
    flat = draw(st.lists(st.tuples(pictures, pictures), min_size=3, max_size=3))
    deep = draw(st.lists(st.tuples(metres, metres, metres), min_size=3, max_size=3))
    seen = draw(st.lists(st.floats(0, 1), min_size=3, max_size=3))
    return Frame(
        draw(st.floats(0, 8e12)), draw(st.sampled_from([4 / 3, 9 / 16, 1.0])), tuple(flat * 11), tuple(deep * 11),
        tuple(seen * 11),
    )  # fmt: skip


frames_of_all_kinds = st.one_of(
    somebody(), st.builds(Frame.nobody, st.floats(0, 8e12), st.sampled_from([4 / 3, 16 / 9]))
)


def written(frames: Iterable[Frame]) -> bytes:
    writer = TraceWriter()
    return b"".join([writer.add(frame) for frame in frames]) + writer.finish()


def given_back(data: bytes) -> list[Frame]:
    trace = open_trace(data)
    assert isinstance(trace, Trace)
    frames = list(trace.frames())
    assert len(frames) == trace.frame_count
    return frames


# --- what goes in comes out --------------------------------------------------------------------------------------


@settings(deadline=None)
@given(somebody())
def test_no_landmark_is_further_off_than_stated(frame: Frame) -> None:
    near = rounded(frame)
    assert frame.image and frame.world and frame.visibility  # noqa: PT018  (somebody is somebody)
    assert near.image and near.world and near.visibility  # noqa: PT018
    assert near.t_ms == pytest.approx(frame.t_ms, abs=TIME_ERROR_MS)
    assert near.aspect == frame.aspect
    for was, now, most in (
        (sum(frame.image, ()), sum(near.image, ()), IMAGE_ERROR),
        (sum(frame.world, ()), sum(near.world, ()), WORLD_ERROR_M),
        (frame.visibility, near.visibility, VISIBILITY_ERROR),
    ):
        assert max(abs(a - b) for a, b in zip(was, now, strict=True)) <= most


@settings(deadline=None, max_examples=50)
@given(st.lists(frames_of_all_kinds, max_size=8))
def test_a_trace_gives_back_the_rounded_frames_exactly(frames: list[Frame]) -> None:
    assert given_back(written(frames)) == [rounded(frame) for frame in frames]


@settings(deadline=None, max_examples=30)
@given(somebody())
def test_rounding_twice_changes_nothing(frame: Frame) -> None:
    assert rounded(rounded(frame)) == rounded(frame)


def test_chunks_follow_on_from_each_other() -> None:
    frames = [Frame.from_floats(values) for values in read(cases()[0])[1]]
    assert len(frames) > 2 * CHUNK_FRAMES
    assert given_back(written(frames)) == [rounded(frame) for frame in frames]


def test_a_telephone_that_is_turned_in_between_changes_the_aspect() -> None:
    frames = [Frame.nobody(0.0, 9 / 16), Frame.nobody(40.0, 16 / 9), Frame.nobody(80.0, 16 / 9)]
    assert given_back(written(frames)) == frames


def test_what_no_camera_means_is_cut_off() -> None:
    far = rounded(Frame(0.0, 1.0, ((1e9, -1e9),) * POINTS, ((1e9, -1e9, 0.0),) * POINTS, (7.0,) * POINTS))
    assert far.image == ((MOST_PICTURES, -MOST_PICTURES),) * POINTS
    assert far.world == ((MOST_METRES, -MOST_METRES, 0.0),) * POINTS
    assert far.visibility == (1.0,) * POINTS


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_frame_the_engine_refuses_is_left_out(bad: float) -> None:
    good = Frame.nobody(0.0)
    refused = [Frame.nobody(bad), replace(good, t_ms=1.0, aspect=bad), replace(good, t_ms=2.0, aspect=0.0)]
    assert given_back(written([good, *refused])) == [good]
    for frame in refused:
        assert repr(rounded(frame)) == repr(frame)


def test_a_trace_of_nothing_is_a_trace() -> None:
    assert given_back(written([])) == []


# --- a replay is the set itself ----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parts[-3]}-{path.name.split('.')[0]}")
def test_a_replay_says_exactly_what_was_said_live(case: Path) -> None:
    """Every event, every digit: the engine saw the same numbers."""
    movement, writer = movement_of(case.parts[-3]), TraceWriter()
    live, replay = Session(movement), Session(movement)
    said, sent = [], b""
    for values in read(case)[1]:
        frame = rounded(Frame.from_floats(values))
        said += live.receive(frame)
        sent += writer.add(frame)
    sent += writer.finish()
    repeated = [event for frame in given_back(sent) for event in replay.receive(frame)]
    assert repeated == said
    assert replay.result() == live.result()


@pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parts[-3]}-{path.name.split('.')[0]}")
def test_rounding_does_not_change_a_published_case(case: Path) -> None:
    header, frames = read(case)
    session = Session(movement_of(case.parts[-3]))
    for values in frames:
        session.receive(rounded(Frame.from_floats(values)))
    counts, expected = session.result().counts, header["expect"]
    assert (counts.full, counts.partial) == (expected["full"], expected["partial"])


# --- what is no whole trace --------------------------------------------------------------------------------------

A_TRACE = written([Frame.from_floats(values) for values in read(cases()[0])[1][:150]])
HEADER = len(MAGIC) + 1


@given(st.integers(0, len(A_TRACE) - 1))
def test_a_trace_that_was_cut_off_says_so(length: int) -> None:
    assert open_trace(A_TRACE[:length]) == Damage("cut_off", length)


@given(st.integers(0, len(A_TRACE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_found(at: int, by: int) -> None:
    changed = bytearray(A_TRACE)
    changed[at] ^= by
    found = open_trace(bytes(changed))
    assert isinstance(found, Damage)
    if at < len(MAGIC):
        assert found == Damage("not_a_trace", 0)
    elif at < HEADER:
        assert found == Damage("other_version", len(MAGIC))


@given(st.binary(max_size=200))
def test_other_bytes_are_no_trace(data: bytes) -> None:
    assert isinstance(open_trace(data), Damage)
    assert isinstance(open_trace(MAGIC + b"\x01" + data), Damage)


def test_what_follows_the_end_is_refused() -> None:
    assert open_trace(A_TRACE + b"x") == Damage("goes_on", len(A_TRACE))


def chunk(frames: int, widths: int, content: bytes) -> bytes:
    """A chunk whose check sum is right, whatever is in it."""
    packed = zlib.compress(content)
    sizes = len(packed).to_bytes(4, "little") + zlib.adler32(packed).to_bytes(4, "little")
    return bytes([frames, widths]) + sizes + packed


ONE_NOBODY = b"\x00\x00\x00\x00\x00\x00\xf0\x3f" + b"\x00" + bytes(8)  # aspect 1.0, nobody, time 0
END = {n: chunk(0, 0, n.to_bytes(4, "little")) for n in (0, 1, 9)}


def test_the_chunk_made_by_hand_is_right() -> None:
    assert given_back(MAGIC + b"\x01" + chunk(1, 0, ONE_NOBODY) + END[1]) == [Frame.nobody(0.0)]


@pytest.mark.parametrize(
    "made",
    [
        chunk(2, 0, ONE_NOBODY),  # another number of frames than there are
        chunk(1, 8, ONE_NOBODY),  # widths of a fourth kind
        chunk(1, 0, ONE_NOBODY + b"x"),
        chunk(1, 0, bytes(8) + ONE_NOBODY[8:]),  # aspect 0
        chunk(1, 0, b"\xff" * 8 + ONE_NOBODY[8:]),  # aspect not a number
        chunk(1, 0, ONE_NOBODY[:8] + b"\x02" + bytes(8)),  # neither nobody nor somebody
        chunk(1, 0, ONE_NOBODY[:9] + b"\xff" * 7 + b"\x7f"),  # a time in two hundred million years
        chunk(CHUNK_FRAMES + 1, 0, ONE_NOBODY),
        chunk(1, 0, bytes(10_000_000)),  # ten megabytes in ten kilobytes
        b"\x01\x00" + (4).to_bytes(4, "little") + zlib.adler32(b"abcd").to_bytes(4, "little") + b"abcd",
    ],
)
def test_content_that_cannot_be_is_corrupt(made: bytes) -> None:
    assert open_trace(MAGIC + b"\x01" + made + END[1]) == Damage("corrupt", HEADER)


def test_an_end_that_counts_other_frames_is_corrupt() -> None:
    one = chunk(1, 0, ONE_NOBODY)
    assert open_trace(MAGIC + b"\x01" + one + END[9]) == Damage("corrupt", HEADER + len(one))
