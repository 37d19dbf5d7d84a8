"""The angle over time, as the engine measures it when it is given a kept trace again: what is drawn under a replay.

Nothing here is a second way of measuring. The frames go through the very `Session` that counted them, and after each
one the curve takes what the engine holds then: the reported angle as change from the person's own start, and the signal
that is counted. Where the engine does not judge (before the start is known, while sight is lost) the curve has a gap
and not a nought. What was read again because the start was learned later stands at the time it was seen, not at the
time it was read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from unbrace.motion.landmarks import Frame
from unbrace.motion.result import Counts
from unbrace.motion.session import Session

EVERY_MS = 48
"""Twenty points a second draw the fastest repetition (0.7 s) with fourteen; thirty would draw the same picture."""

GAP_MS = 400
"""Between two readings further apart nothing is known: the curve is broken there. Longer than the eight frames that are
read at once when the engine catches up."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Times in milliseconds from the first frame. None in `angle` and `signal` is a gap."""

    times_ms: tuple[float, ...]
    angle: tuple[float | None, ...]
    signal: tuple[float | None, ...]
    counts: Counts

    def to_json(self) -> dict[str, Any]:
        """Plain lists and numbers, a tenth of a degree being finer than any camera."""
        return {
            "times_ms": [round(t_ms) for t_ms in self.times_ms],
            "angle": [None if value is None else round(value, 1) for value in self.angle],
            "signal": [None if value is None else round(value, 1) for value in self.signal],
            "counts": asdict(self.counts),
        }


def curve_of(frames: Iterable[Frame], session: Session) -> Curve:
    """Play `frames` to this fresh session, and keep what it measured."""
    first = last = None
    points: list[tuple[float, float | None, float | None]] = []
    for frame in frames:
        session.receive(frame)
        first = frame.t_ms if first is None else first
        last = frame.t_ms
        now = session.measured
        if now is None or (points and now[0] - points[-1][0] < EVERY_MS):
            continue
        if points and now[0] - points[-1][0] > GAP_MS:
            points.append((points[-1][0] + 1, None, None))
        points.append(now)
    session.finish(last or 0.0)
    times, angles, signals = zip(*points, strict=True) if points else ((), (), ())
    since = first or 0.0
    return Curve(tuple(t_ms - since for t_ms in times), angles, signals, session.result().counts)
