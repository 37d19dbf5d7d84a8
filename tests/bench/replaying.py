"""How soon a replay of a twenty-minute session begins: the browser's own reader, in node, on this machine.

Twenty minutes are kept as sets of at most about ten, and a page shows one. So the longest set there can be is measured
beside the whole twenty minutes as if they were one. What the network takes comes on top: 16 kB are enough to begin.
"""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.figure import Figure, megabytes
from tests.bench.stored_case import frames_as_floats
from tests.parity.test_read_traces import in_the_browser
from unbrace.motion.curve import curve_of
from unbrace.motion.landmarks import Frame
from unbrace.motion.session import Session
from unbrace.motion.tests.replay import movement_of
from unbrace.motion.trace import Trace, TraceWriter, open_trace, rounded

FPS = 30
ROUNDS = 3
PIECE = 16_384


def minutes_of_squats(minutes: int) -> bytes:
    """One recording again and again, with the clock going on."""
    stored = [Frame.from_floats(values) for values in frames_as_floats("squat")]
    writer, out = TraceWriter(), []
    for k in range(minutes * 60 * FPS):
        frame = stored[k % len(stored)]
        timed = Frame(k * 1000 / FPS, frame.aspect, frame.image, frame.world, frame.visibility)
        out.append(writer.add(rounded(timed)))
    return b"".join(out) + writer.finish()


def figures() -> list[Figure]:
    twenty, ten, one = (minutes_of_squats(minutes) for minutes in (20, 10, 1))
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("twenty", "ten")]
        for file, data in zip(files, (twenty, ten), strict=True):
            file.write_bytes(data)
        rounds = [in_the_browser(files, PIECE) for _ in range(ROUNDS)]
    first, whole = (median([found[0][what] for found in rounds]) for what in ("first", "whole"))
    ten_whole = median([found[1]["whole"] for found in rounds])
    return [
        Figure(
            "replay, first frame of 20 minutes read",
            f"{first:.0f} ms of {megabytes(len(twenty))}",
            "< 1000 ms",
        ),
        Figure("replay, all 36,000 frames read", f"{whole:.0f} ms", "beside the playing"),
        Figure(
            "replay, longest set (10 minutes) read",
            f"{ten_whole:.0f} ms of {megabytes(len(ten))}",
            "< 1000 ms",
        ),
        Figure(
            "curve of a minute, measured once on the server", f"{_curve_s(one):.1f} s", "beside the request"
        ),
    ]


def _curve_s(data: bytes) -> float:
    trace = open_trace(data)
    assert isinstance(trace, Trace)
    begun = time.perf_counter()
    curve_of(trace.frames(), Session(movement_of("squat")))
    return time.perf_counter() - begun
