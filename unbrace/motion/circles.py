"""A part of the body that goes round: circles of the pelvis, counted by how it sways from side to side.

Seen from the front a circle is a sway to one side and to the other; how far it goes ahead and back is depth, and depth
is guessed. A phase angle over both was tried on half of 61 people (KIMORE, by subject) and lost a quarter of the
circles, where depth trembled; the sway alone loses a twelfth. So two turning points are one circle, whichever side
comes first.

A turning point is one once the person has come back from it by `least`, or by 0.4 of how far they swayed in the last
six seconds if that is more. One sway alone is a shift of weight: circles count from the second on, and then both do.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

BACK_S = 6.0
SHARE = 0.4
MOST_STEPS = 400

SHORTEST_S, LONGEST_S = 0.8, 9.0
"""KIMORE's fastest and slowest marked circles lie within."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Once round, from when to when; the end is when it is known."""

    start_ms: float
    end_ms: float


class Circles:
    """Follows the sway; `turned_ms` is when the last turning point was known."""

    def __init__(self, least: float) -> None:
        self._least = least
        self.forget()

    def forget(self) -> None:
        """Sight was lost, or the person has moved: what was under way is void."""
        self.turned_ms: float | None = None
        self._recent: deque[tuple[float, float]] = deque(maxlen=MOST_STEPS)
        self._high = self._low = (0.0, 0.0)
        self._began = 0.0
        self._way = 0
        self._first_ms: float | None = None
        self._waiting: Circle | None = None
        self._counts = False

    def follow(self, t_ms: float, value: float) -> list[Circle]:
        """The circles that count now: none, one, or the first two together."""
        if not self._recent:
            self._began, self._high, self._low = value, (value, t_ms), (value, t_ms)
        self._recent.append((t_ms, value))
        while self._recent[0][0] < t_ms - BACK_S * 1000:
            self._recent.popleft()
        values = [value for _, value in self._recent]
        need = max(self._least, SHARE * (max(values) - min(values)))
        self._high = max(self._high, (value, t_ms))
        self._low = min(self._low, (value, t_ms))
        if self._way >= 0 and self._high[0] - value > need:
            self._way, peak = -1, self._high
        elif self._way <= 0 and value - self._low[0] > need:
            self._way, peak = 1, self._low
        else:
            return []
        far, peak_ms = peak
        first, self._high, self._low = self.turned_ms is None, (value, t_ms), (value, t_ms)
        if first and abs(far - self._began) < need / 2:
            return []  # where somebody stood when they began to move is no turn
        return self._turn(peak_ms, t_ms)

    def took_part(self, start_ms: float, end_ms: float) -> bool:
        """Whether what moved between these times was part of a circle: a turning point lies there, or circles go on."""
        if self.turned_ms is None:
            return False
        return self.turned_ms >= start_ms or (self._counts and end_ms - self.turned_ms < LONGEST_S * 1000 / 2)

    def _turn(self, peak_ms: float, t_ms: float) -> list[Circle]:
        before, self.turned_ms = self.turned_ms, t_ms
        if before is not None and t_ms - before > LONGEST_S * 1000 / 2:  # a pause: another run of circles
            self._first_ms, self._waiting, self._counts = None, None, False
        if self._first_ms is None:
            self._first_ms = peak_ms
            return []
        quarter = (peak_ms - self._first_ms) / 2
        circle = Circle(max(0.0, self._first_ms - quarter), t_ms)
        self._first_ms = None
        return self._counted(circle) if SHORTEST_S <= (t_ms - circle.start_ms) / 1000 <= LONGEST_S else []

    def _counted(self, circle: Circle) -> list[Circle]:
        if self._counts:
            return [circle]
        if self._waiting is None:
            self._waiting = circle
            return []
        self._counts = True
        return [self._waiting, circle]
