"""A landmark trace: every frame of a set, small enough to send and exact enough to count again.

How live and replay stay equal: landmarks are rounded *before* the engine sees them. Live, the frame goes through
`rounded`, then to the engine and to `TraceWriter.add`; the trace holds those very numbers, so a replay gives the engine
the same frames, bit for bit, and the engine gives the same result. A trace written of frames that the engine saw
unrounded replays to nearly the same angles, and nearly is not the same count.

    frame = rounded(frame)
    events, sent = session.receive(frame), writer.add(frame)

Worst error of a landmark, half of each step below: 1/2048 of the picture's width or height (a third of a pixel at
640 x 480, where the pose model is off by 3 to 7), 2 mm in the world, 1/128 of visibility, a 16th of a millisecond.
Steps are powers of two, so a rounded number is held exactly by a float and rounding twice changes nothing. Numbers
beyond what a camera can mean (8 pictures away, 16 m) are cut off there. A frame that the engine refuses (not a number,
wrong length) cannot be rounded and is not in the trace; refusing changes no result.

Layout, version 1, little end first
    b"UBTRACE" and the version, one byte
    then chunks of up to 64 frames: frames (1 byte), widths (1), bytes that follow (4), their Adler-32 (4), and these
    bytes, deflated: aspect (float64); for each frame whether somebody is in it (1 byte each) and its time; then number
    by number, for all frames with somebody, the picture (66 rows), the world (99), visibility (33). Everything from the
    times on is the difference from the frame before, the first of a chunk from the last of the chunk before. Times
    take 8 bytes; the three others 1 byte each, or 2 where a bit of `widths` (1, 2, 4) says so.
    At the end a chunk of 0 frames, which holds the number of frames written (4 bytes, deflated). Without it the trace
    has been cut off.

Kept only while the person allows it: `traced` writes one, the room of exercise sessions stores and deletes it.
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from typing import Literal, TypeAlias

from unbrace.motion.landmarks import POINTS, Frame

MAGIC = b"UBTRACE"
VERSION = 1
CHUNK_FRAMES = 64
"""Two seconds of video: what is lost when a page is closed, and enough for deflate to learn from."""

LEVEL = 6
"""On recordings 15 % smaller than level 1, 1 % larger than level 9, which takes six times as long."""

STEPS_PER_MS, STEPS_PER_PICTURE, STEPS_PER_METRE, STEPS_OF_VISIBILITY = 8, 1024, 256, 64
MOST_MS, MOST_PICTURES, MOST_METRES = 2.0**43, 8, 16
"""Until the year 2248 in milliseconds; nothing here overflows the 8 or 2 bytes it is given."""

_HEADER = len(MAGIC) + 1
_CHUNK_HEADER = 10
_ROWS = (2 * POINTS, 3 * POINTS, POINTS)
_STEPS = (STEPS_PER_PICTURE, STEPS_PER_METRE, STEPS_OF_VISIBILITY)
_MOST = (MOST_PICTURES, MOST_METRES, 1)
_SWAP = array("H", [1]).tobytes() != b"\x01\x00"

Row: TypeAlias = tuple[int, ...]


# --- rounding ----------------------------------------------------------------------------------------------------


def rounded(frame: Frame) -> Frame:
    """The frame as a trace would give it back. A frame the engine refuses comes back as it is."""
    if frame.problem is not None:
        return frame
    return _frame(_time(frame), frame.aspect, _row(frame))


def _time(frame: Frame) -> int:
    return round(max(-MOST_MS, min(MOST_MS, frame.t_ms)) * STEPS_PER_MS)


def _row(frame: Frame) -> Row | None:
    """The 198 whole numbers of a frame, None when nobody is in it."""
    if frame.image is None or frame.world is None or frame.visibility is None:
        return None
    kinds = (chain.from_iterable(frame.image), chain.from_iterable(frame.world), frame.visibility)
    return tuple(
        [
            round(max(-most, min(most, number)) * steps)
            for numbers, most, steps in zip(kinds, _MOST, _STEPS, strict=True)
            for number in numbers
        ]
    )


def _frame(time: int, aspect: float, row: Sequence[int] | None) -> Frame:
    t_ms = time / STEPS_PER_MS
    if row is None:
        return Frame.nobody(t_ms, aspect)
    image = iter([number / STEPS_PER_PICTURE for number in row[: _ROWS[0]]])
    world = iter([number / STEPS_PER_METRE for number in row[_ROWS[0] : -_ROWS[2]]])
    seen = tuple([number / STEPS_OF_VISIBILITY for number in row[-_ROWS[2] :]])
    pairs, triples = zip(image, image, strict=True), zip(world, world, world, strict=True)
    return Frame(t_ms, aspect, tuple(pairs), tuple(triples), seen)


# --- writing -----------------------------------------------------------------------------------------------------


class TraceWriter:
    """Writes a trace as the frames come. What `add` and `finish` give back, end to end, is the trace."""

    def __init__(self) -> None:
        self._frames = 0
        self._started = False
        self._aspect = 1.0
        self._last_time = 0
        self._last_row: Row = (0,) * sum(_ROWS)
        self._times: list[int] = []
        self._somebody = bytearray()
        self._rows: list[Row] = []

    def add(self, frame: Frame) -> bytes:
        """Take one more frame; the bytes of a chunk whenever one is full, otherwise none."""
        if frame.problem is not None:
            return b""
        out = self._flush() if self._times and frame.aspect != self._aspect else b""
        row = _row(frame)
        self._aspect = frame.aspect
        self._times.append(_time(frame))
        self._somebody.append(row is not None)
        if row is not None:
            self._rows.append(row)
        self._frames += 1
        return out + (self._flush() if len(self._times) == CHUNK_FRAMES else b"")

    def finish(self) -> bytes:
        """The rest, and the mark that nothing is missing."""
        rest = self._flush() if self._times else b""
        return rest + self._begin() + _chunk(0, 0, self._frames.to_bytes(4, "little"))

    def _begin(self) -> bytes:
        first, self._started = not self._started, True
        return MAGIC + bytes([VERSION]) if first else b""

    def _flush(self) -> bytes:
        times = [b - a for a, b in pairwise((self._last_time, *self._times))]
        parts = [_bytes("d", [self._aspect]), bytes(self._somebody), _bytes("q", times)]
        widths, done = 0, 0
        columns = list(zip(self._last_row, *self._rows, strict=True))
        for kind, rows in enumerate(_ROWS):
            steps = [b - a for column in columns[done : done + rows] for a, b in pairwise(column)]
            wide = bool(steps) and not -128 <= min(steps) <= max(steps) <= 127
            widths |= wide << kind
            parts.append(_bytes("h" if wide else "b", steps))
            done += rows
        chunk = _chunk(len(self._times), widths, b"".join(parts))
        self._last_time, self._last_row = self._times[-1], (self._rows or [self._last_row])[-1]
        self._times, self._somebody, self._rows = [], bytearray(), []
        return self._begin() + chunk


def _chunk(frames: int, widths: int, content: bytes) -> bytes:
    deflated = zlib.compress(content, LEVEL)
    head = bytes([frames, widths]) + len(deflated).to_bytes(4, "little")
    return head + zlib.adler32(deflated).to_bytes(4, "little") + deflated


def _bytes(kind: str, numbers: Iterable[float]) -> bytes:
    held = array(kind, numbers)
    if _SWAP:
        held.byteswap()
    return held.tobytes()


# --- reading -----------------------------------------------------------------------------------------------------

DamageKind: TypeAlias = Literal["not_a_trace", "other_version", "cut_off", "corrupt", "goes_on"]


@dataclass(frozen=True, slots=True)
class Damage:
    """Why these bytes are no whole trace, and at which byte that showed.

    `not_a_trace`: begins otherwise. `other_version`: made by a later engine. `cut_off`: ends too early. `corrupt`: a
    chunk is not what was written. `goes_on`: there is something behind the end.
    """

    kind: DamageKind
    at_byte: int


@dataclass(frozen=True, slots=True)
class Trace:
    """A whole trace, checked. `frame_count` frames in `data`; reading them one after the other takes no more memory."""

    data: bytes
    frame_count: int

    def frames(self) -> Iterator[Frame]:
        """The frames in order."""
        time, row = 0, array("q", bytes(8 * sum(_ROWS)))
        for frames, widths, start, end in _chunks(self.data):
            content = zlib.decompress(self.data[start:end])
            aspect = _numbers("d", content[:8])[0]
            somebody = content[8 : 8 + frames]
            times = list(accumulate(_numbers("q", content[8 + frames : 8 + 9 * frames]), initial=time))[1:]
            rows = _rows(content[8 + 9 * frames :], widths, sum(somebody), row)
            for there, time in zip(somebody, times, strict=True):
                if there:
                    row = next(rows)
                yield _frame(time, aspect, row if there else None)


def open_trace(data: bytes) -> Trace | Damage:
    """Check every chunk. Takes a thirtieth of reading the frames; after it, reading them cannot fail."""
    if data[: len(MAGIC)] != MAGIC[: len(data)]:
        return Damage("not_a_trace", 0)
    if len(data) < _HEADER:
        return Damage("cut_off", len(data))
    if data[len(MAGIC)] != VERSION:
        return Damage("other_version", len(MAGIC))
    counted, at = 0, _HEADER
    while len(data) - at >= _CHUNK_HEADER:
        frames, widths, length, check = _head(data, at)
        start, end = at + _CHUNK_HEADER, at + _CHUNK_HEADER + length
        if end > len(data):
            break
        content = _content(data[start:end], frames, check)
        if content is None:
            return Damage("corrupt", at)
        if frames == 0:
            return _ended(data, at, end, counted, content)
        if not _fits(content, frames, widths):
            return Damage("corrupt", at)
        counted, at = counted + frames, end
    return Damage("cut_off", len(data))


def _ended(data: bytes, at: int, end: int, counted: int, content: bytes) -> Trace | Damage:
    if len(content) != 4 or int.from_bytes(content, "little") != counted:
        return Damage("corrupt", at)
    return Trace(data, counted) if end == len(data) else Damage("goes_on", end)


def _head(data: bytes, at: int) -> tuple[int, int, int, int]:
    length, check = (int.from_bytes(data[at + k : at + k + 4], "little") for k in (2, 6))
    return data[at], data[at + 1], length, check


def _content(deflated: bytes, frames: int, check: int) -> bytes | None:
    """What a chunk holds, None when it is damaged. Never more than its frames can need, whatever it claims."""
    most = 8 + frames * (9 + 2 * sum(_ROWS)) if frames else 4
    if frames > CHUNK_FRAMES or zlib.adler32(deflated) != check:
        return None
    inflating = zlib.decompressobj()
    try:
        content = inflating.decompress(deflated, most + 1)
    except zlib.error:
        return None
    whole = inflating.eof and not inflating.unused_data
    return content if whole and len(content) <= most else None


def _fits(content: bytes, frames: int, widths: int) -> bool:
    """Whether the content has the length that its frames and widths ask for, and times and an aspect that exist."""
    if len(content) < 8 + 9 * frames or widths > 7:
        return False
    aspect = _numbers("d", content[:8])[0]
    somebody = content[8 : 8 + frames]
    rows = sum(count * (2 if widths >> kind & 1 else 1) for kind, count in enumerate(_ROWS))
    times = _numbers("q", content[8 + frames : 8 + 9 * frames])
    return (
        math.isfinite(aspect)
        and aspect > 0
        and max(somebody) <= 1
        and max(map(abs, times)) <= 2 * MOST_MS * STEPS_PER_MS
        and len(content) == 8 + 9 * frames + sum(somebody) * rows
    )


def _chunks(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Frames, widths, first and last byte of each chunk of a checked trace."""
    at = _HEADER
    while data[at]:
        frames, widths, length, _ = _head(data, at)
        yield frames, widths, at + _CHUNK_HEADER, at + _CHUNK_HEADER + length
        at += _CHUNK_HEADER + length


def _rows(content: bytes, widths: int, n: int, before: Sequence[int]) -> Iterator[array[int]]:
    """The numbers of n frames with somebody in them, from their differences."""
    columns: list[Iterator[int]] = []
    for kind, rows in enumerate(_ROWS):
        code, width = ("h", 2) if widths >> kind & 1 else ("b", 1)
        steps, content = _numbers(code, content[: rows * n * width]), content[rows * n * width :]
        for row in range(rows):
            column = accumulate(steps[row * n : (row + 1) * n], initial=before[len(columns)])
            next(column)
            columns.append(column)
    return (array("q", row) for row in zip(*columns, strict=True))


def _numbers(kind: str, held: bytes) -> array[int]:
    numbers: array[int] = array(kind)
    numbers.frombytes(held)
    if _SWAP:
        numbers.byteswap()
    return numbers
