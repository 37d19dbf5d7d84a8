"""Taking the tremble out of a signal without making it late.

One-Euro filter: Casiez, Roussel and Vogel, "1 € Filter: A Simple Speed-based Low-pass Filter for Noisy Input in
Interactive Systems", CHI 2012. A low-pass whose cut-off rises with speed: steady when the body is still, quick when
it moves. Checked in `tests/test_smoothing.py` against the table the authors publish with their implementations.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from unbrace.motion.body import LEFT, Pair
from unbrace.motion.measures import Measure
from unbrace.motion.movement import Direction, Zero

TURN = 2 * math.pi


def _weight(cutoff_hz: float, elapsed_s: float) -> float:
    """Share of the new value in an exponential low-pass with this cut-off (equation 5 of the paper)."""
    return 1 / (1 + 1 / (TURN * cutoff_hz * elapsed_s))


@dataclass(slots=True)
class OneEuro:
    """One signal. Times in seconds and strictly forward; the caller sees to that.

    `min_cutoff_hz` sets the calm at rest, `beta` how much speed (unit per second) lifts the cut-off,
    `speed_cutoff_hz` smooths the speed itself. The defaults suit angles in degrees at 12 to 60 frames a second: 1.5 Hz
    when still, above 4 Hz at the 100 deg/s of a brisk squat (a delay below 50 ms).
    """

    min_cutoff_hz: float = 2.5
    beta: float = 0.03
    speed_cutoff_hz: float = 1.0
    _t_s: float | None = None
    _value: float = 0.0
    _speed: float = 0.0

    def __call__(self, value: float, t_s: float) -> float:
        """The smoothed value at this time."""
        if self._t_s is None:
            self._t_s, self._value = t_s, value
            return value
        elapsed = t_s - self._t_s
        step = value - self._value
        self._speed += _weight(self.speed_cutoff_hz, elapsed) * (step / elapsed - self._speed)
        self._value += _weight(self.min_cutoff_hz + self.beta * abs(self._speed), elapsed) * step
        self._t_s = t_s
        return self._value

    def forget(self) -> None:
        """Start afresh with the next value, after a gap in which anything may have happened."""
        self._t_s = None
        self._speed = 0.0


class Signal:
    """One measure of one person over time: what the rest of the engine follows.

    Values are changes from the person's own start (`learn`), counted positive in the exercise's direction, smoothed,
    one for the left and one for the right; None where not seen.
    """

    def __init__(
        self, measure: Measure, direction: Direction = Direction.INCREASING, zero: Zero = Zero.OWN_START
    ) -> None:
        self.measure = measure
        self._sign = 1.0 if direction is Direction.INCREASING else -1.0
        self._zero = zero
        self._start: Pair = (None, None)
        self._filters = (OneEuro(), OneEuro())

    def learn(self, readings: Iterable[Pair]) -> None:
        """Take the median of these raw readings as zero, unless the exercise asks for the measure's own."""
        left, right = zip(*readings, strict=True)
        self._start = (0.0, 0.0) if self._zero is Zero.MEASURE else (_median(left), _median(right))
        for one in self._filters:
            one.forget()

    @property
    def start(self) -> float | None:
        """The reading of the left, or of the whole body, that is zero now, in the exercise's direction."""
        left = self._start[LEFT]
        return None if left is None else self._sign * left

    def change(self, raw: Pair) -> Pair:
        """Raw readings as change from the start, not smoothed."""
        (raw_left, raw_right), (start_left, start_right) = raw, self._start
        left = self._changed(raw_left, start_left)
        if self.measure.signed and left is not None:
            return left, -left
        return left, self._changed(raw_right, start_right)

    def _changed(self, value: float | None, start: float | None) -> float | None:
        if value is None or start is None:
            return None
        change = self.measure.change(value, start)
        return None if change is None else self._sign * change

    def follow(self, raw: Pair, t_s: float) -> Pair:
        """The smoothed change at this moment, from its raw readings."""
        left, right = self.change(raw)
        smooth_left, smooth_right = self._filters
        return (
            None if left is None else smooth_left(left, t_s),
            None if right is None else smooth_right(right, t_s),
        )

    def forget(self) -> None:
        """After a gap: the past says nothing about the next value. The zero stays."""
        for one in self._filters:
            one.forget()


def _median(values: Iterable[float | None]) -> float | None:
    seen = [value for value in values if value is not None]
    return median(seen) if seen else None
