"""From phases to repetitions and holds: when each began, turned and ended, how far, how fast, and which side.

A repetition is kept as its samples while it lasts (at most `longest_s` of them) and summed up once, on the return to
the start. What is never a repetition: one that takes less than `shortest_s` or more than `longest_s`, and one that was
interrupted by a loss of sight.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from unbrace.motion.events import (
    Event,
    HoldBroken,
    HoldCompleted,
    HoldStarted,
    HoldTick,
    RepKind,
    RepSide,
    Tempo,
)
from unbrace.motion.movement import Role
from unbrace.motion.result import MOST_HOLDS, Hold

MOST_SAMPLES = 2000
"""Longest repetition (15 s) at twice the fastest camera (60 frames a second), rounded up. Older samples fall away."""

FEWEST_FOR_WAVERING = 5
"""Fewer moments than this say nothing about how steady a hold was."""

NEAR_PEAK = 0.9
"""The pause of a repetition is the time spent within a tenth of its peak."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One moment: the counting signal of the side that counts, and the reported range of each side."""

    t_ms: float
    value: float
    range: tuple[float | None, float | None]


@dataclass(slots=True)
class Cycle:
    """One movement out and back, while it lasts."""

    side: RepSide
    start_ms: float
    reached_target: bool = False
    samples: deque[Sample] = field(default_factory=lambda: deque(maxlen=MOST_SAMPLES))

    def enter(self, role: Role) -> None:
        """A phase was entered."""
        self.reached_target |= role is Role.TARGET

    @property
    def kind(self) -> RepKind:
        """Full when the target phase was reached."""
        return "full" if self.reached_target else "partial"

    def peak(self) -> Sample:
        """The furthest moment."""
        return max(self.samples, key=lambda sample: sample.value)

    def tempo(self, end_ms: float) -> Tempo:
        """Way out, pause near the peak, way back to the start at `end_ms`."""
        near = NEAR_PEAK * self.peak().value
        there = [sample.t_ms for sample in self.samples if sample.value >= near]
        return Tempo(
            (there[0] - self.start_ms) / 1000,
            (there[-1] - there[0]) / 1000,
            (end_ms - there[-1]) / 1000,
        )

    def range_of(self, side: int) -> float | None:
        """How far the reported angle of one side (0 left, 1 right) went."""
        return max((r for s in self.samples if (r := s.range[side]) is not None), default=None)

    def fastest(self) -> float | None:
        """F15: 95th percentile of the reported angle's speed, after a median of five, degrees per second."""
        speeds = sorted(speed for side in (0, 1) for speed in self._speeds(side))
        return speeds[min(len(speeds) - 1, int(0.95 * len(speeds)))] if speeds else None

    def _speeds(self, side: int) -> Iterator[float]:
        seen = [(s.t_ms, r) for s in self.samples if (r := s.range[side]) is not None]
        ranges = [r for _, r in seen]
        calm = [(t_ms, _median(ranges[max(0, i - 2) : i + 3])) for i, (t_ms, _) in enumerate(seen)]
        for (before, a), (after, b) in pairwise(calm):
            yield abs(b - a) / (after - before) * 1000

    def fastest_landing(self) -> float | None:
        """The same over the last third of the way back alone, as it is: there is too little of it for a median."""
        turned = self.peak()
        back = [s for s in self.samples if s.t_ms >= turned.t_ms]
        speeds = [
            abs(b - a) / (after.t_ms - before.t_ms) * 1000
            for before, after in pairwise(back)
            for a, b in zip(before.range, after.range, strict=True)
            if after.value <= turned.value / 3 and a is not None and b is not None
        ]
        return max(speeds, default=None)


def _median(few: list[float]) -> float:
    """`statistics.median` of a handful, without its checks: all medians of a repetition fall due in the one frame that
    ends it, and in a browser they were half of that frame's work."""
    ranked, half = sorted(few), len(few) // 2
    return ranked[half] if len(few) % 2 else (ranked[half - 1] + ranked[half]) / 2


@dataclass(slots=True)
class Wavering:
    """F16, shake: the standard deviation of an angle while it is held, degrees. Welford's sums: hours cost nothing."""

    seen: int = 0
    _mean: float = 0.0
    _squares: float = 0.0

    def add(self, angle: float) -> None:
        """One more moment of the hold."""
        self.seen += 1
        off = angle - self._mean
        self._mean += off / self.seen
        self._squares += off * (angle - self._mean)

    @property
    def deviation(self) -> float | None:
        """None where the angle was hardly seen."""
        return math.sqrt(self._squares / self.seen) if self.seen >= FEWEST_FOR_WAVERING else None


class Holding:
    """A position that is to be held: counts its seconds while the target phase lasts.

    `held_s` is the stay that is going on, or the last one; `wavering` is how steady it is. In a timed set the stays
    add up: a look away stops the clock and breaks nothing.
    """

    def __init__(self, target_s: float | None, *, adds_up: bool = False) -> None:
        self.target_s = target_s
        self._adds_up = adds_up
        self._before_s = 0.0
        self.held_s = 0.0
        self.stays: list[Hold] = []
        self.wavering = Wavering()
        self._since_ms: float | None = None
        self._completed = False

    @property
    def going_on(self) -> bool:
        """Whether the position is being held now."""
        return self._since_ms is not None

    def begin(self, t_ms: float) -> list[Event]:
        """The position was reached."""
        self._since_ms, self.wavering = t_ms, Wavering()
        if self._adds_up:
            self._before_s = self.held_s
        else:
            self.held_s, self._completed = 0.0, False
        return [HoldStarted(t_ms)]

    def step(self, t_ms: float, angle: float | None = None) -> list[Event]:
        """Still there, if ever reached: a tick for each whole second, and the moment the time is up."""
        if self._since_ms is None:
            return []
        before, self.held_s = self.held_s, self._before_s + (t_ms - self._since_ms) / 1000
        if angle is not None:
            self.wavering.add(angle)
        events: list[Event] = []
        if int(self.held_s) > int(before):
            events.append(HoldTick(t_ms, self.held_s))
        if self.target_s is not None and not self._completed and self.held_s >= self.target_s:
            self._completed = True
            events.append(HoldCompleted(t_ms, self.held_s))
        return events

    def end(self, t_ms: float) -> list[Event]:
        """The position was left, or sight was lost: broken unless the time was up."""
        if self._since_ms is None:
            return []
        if len(self.stays) < MOST_HOLDS:
            self.stays.append(Hold(self._since_ms, t_ms, self.held_s, self._completed))
        self._since_ms = None
        return [] if self._completed or self._adds_up else [HoldBroken(t_ms, self.held_s)]
