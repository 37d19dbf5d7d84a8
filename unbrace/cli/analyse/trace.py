"""The followed angle over time, for the plot. It keeps a bounded number of points, however long the video."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_POINTS = 6000
"""Several for each dot of the plot's width, and 5 minutes at 20 pictures a second before anything is left out."""


@dataclass
class Trace:
    """Values in degrees by time; NaN where the engine could not judge. Every `stride`-th frame is kept."""

    most: int = MOST_POINTS
    t_ms: list[float] = field(default_factory=list)
    degrees: list[float] = field(default_factory=list)
    stride: int = 1
    _passed: int = 0

    def add(self, t_ms: float, degrees: float | None) -> None:
        """One frame went by; when the trace is full, every second point goes."""
        if self._passed % self.stride == 0:
            self.t_ms.append(t_ms)
            self.degrees.append(float("nan") if degrees is None else degrees)
        self._passed += 1
        if len(self.t_ms) > self.most:
            del self.t_ms[1::2], self.degrees[1::2]
            self.stride *= 2
