"""The course of a test's measures over time, and the numbers that are taken from a stretch of it.

A `Moment` is one frame. What was not seen is kept as not seen, so that a number can say from how much it was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal, TypeAlias

from unbrace.motion.body import LEFT, RIGHT, Body, Pair
from unbrace.motion.events import LostReason
from unbrace.motion.measures import Measure
from unbrace.motion.movement import View
from unbrace.motion.protocol import Take, Value

LEAST_MS = 30.0
"""Moments closer together than this tell nothing more: a camera of 60 frames a second gives every second one."""

MOST_MOMENTS = 31_000
"""A quarter of an hour (the longest trial) of them, and a little."""

SEEN_SHARE = 0.7
"""A number is only given when its measure was seen in this share of the trial's frames."""

FEWEST = 5
"""And in this many: a median of five needs five."""

ANOTHER_PLACE_DEG = 10.0
"""Assessment protocol, section 2: posture changed when the trunk's tilt did by more than 10 degrees."""

STAYED_MS = 2000.0
"""A place is one when it was kept this long; passing through is no change of posture."""

NotSeen: TypeAlias = Literal[
    LostReason, "view", "hidden", "not_begun", "too_short", "stopped", "moved_away", "not_in_position"
]
"""Why there is no number. `view`: this angle cannot be read from where the camera stands. `hidden`: a point it needs
was doubtful. The rest tell how the trial went."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame: each watched measure's left and right, how surely its points were seen, and from where.

    `values` and `seen` are empty where nothing could be judged.
    """

    t_ms: float
    view: View | None
    values: tuple[Pair, ...] = ()
    seen: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One number with all that has to be known about it (rule R1 of the assessment protocol).

    `value` is None when it was not seen, and then `reason` says why. `at_least` is what a count or a hold had come to
    when the camera lost it. `view_quality` is the share of the trial in which the person could be judged from the view
    the test asks for.
    """

    name: str
    method: str
    unit: str
    value: float | None
    error_band: float | None
    reason: NotSeen | None
    at_least: float | None
    frames: int
    visibility_min: float
    view_quality: float


def visibility(measure: Measure, body: Body) -> Pair:
    """How surely the least certain point was seen, for the left and for the right."""
    if measure.paired is None:
        least = min(max(body.seen[point], body.seen[point + RIGHT]) for point in measure.points)
        return least, least
    left, right = (min(body.seen[point + side] for point in measure.points) for side in (LEFT, RIGHT))
    return left, right


def column(moments: Iterable[Moment], index: int, sides: tuple[int, ...]) -> list[tuple[float, float]]:
    """(time, value) of one watched measure where it was seen; of two sides, the larger."""
    out = []
    for moment in moments:
        if not moment.values:
            continue
        there = [value for side in sides if (value := moment.values[index][side]) is not None]
        if there:
            out.append((moment.t_ms, max(there)))
    return out


def calm(values: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """A median of five over the values: one wild frame moves nothing."""
    return [(t, median(v for _, v in values[max(0, k - 2) : k + 3])) for k, (t, _) in enumerate(values)]


# --- what is taken ------------------------------------------------------------------------------------------------


def _most(values: list[tuple[float, float]], furthest_ms: float) -> float:
    return max(value for _, value in calm(values))


def _at_furthest(values: list[tuple[float, float]], furthest_ms: float) -> float:
    return min(calm(values), key=lambda moment: abs(moment[0] - furthest_ms))[1]


def _usual(values: list[tuple[float, float]], furthest_ms: float) -> float:
    return median(value for _, value in values)


def _fastest(values: list[tuple[float, float]], furthest_ms: float) -> float:
    """F15: 95th percentile of the speed after a median of five."""
    speeds = sorted(
        abs(b - a) / (after - before) * 1000 for (before, a), (after, b) in pairwise(calm(values))
    )
    return speeds[min(len(speeds) - 1, int(0.95 * len(speeds)))]


def _changes(values: list[tuple[float, float]], furthest_ms: float) -> float:
    """How many times the person settled more than 10 degrees from where they had settled before, for ten minutes."""
    changes, place, since_ms, here = 0, values[0][1], values[0][0], values[0][1]
    for t_ms, value in calm(values):
        if abs(value - here) > ANOTHER_PLACE_DEG / 2:
            here, since_ms = value, t_ms
        elif abs(here - place) > ANOTHER_PLACE_DEG and t_ms - since_ms >= STAYED_MS:
            changes, place = changes + 1, here
    lasted_s = (values[-1][0] - values[0][0]) / 1000
    return changes * 600 / lasted_s if lasted_s else 0.0


Taking: TypeAlias = Callable[[list[tuple[float, float]], float], float]

TAKES: dict[Take, Taking] = {
    Take.MOST: _most,
    Take.AT_FURTHEST: _at_furthest,
    Take.USUAL: _usual,
    Take.FASTEST: _fastest,
    Take.CHANGES: _changes,
}


# --- readings -----------------------------------------------------------------------------------------------------


def furthest_ms(moments: Sequence[Moment], sides: tuple[int, ...]) -> float:
    """When the first value was largest."""
    values = calm(column(moments, 0, sides))
    return max(values, key=lambda moment: moment[1])[0] if values else 0.0


def quality(moments: Sequence[Moment], asked: View, before: View | None) -> float:
    """The share of these moments in which the person could be judged from the view that was asked for."""
    good = sum(1 for moment in moments if moment.values and (before or moment.view) is asked)
    return good / len(moments) if moments else 0.0


def view_of_most(moments: Iterable[Moment], asked: View) -> View:
    """The view most of these moments show."""
    views = [moment.view for moment in moments if moment.view is not None]
    return max(set(views), key=lambda view: (views.count(view), view is asked)) if views else asked


@dataclass(frozen=True, slots=True)
class Stretch:
    """A trial's moments and where the camera stood: `before` the movement, which turns somebody, or all through it."""

    moments: Sequence[Moment]
    asked: View
    before: View | None = None

    @property
    def view(self) -> View:
        """What decides which error band holds."""
        return self.before or view_of_most(self.moments, self.asked)


def take(value: Value, index: int, stretch: Stretch, sides: tuple[int, ...], at_ms: float) -> Reading:
    """The number this stretch gives for one value, or why it gives none."""
    values = column(stretch.moments, index, sides)
    enough = len(values) >= max(FEWEST, SEEN_SHARE * len(stretch.moments))
    reason: NotSeen | None = "view" if stretch.view not in value.error_band else None if enough else "hidden"
    number = TAKES[value.take](values, at_ms) if reason is None else None
    return reading(value, index, stretch, sides, number, reason)


def reading(
    value: Value,
    index: int,
    stretch: Stretch,
    sides: tuple[int, ...],
    number: float | None,
    reason: NotSeen | None,
    at_least: float | None = None,
) -> Reading:
    """A number, or its absence, with what it rests on."""
    seen = [
        sure
        for moment in stretch.moments
        if moment.seen
        for side in sides
        if (sure := moment.seen[index][side]) is not None
    ]
    return Reading(
        name=value.name,
        method=f"{value.take.value} {value.measure}",
        unit=value.unit,
        value=number,
        error_band=None if number is None else value.error_band.get(stretch.view),
        reason=reason,
        at_least=at_least,
        frames=len(column(stretch.moments, index, sides)),
        visibility_min=min(seen, default=0.0),
        view_quality=quality(stretch.moments, stretch.asked, stretch.before),
    )
