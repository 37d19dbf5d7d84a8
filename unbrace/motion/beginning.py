"""What was seen before the start was known, so that a repetition that began too early still counts.

People do not wait. Of 60 before a depth camera a third were already moving in the first second, and a start is only
known once somebody was still. So the last ten seconds are kept as measured moments (never as pictures or landmarks),
and once there is a zero to measure from they are read again, in their order, by the same rules as everything after.
What they show is counted as if the start had been known all along, never more: a moment counts only where it joins on
to the present without a break, by a person who has not moved from their place.

The catch-up is spread over the frames that follow (`MOST_AT_ONCE` moments a frame), because ten seconds are three
hundred steps and a browser has 33 ms. It depends on the frames alone, so a replay catches up as the live set did.

Whoever never is still gives no such start. After `RESTLESS_S` in their place the lowest fifth of what they showed while
in position is taken for it: somebody who does repetitions without a pause passes through their start in each.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from unbrace.motion.body import Pair
from unbrace.motion.movement import View

BACK_S = 10.0
"""As long as the longest slow repetition and the second of stillness that follows it."""

MOST_MOMENTS = 640
"""Ten seconds of the fastest camera: bounded by number as well as by time."""

MOST_AT_ONCE = 8
"""Moments read in one frame while catching up: ten seconds at 30 frames a second are caught up after 1.4 s."""

BREAK_S = 0.5
"""A longer time without a usable frame is a break: what lies before it says nothing about now."""

RESTLESS_S = 4.0
"""Two brisk repetitions. By then somebody who was asked to hold still and goes on moving is exercising."""

LOWEST_SHARE, FEWEST_LOWEST = 1 / 5, 5


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame as the engine measured it: readings of every signal, how visible left and right are, where the hips
    and what stays in place are, and whether the person was in the exercise's start position."""

    t_ms: float
    readings: tuple[Pair, ...]
    view: View
    seen: Pair = (1.0, 1.0)
    hips: tuple[float, float] = (0.0, 0.0)
    anchors: tuple[tuple[float, float], ...] = ()
    in_position: bool = True
    in_place: bool = True


class Beginning:
    """The last ten seconds of moments that join on to each other."""

    def __init__(self) -> None:
        self._moments: deque[Moment] = deque(maxlen=MOST_MOMENTS)

    def keep(self, moment: Moment) -> None:
        """One more. A break before it, and everything before the break is forgotten."""
        if self._moments and moment.t_ms - self._moments[-1].t_ms > BREAK_S * 1000:
            self.forget()
        self._moments.append(moment)
        while self._moments[0].t_ms < moment.t_ms - BACK_S * 1000:
            self._moments.popleft()

    def forget(self) -> None:
        """Somebody else, another place or a long look away: it says nothing about the person now."""
        self._moments.clear()

    def in_place(self, near: float) -> list[Moment]:
        """The moments up to the last one since which nothing that stays has been further than `near` from where it is
        now, in their order."""
        kept = list(_same_place(reversed(self._moments), near))
        return kept[::-1]

    def between(self, after_ms: float, until_ms: float) -> list[Moment]:
        """Those later than the one and not later than the other."""
        return [moment for moment in self._moments if after_ms < moment.t_ms <= until_ms]


def _same_place(backwards: Iterable[Moment], near: float) -> Iterator[Moment]:
    now: Moment | None = None
    for moment in backwards:
        now = now or moment
        if any(
            math.dist(there, here) > near for there, here in zip(moment.anchors, now.anchors, strict=True)
        ):
            return
        yield moment


def lowest(moments: list[Moment], value: Callable[[Moment], float | None]) -> list[Moment]:
    """The start of somebody who is never still: the fifth of their moments in position that is least far out; none
    while they have been there for too short a time."""
    if not moments or moments[-1].t_ms - moments[0].t_ms < RESTLESS_S * 1000:
        return []
    ranked = sorted(
        (
            (far, k)
            for k, moment in enumerate(moments)
            if moment.in_position and (far := value(moment)) is not None
        )
    )
    few = ranked[: max(1, int(len(ranked) * LOWEST_SHARE))]
    return [moments[k] for _, k in few] if len(few) >= FEWEST_LOWEST else []
