"""What somebody does in place of the exercise, and would else be passed over in silence.

A nod is no glide of the chin: the head turns about the ears and the ear stays where it is, so nothing is counted, and
rightly: looking down at a telephone is the same movement. But whoever nods five times and sees the number stay at 0
believes that the camera is broken. So one watched measure that goes out past its limit and comes back, in the time of a
repetition and with none under way, is a fault of its own.

It never counts, and it is looked for only where the exercise says `instead` of that fault.
"""

from __future__ import annotations

BACK = 0.5
"""Come back means below this share of the limit, so that a tremble at the limit is not many."""


class Instead:
    """Follows one watched value while no repetition is under way."""

    def __init__(self, limit: float, shortest_s: float, longest_s: float) -> None:
        self._limit = limit
        self._shortest_s, self._longest_s = shortest_s, longest_s
        self._since_s: float | None = None
        self._peak = 0.0

    def follow(self, value: float | None, t_s: float) -> float | None:
        """How far past the limit it went, at the moment it has come back; None otherwise."""
        if value is None:
            self.forget()
        elif self._since_s is None:
            if value > self._limit:
                self._since_s, self._peak = t_s, value
        elif value >= BACK * self._limit:
            self._peak = max(self._peak, value)
        else:
            lasted_s, past = t_s - self._since_s, self._peak - self._limit
            self.forget()
            if self._shortest_s <= lasted_s <= self._longest_s:
                return past
        return None

    def forget(self) -> None:
        """A repetition is under way, or sight was lost: what is past its limit now is no movement of its own."""
        self._since_s = None
