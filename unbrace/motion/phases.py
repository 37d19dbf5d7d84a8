"""Where in a repetition the person is.

Theory of operation
-------------------
One number is watched: the counting signal, as change from the person's own start. A repetition is a walk through four
phases and back to the first. The exercise gives each phase a threshold; which crossing leads where is the same for
every exercise and stands in `TRANSITIONS` below, nowhere else.

          rises past OUT        rises past TARGET
    START ──────────────▶ OUT ───────────────────▶ TARGET
      ▲ ▲                  │                        │  ▲
      │ └──────────────────┘                        │  │ rises past TARGET (a bounce: same repetition)
      │   falls below START                         ▼  │
      └──────────────────────────────────────────── BACK
          falls below START              falls below BACK

Three things follow from the table, and are wanted:

* Leaving and coming back use different thresholds (hysteresis), so a tremble at one of them is not a repetition.
* Coming back to START by way of TARGET is a full repetition, without it a partial one. Nothing is counted before
  the return: the way out alone may be somebody sitting down.
* The machine begins, and begins again after a loss of sight, in no phase (None). From there only START can be entered,
  so a repetition that was under way at the first frame never counts. A position that is held is different: whoever is
  in it already has reached the TARGET.

A fast movement at a low frame rate may cross two thresholds between two frames; the table is then applied until
nothing changes, and every phase passed is reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from unbrace.motion.movement import Kind, Movement, Role


class Crossing(Enum):
    """Which way a threshold is passed."""

    RISES = "rises past"
    FALLS = "falls below"


@dataclass(frozen=True, slots=True)
class Transition:
    """In phase `at`, when the signal passes the threshold of phase `to` in this direction, `to` is entered."""

    at: Role | None
    crossing: Crossing
    to: Role


TRANSITIONS = (
    Transition(None, Crossing.FALLS, Role.START),
    Transition(Role.START, Crossing.RISES, Role.OUT),
    Transition(Role.OUT, Crossing.RISES, Role.TARGET),
    Transition(Role.OUT, Crossing.FALLS, Role.START),
    Transition(Role.TARGET, Crossing.FALLS, Role.BACK),
    Transition(Role.BACK, Crossing.RISES, Role.TARGET),
    Transition(Role.BACK, Crossing.FALLS, Role.START),
)


INTO_A_HOLD = Transition(None, Crossing.RISES, Role.TARGET)
"""Only where a position is held: see above."""

REST_S = 0.6
"""Long enough to be a rest between two repetitions, too long to be passed through on the way."""


class Phases:
    """The machine of one exercise. `role` is the phase the person is in, None while that is not known.

    The thresholds are the exercise's, with one allowance: people do not all come back to exactly where they began. On
    the way back from the target, START is also entered by resting (0.6 s) below a share of this repetition's own peak,
    if the exercise says so; and as long as the person stays there, the way out begins from there.
    """

    def __init__(self, movement: Movement) -> None:
        self.role: Role | None = None
        ways: tuple[Transition, ...] = ()
        self._share = 0.0
        if movement.phases:
            ways = (*TRANSITIONS, INTO_A_HOLD) if movement.kind is Kind.HOLD else TRANSITIONS
            self._at = {role: movement.phase(role).enter_at for role in Role}
            self._gap = self._at[Role.OUT] - self._at[Role.START]
            self._share = movement.phase(Role.START).or_at_percent_of_peak / 100
        self._rest = self._peak = 0.0
        self._near_since_s: float | None = None
        self._rested = False
        self._ways = {role: [way for way in ways if way.at is role] for role in (None, *Role)}

    def advance(self, value: float, t_s: float) -> list[Role]:
        """The phases entered because the signal now has this value, in order."""
        if value >= self._share * self._peak:
            self._near_since_s = None
        elif self._near_since_s is None:
            self._near_since_s = t_s
        self._rested = self._near_since_s is not None and t_s - self._near_since_s >= REST_S
        self._peak = max(self._peak, value)
        self._rest = min(self._rest, value)
        entered: list[Role] = []
        while (to := self._next(value)) is not None:
            self.role = to
            entered.append(to)
            if to is Role.START:
                self._rest = self._peak = value
        return entered

    def _next(self, value: float) -> Role | None:
        for way in self._ways[self.role]:
            threshold = self._threshold(way.to)
            if value > threshold if way.crossing is Crossing.RISES else value < threshold:
                return way.to
        return None

    def _threshold(self, to: Role) -> float:
        if to is Role.OUT:
            return max(self._at[to], self._rest + 2 * self._gap)
        if to is Role.START and self.role is Role.OUT:
            return max(self._at[to], min(self._rest + self._gap, self._at[Role.TARGET]))
        if to is Role.START and self.role is Role.BACK and self._rested:
            return max(self._at[to], self._share * self._peak)
        return self._at[to]

    def lose(self) -> None:
        """Sight was lost: the person may be anywhere."""
        self.role = None
        self._rest = self._peak = 0.0
