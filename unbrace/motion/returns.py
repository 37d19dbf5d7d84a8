"""Where somebody comes back to, when it is not where they began.

A start learned a little too high is never reached again: the hips of a standing person are 5 % lower when they stand
wider apart, and that alone reads as 36 degrees of knee bend. Waiting until they stand still there (`counting`) is no
help with somebody who moves without a pause. But whoever comes back to the same place twice, each time from far away,
has their start there.
"""

from __future__ import annotations

from collections import deque

WITHIN_S = 12.0
"""Both returns must lie this close together: two slow repetitions."""


class Returns:
    """Follows the turning points of the counting signal.

    `apart` is how far a turning point must stand out from the next one, `alike` how close two returns must be.
    """

    def __init__(self, apart: float, alike: float) -> None:
        self._apart, self._alike = apart, alike
        self._lows: deque[tuple[float, float]] = deque(maxlen=2)
        self.forget()

    def forget(self) -> None:
        """The start is another one now."""
        self._lows.clear()
        self._falling = False
        self._low = self._high = (0.0, 0.0)
        self._empty = True

    def follow(self, t_s: float, value: float) -> float | None:
        """The level that was come back to twice, at the moment this is known; None otherwise."""
        now = (value, t_s)
        if self._empty:
            self._low = self._high = now
            self._empty = False
        if self._falling:
            self._low = min(self._low, now)
            if value > self._low[0] + self._apart:
                self._falling, self._high = False, now
                return self._return_to(*self._low)
        else:
            self._high = max(self._high, now)
            if value < self._high[0] - self._apart:
                self._falling, self._low = True, now
        return None

    def _return_to(self, low: float, t_s: float) -> float | None:
        before = self._lows[-1] if self._lows else None
        self._lows.append((low, t_s))
        if before is None or t_s - before[1] > WITHIN_S or abs(low - before[0]) > self._alike:
            return None
        return max(low, before[0])
