"""P7: how small a landmark trace is and how fast it is checked and read, beside JSON, gzip and Parquet in one run.

Real landmarks: MediaPipe's on 47 clips (all 33 points, 15 to 20 frames a second, moving all the time), and the Kinect's
of people doing squats (14 of 33 points). The recordings are strung together and cut into minutes of 1,800 frames.
"""

from __future__ import annotations

import gzip
import io
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from tests.bench.motion import kimore
from tests.bench.motion.beside import Absent
from tests.bench.motion.rendered import MODELS, clips
from tests.bench.motion.rivals import NotInstalled, pyarrow
from tests.bench.motion.row import Row
from unbrace.motion.landmarks import Frame
from unbrace.motion.trace import Damage, TraceWriter, open_trace, rounded

MINUTE = 1800
ROUNDS = 3
ERROR = "error at most 1/2048 picture, 2 mm, 1/128 visibility"


@dataclass(frozen=True)
class Way:
    """One way to keep frames: `write` gives bytes, `read` takes them back as far as numbers in memory."""

    name: str
    write: Callable[[Sequence[Frame]], bytes]
    read: Callable[[bytes], object]


def flat(frame: Frame) -> list[float]:
    """The numbers of `Frame.from_floats`, rounded as the trace rounds them, so that every way keeps the same."""
    near = rounded(frame)
    head = [near.t_ms, near.aspect, float(near.is_somebody)]
    if near.image is None or near.world is None or near.visibility is None:
        return head
    points = zip(near.image, near.world, near.visibility, strict=True)
    return head + [number for image, world, seen in points for number in (*image, *world, seen)]


def traced(frames: Sequence[Frame]) -> bytes:
    writer = TraceWriter()
    return b"".join([writer.add(frame) for frame in frames]) + writer.finish()


def as_json(frames: Sequence[Frame]) -> bytes:
    return json.dumps([flat(frame) for frame in frames], separators=(",", ":")).encode()


def replayed(data: bytes) -> list[Frame]:
    trace = open_trace(data)
    assert not isinstance(trace, Damage)
    return list(trace.frames())


def as_parquet(frames: Sequence[Frame]) -> bytes:
    """One column a number, differences as Parquet packs them, zstd: its best for this."""
    arrow, parquet = pyarrow()
    rows = [flat(frame) for frame in frames if frame.is_somebody]
    steps = [8, 1024, 1, *((1024, 1024, 256, 256, 256, 64) * 33)]
    columns = {str(k): [round(row[k] * step) for row in rows] for k, step in enumerate(steps)}
    types = {name: arrow.int64() if name == "0" else arrow.int32() for name in columns}
    table = arrow.table({name: arrow.array(values, types[name]) for name, values in columns.items()})
    out = io.BytesIO()
    encodings = dict.fromkeys(columns, "DELTA_BINARY_PACKED")
    parquet.write_table(table, out, compression="zstd", use_dictionary=False, column_encoding=encodings)
    return out.getvalue()


def from_parquet(data: bytes) -> object:
    _, parquet = pyarrow()
    return [column.to_numpy() for column in parquet.read_table(io.BytesIO(data)).columns]


TRACE = Way("trace", traced, replayed)
OTHERS = (
    Way("JSON", as_json, json.loads),
    Way(
        "gzip-JSON",
        lambda frames: gzip.compress(as_json(frames), 6),
        lambda data: json.loads(gzip.decompress(data)),
    ),
    Way("Parquet, zstd", as_parquet, from_parquet),
)


def minutes(frames: Iterable[Frame]) -> list[list[Frame]]:
    """One after the other, in uploads of a minute, a frame every 33 ms."""
    strung = [replace(frame, t_ms=k * 1000 / 30, aspect=4 / 3) for k, frame in enumerate(frames)]
    return [strung[k : k + MINUTE] for k in range(0, len(strung) - MINUTE + 1, MINUTE)]


def people() -> Iterator[tuple[str, list[list[Frame]]]]:
    """Uploads of each kind."""
    yield (
        "MediaPipe",
        minutes(frame for model in MODELS for clip in clips() for frame in clip.recording(model).frames()),
    )
    try:
        yield (
            "Kinect",
            minutes(frame for recording in list(kimore.marked(5))[::4] for frame in recording.frames()),
        )
    except Absent:
        return


def seconds(work: Callable[[], object]) -> float:
    """The best of three: other work on the machine only ever adds."""
    spent = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return min(spent)


def cost(way: Way, recordings: list[list[Frame]]) -> tuple[float, float, float]:
    """Bytes, seconds to write and seconds to read for a minute."""
    frames, size, writing, reading = 0, 0, 0.0, 0.0
    for recording in recordings:
        kept = way.write(recording)
        writing += seconds(partial(way.write, recording))
        reading += seconds(partial(way.read, kept))
        frames, size = frames + len(recording), size + len(kept)
    return size / frames * MINUTE, writing / frames * MINUTE, reading / frames * MINUTE


def rows() -> Iterator[Row]:
    for name, recordings in people():
        split = f"{len(recordings)} minutes of 1,800 frames"
        ours, beside = cost(TRACE, recordings), []
        for way in OTHERS:
            try:
                beside.append((way.name, cost(way, recordings)))
            except NotInstalled as matter:
                beside.append((f"{way.name} not measured ({matter})", (0.0, 0.0, 0.0)))

        def said(pick: Callable[[Any], str], beside: list[Any] = beside) -> str:
            return ", ".join(f"{way} {pick(costs)}" if costs[0] else way for way, costs in beside)

        yield Row(
            "P7",
            f"bytes a minute of landmarks, {name}",
            f"{ours[0] / 1000:.0f} kB ({ERROR})",
            "150 kB",
            said(lambda c: f"{c[0] / 1000:.0f} kB"),
            split,
        )
        checks = _checks(recordings)
        yield Row(
            "P7",
            f"uploads a second and core, checked in full, {name}",
            f"{checks:.0f}",
            "200",
            "–",
            f"{split}",
        )
        yield Row(
            "P7",
            f"uploads a second and core, read back to frames, {name}",
            f"{1 / ours[2]:.0f}",
            "–",
            said(lambda c: f"{1 / c[2]:.0f}"),
            "read to numbers in memory; the trace to Frames",
        )
        yield Row(
            "P7",
            f"writing a frame, {name}",
            f"{ours[1] / MINUTE * 1e6:.0f} µs",
            "–",
            said(lambda c: f"{c[1] / MINUTE * 1e6:.0f} µs"),
            split,
        )


def _checks(recordings: list[list[Frame]]) -> float:
    """Uploads of a minute each that one core checks in a second."""
    traces = [traced(recording) for recording in recordings]
    spent = seconds(lambda: [open_trace(trace) for trace in traces])
    return sum(map(len, recordings)) / MINUTE / spent
