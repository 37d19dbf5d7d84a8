"""The followed angle over time, for the plot. It keeps a bounded number of points, however long the video."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from unbrace.motion.movement import Movement, Role

MOST_POINTS = 6000
"""Several for each dot of the plot's width, and 5 minutes at 20 pictures a second before anything is left out."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What the trace shows: the angle the exercise reports, or the counting signal where it reports none.

    `key` is where the engine's snapshot has it, `name` what it is called, `unit` is ° or %.
    """

    key: str
    name: str
    unit: str

    @classmethod
    def by(cls, movement: Movement) -> Followed:
        """What is followed in this movement."""
        if movement.range is not None:
            return cls("angle", movement.range.measure.replace("_", " "), "°")
        percent = movement.phase(Role.TARGET).enter_at_degrees is None
        return cls("value", movement.counting.measure.replace("_", " "), "%" if percent else "°")

    def now(self, snapshot: Mapping[str, Any]) -> float | None:
        """Its value at this moment, as change from the person's own start."""
        value = snapshot[self.key]
        return None if value is None else float(value)


@dataclass
class Trace:
    """Values by time; NaN where the engine did not judge. Every `stride`-th frame is kept."""

    most: int = MOST_POINTS
    t_ms: list[float] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    stride: int = 1
    _passed: int = 0

    def add(self, t_ms: float, value: float | None) -> None:
        """One frame went by; when the trace is full, every second point goes."""
        if self._passed % self.stride == 0:
            self.t_ms.append(t_ms)
            self.values.append(float("nan") if value is None else value)
        self._passed += 1
        if len(self.t_ms) > self.most:
            del self.t_ms[1::2], self.values[1::2]
            self.stride *= 2
