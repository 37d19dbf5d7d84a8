"""Zero of a movement to both sides: the middle between its two ends.

Whoever tips or turns from one side to the other never rests at a start. What "upright" or "ahead" is, to them, lies
half way between the ends they go to, and a start learned from one still moment is off by as much as they stood crooked
then: one side is too short to count and the other never comes back. So the ends of the last 20 s are followed, and once
both lie beyond the exercise's out threshold the middle of the two is zero.

Two guards. A set done to one side only has but one end, and keeps the start it began with. And the middle never moves
by more than half of what lies between the ends and it, so that one wild frame does not turn the set over.

Until both ends were seen, zero is the person's own start. Where the measure's own zero is the vertical, that is a
better guess, as it is when the start lies where nobody begins (`counting.FACING`): then a film began at an end of the
movement.
"""

from __future__ import annotations

from collections import deque

BACK_S = 20.0
"""Two slow movements to each side."""

MOST_STEPS = 1300
"""20 s of the fastest camera."""

MOST_SHARE = 0.5

TURNED = 0.25
"""Of the way from end to end. On the way out the end is not known yet: only when the person has come back by this much
from either is the middle moved."""


class Middle:
    """Follows the two ends of a signed signal; `offset` is where their middle lies, as change from the start."""

    def __init__(self, out: float) -> None:
        self._out = out
        self.offset = 0.0
        self.found = False
        """Whether two ends have been seen."""
        self._high: deque[tuple[float, float]] = deque(maxlen=MOST_STEPS)
        self._low: deque[tuple[float, float]] = deque(maxlen=MOST_STEPS)

    def begin(self) -> None:
        """Another start was learned."""
        self.offset, self.found = 0.0, False
        self._high.clear()
        self._low.clear()

    def follow(self, t_s: float, change: float) -> float:
        """The change from the middle, now that the change from the start is this."""
        _push(self._high, t_s, change)
        _push(self._low, t_s, -change)
        left, right = self._high[0][1], self._low[0][1]
        half = (left + right) / 2
        between = min(left - change, change + right) > TURNED * (left + right)
        if between and left > self._out and right > self._out:
            self.found = True
            self.offset = max(-MOST_SHARE * half, min(MOST_SHARE * half, (left - right) / 2))
        return change - self.offset


def _push(ends: deque[tuple[float, float]], t_s: float, value: float) -> None:
    """Keep the highest of the last `BACK_S` first: what is lower and older can never be it again."""
    while ends and ends[-1][1] <= value:
        ends.pop()
    ends.append((t_s, value))
    while ends[0][0] < t_s - BACK_S:
        ends.popleft()
