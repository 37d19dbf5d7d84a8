"""From a body, frame by frame, to repetitions: the counting signal through the phases, the range beside it, the faults.

One `Counting` lives as long as the set. It knows nothing of cameras and framing: `session` calls `follow` only with
bodies that can be judged, and `interrupt` when that ends.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

from unbrace.motion.beginning import MOST_MOMENTS, Moment, lowest
from unbrace.motion.body import LEFT, RIGHT, Body, Pair
from unbrace.motion.circles import Circle, Circles
from unbrace.motion.events import (
    Event,
    FaultSeen,
    HoldCompleted,
    HoldTick,
    PhaseEntered,
    RepCompleted,
    RepSide,
    TargetReached,
)
from unbrace.motion.faults import Faults, Finished, Held
from unbrace.motion.measures import MEASURES
from unbrace.motion.middle import Middle
from unbrace.motion.movement import FaultId, Kind, Movement, Role, Side, Sides, View, Zero
from unbrace.motion.phases import Phases
from unbrace.motion.repetitions import Cycle, Holding, Sample
from unbrace.motion.result import MOST_REPETITIONS, Repetition
from unbrace.motion.returns import Returns
from unbrace.motion.smoothing import Signal

LEAD_FRAMES = 256
"""How far back the beginning of a repetition is looked for: four seconds of the fastest camera."""

SETTLED_MS = 1500
BEYOND_MS = 600
STILL_PART, OFF_PART = 1 / 4, 1 / 4
"""A new start is learned from 1.5 s of stillness (a spread below a quarter of the start threshold) off zero by a
quarter of that threshold or more, as far as the exercise lets the start wander; or from 0.6 s beyond zero by more than
the threshold. Without this one in four squat sets of 60 people before a depth camera was lost, because they changed
their stance after the start was learned."""

LONG_MS = 10_000
FACING = 60.0
"""Degrees. Nobody starts a turn further away from the camera than this: it would see them from the side and refuse the
view. Who is still there is at the end of a turn."""

Valued: TypeAlias = tuple[float, float, tuple[Pair, ...]]
"""Time, value of the counting signal, raw readings of all signals."""

_SIDE_NAMES: tuple[RepSide, RepSide] = ("left", "right")

_TOGETHER = (Sides.BOTH, Sides.EITHER)

STRETCH_S = 10
"""Where nothing is counted, faults are named at most this often."""

BOTH_SEEN = 0.65
"""Both sides are used when each is at least this visible on average, otherwise the better one alone: side-on the far
leg of rendered people reads 0.5 to 0.6, and legs are mixed up there."""


@dataclass(frozen=True, slots=True)
class Target:
    """What was prescribed for this set: full repetitions, seconds to hold, or both (each repetition held)."""

    reps: int | None = None
    hold_s: float | None = None


class Counting:
    """Counts one set of one exercise."""

    def __init__(self, movement: Movement, target: Target, side: Side | None) -> None:
        self._movement = movement
        self._target = target
        self._side = None if side is None else (LEFT if side is Side.LEFT else RIGHT)
        self._signal = Signal(
            MEASURES[movement.counting.measure], movement.counting.direction, movement.counting.zero
        )
        self._range = (
            Signal(MEASURES[movement.range.measure], movement.range.direction) if movement.range else None
        )
        self._sway = Signal(MEASURES[movement.circles.measure]) if movement.circles else None
        self._circles = Circles(movement.circles.least_percent) if movement.circles else None
        self._faults = Faults(movement)
        self._looks_between = any(fault.instead for fault in movement.faults)
        self._rest = movement.rest
        self._dips, self._wander = movement.counting.dips(self._rest), movement.counting.wander(self._rest)
        measures = [signal.measure for signal in self.signals]
        self._reads = tuple({id(measure): measure for measure in measures}.values())
        self._order = tuple([self._reads.index(measure) for measure in measures])
        self._phases = Phases(movement)
        self._middle = Middle(movement.phase(Role.OUT).enter_at) if self._is_both_ways else None
        self._returns = self._follow_returns()
        self._cycle: Cycle | None = None
        self._recent: deque[Valued] = deque(maxlen=LEAD_FRAMES)
        self._long: deque[Valued] = deque(maxlen=MOST_MOMENTS)
        self._lead: deque[tuple[float, float]] = deque(maxlen=LEAD_FRAMES)
        self._use: tuple[int, ...] = (LEFT, RIGHT)
        self._view = movement.view
        self._timed = movement.kind is Kind.TIMED
        holds = movement.kind is not Kind.REPETITIONS or target.hold_s is not None
        self.holding = Holding(target.hold_s, adds_up=self._timed) if holds else None
        self.repetitions: list[Repetition] = []
        self.sure: dict[FaultId, list[float]] = {}
        self.differences: list[float] = []
        self.full = self.partial = self.stretches = 0
        self.value = 0.0
        self.angle: float | None = None
        """The reported angle at this moment, as change from the start: of the side that moves, or the mean of both."""
        self.read_ms: float | None = None
        """The time of the moment that `value` and `angle` were read from; None before the first."""
        self._latest: dict[RepSide, float | None] = {}
        self._reached = False
        self.anew = False
        """Whether the last moment made another start zero, so that what came before has to be read again."""

    @property
    def _is_both_ways(self) -> bool:
        return self._movement.counting.zero is Zero.MIDDLE and bool(self._movement.phases)

    def _follow_returns(self) -> Returns | None:
        movement = self._movement
        if movement.kind is not Kind.REPETITIONS or movement.counting.zero is not Zero.OWN_START:
            return None
        apart = movement.phase(Role.TARGET).enter_at - movement.phase(Role.START).enter_at
        return Returns(apart, apart / 3)

    # --- learning the start -----------------------------------------------------------------------------------

    @property
    def signals(self) -> tuple[Signal, ...]:
        """Everything that needs the person's own start, the counting signal first."""
        watched = tuple(watcher.signal for watcher in self._faults.watchers)
        return (self._signal, *(one for one in (self._range, self._sway) if one is not None), *watched)

    def read(self, body: Body) -> tuple[Pair, ...]:
        """Raw readings of all signals, each measure read once."""
        once = [measure.read(body) for measure in self._reads]
        return tuple([once[k] for k in self._order])

    def is_still(self, readings: list[Pair], share: float, part: float = 1.0) -> bool:
        """Whether this share of raw readings of the counting signal lies within (part of) the start phase of their
        median."""
        signal = Signal(self._signal.measure)
        signal.learn(readings)
        within = part * self._movement.rest
        changes = (signal.change(pair) for pair in readings)
        moments = [[abs(v) for side in self._use if (v := pair[side]) is not None] for pair in changes]
        return sum(1 for moment in moments if moment and max(moment) <= within) >= share * len(moments)

    def watch_sides(self, seen: Pair, view: View) -> None:
        """Which sides can be used, by the mean visibility of the left and the right."""
        self._use = self._usable(seen, view)

    def begin(self, readings: list[tuple[Pair, ...]], view: View, t_ms: float) -> list[Event]:
        """Take these raw readings, one tuple in the order of `signals` for each moment, as the start.

        The time of a timed set runs from here.
        """
        self._learn(readings, view)
        self._view = view
        self._phases.lose()
        self._faults.begin(t_ms / 1000)
        return self._start_clock(t_ms)

    def _learn(self, readings: list[tuple[Pair, ...]], view: View) -> None:
        for signal, column in zip(self.signals, zip(*readings, strict=True), strict=True):
            signal.learn(column)
        if self._middle is not None:
            if self._signal.measure.plumb or abs(self._signal.start or 0.0) > FACING:
                self._signal.learn([(0.0, 0.0)])
            self._middle.begin()

    def lowest(self, moments: list[Moment]) -> list[Moment]:
        """The start of somebody who is never still, see `beginning`; none where repetitions are not what counts."""
        if not moments or self._movement.kind is not Kind.REPETITIONS:
            return []
        signal = Signal(self._signal.measure, self._movement.counting.direction)
        signal.learn([moment.readings[0] for moment in moments])

        def far(moment: Moment) -> float | None:
            values = signal.change(moment.readings[0])
            there = [value for side in self._use if (value := values[side]) is not None]
            if not there:
                return None
            return self._together(there) if self._movement.sides in _TOGETHER else max(there)

        return lowest(moments, far)

    def _start_clock(self, t_ms: float) -> list[Event]:
        """The time of a timed set runs whenever the person can be judged."""
        if self.holding is None or not self._timed or self.holding.going_on:
            return []
        return self.holding.begin(t_ms)

    def _usable(self, seen: Pair, view: View) -> tuple[int, ...]:
        if self._signal.measure.signed and self._movement.sides in _TOGETHER:
            return (LEFT,)
        left, right = seen[LEFT] or 0.0, seen[RIGHT] or 0.0
        if self._movement.sides not in _TOGETHER or (view is not View.SIDE and min(left, right) >= BOTH_SEEN):
            return LEFT, RIGHT
        return (LEFT,) if left >= right else (RIGHT,)

    # --- one frame --------------------------------------------------------------------------------------------

    @property
    def phase(self) -> Role | None:
        """Where in the repetition the person is."""
        return self._phases.role

    @property
    def resting(self) -> bool:
        """No repetition is under way."""
        return self._cycle is None

    def follow(self, moment: Moment, again: bool = False) -> list[Event]:
        """One more moment that can be judged, or one that is read `again` because the start is another one now.

        A repetition that ends with the person out of place is not one.
        """
        t_ms, in_place = moment.t_ms, moment.in_place
        t_s = t_ms / 1000
        counted, *others = moment.readings
        changes = self._signal.follow(counted, t_s)
        if self._middle is not None and (leftwards := changes[LEFT]) is not None:
            known = self._middle.found
            leftwards = self._middle.follow(t_s, leftwards)
            changes = (leftwards, -leftwards)
            if self._middle.found and not known and not again:
                self._begin_anew()
                return []
        ranges = self._range.follow(others.pop(0), t_s) if self._range else (None, None)
        events = self._go_round(others.pop(0), t_ms, in_place) if self._sway else []
        side, value = self._choose(changes)
        if value is None:
            return events
        self.value, self.read_ms = value, t_ms
        used = self._use if side == "both" else (_SIDE_NAMES.index(side),)
        there = [angle for each in used if (angle := ranges[each]) is not None]
        self.angle = sum(there) / len(there) if there else None
        if not again and self._finds_new_start(moment, value):
            return events
        if self.resting:
            self._view = moment.view
            self._lead.append((t_ms, value))
        before, now = self._cycle, Sample(t_ms, value, ranges)
        if before is not None:
            before.samples.append(now)
        for role in self._phases.advance(value, t_s):
            events += self._enter(role, t_ms, side, in_place)
        if self._cycle is not None and self._cycle is not before:
            self._cycle.samples.append(now)
        if self._cycle is not None or not self._movement.phases:
            self._faults.follow(others, t_s, self._use, self._phases.role)
        elif self._looks_between and before is None:
            events += self._note_between(others, t_ms)
        return events + self._hold(t_ms)

    def _note_between(self, others: list[Pair], t_ms: float) -> list[Event]:
        found = self._faults.between(others, t_ms / 1000, self._use, self._view)
        if not found or self.stretches >= MOST_REPETITIONS:
            return []
        self.stretches += 1
        return self._note(found, t_ms, 0)

    def _go_round(self, raw: Pair, t_ms: float, in_place: bool) -> list[Event]:
        """Where the exercise may as well be a circle: what was read as a turn meanwhile is part of the circle."""
        assert self._sway is not None  # noqa: S101  (asked only where there are circles)
        assert self._circles is not None  # noqa: S101  (the same)
        sway = self._sway.follow(raw, t_ms / 1000)[LEFT]
        if sway is None:
            return []
        events: list[Event] = []
        for circle in self._circles.follow(t_ms, sway):
            self._void()
            if in_place and len(self.repetitions) < MOST_REPETITIONS:
                events += self._count(self._as_cycle(circle), circle.end_ms)
        return events

    def _as_cycle(self, circle: Circle) -> Cycle:
        """Half-way round is where a circle turns."""
        cycle = Cycle("both", circle.start_ms, reached_target=True)
        far, half_ms = self._movement.phase(Role.TARGET).enter_at, (circle.start_ms + circle.end_ms) / 2
        for t_ms, value in ((circle.start_ms, 0.0), (half_ms, far), (circle.end_ms, 0.0)):
            cycle.samples.append(Sample(t_ms, value, (None, None)))
        return cycle

    def _hold(self, t_ms: float) -> list[Event]:
        if self.holding is None:
            return []
        events = [*self._start_clock(t_ms), *self.holding.step(t_ms, self.angle)]
        if not self._movement.phases and any(isinstance(event, HoldTick) for event in events):
            events += self._judge_stretch(t_ms)
        done = any(isinstance(event, HoldCompleted) for event in events) and self._target.reps is None
        return events + (self._reach(t_ms) if done else [])

    def _judge_stretch(self, t_ms: float) -> list[Event]:
        """Where nothing is counted there is no repetition to judge: every ten seconds are looked at instead."""
        assert self.holding is not None  # noqa: S101  (a timed set has its time)
        if int(self.holding.held_s) % STRETCH_S or self.stretches >= MOST_REPETITIONS:
            return []
        found = self._faults.judge_watched(self._view)
        self._faults.begin(t_ms / 1000)
        self.stretches += 1
        return self._note(found, t_ms, 0)

    def _finds_new_start(self, moment: Moment, value: float) -> bool:
        """Whether the person has settled into another start than the one learned: then that is zero from here on.

        Somebody who steps wider apart after the beginning, or was not quite upright when it was learned, would else
        never come back to the start. A new start is a second of stillness short of the target, or a moment on the
        far side of zero, which no repetition visits.
        """
        if self._movement.counting.zero is Zero.MEASURE or not self._movement.phases:
            return False
        rest, t_ms = self._rest, moment.t_ms
        self._recent.append((t_ms, value, moment.readings))
        self._long.append((t_ms, value, moment.readings))
        while self._long[0][0] < t_ms - LONG_MS:
            self._long.popleft()
        while self._recent[0][0] < t_ms - SETTLED_MS:
            self._recent.popleft()
        if value < -self._dips:
            beyond = [valued for valued in self._recent if valued[1] < -self._dips]
            if t_ms - beyond[0][0] >= BEYOND_MS:
                return self._take_new_start(beyond)
        if self._comes_back_elsewhere(t_ms, value):
            return True
        # the cheap questions first: this is asked at every moment, and nearly always answered by them
        if abs(value) <= rest * OFF_PART or value >= self._wander:
            return False
        if t_ms - self._recent[0][0] <= 0.9 * SETTLED_MS:
            return False
        values = [value for _, value, _ in self._recent]
        least, most = min(values), max(values)
        if most - least < rest * STILL_PART and most < self._wander:
            return self._take_new_start(list(self._recent))
        return False

    def _comes_back_elsewhere(self, t_ms: float, value: float) -> bool:
        level = self._returns.follow(t_ms / 1000, value) if self._returns else None
        if level is None or level < self._rest:
            return False
        near = [valued for valued in self._long if valued[1] <= level + self._rest * STILL_PART]
        return bool(near) and self._take_new_start(near)

    def _take_new_start(self, moments: list[Valued]) -> bool:
        self._learn([raw for _, _, raw in moments], self._view)
        self._begin_anew()
        return True

    def _begin_anew(self) -> None:
        """Zero is somewhere else: what was under way is void here, and read again from there."""
        self._recent.clear()
        self._long.clear()
        if self._returns:
            self._returns.forget()
        self._void()
        for signal in self.signals:
            signal.forget()
        self.anew = self._circles is None  # a circle has no turn to read on from

    @property
    def counted_until_ms(self) -> float:
        """The turn of the last repetition that counted: from there it is on its way back, and cannot count again."""
        return self.repetitions[-1].peak_ms if self.repetitions else -math.inf

    def _choose(self, changes: Pair) -> tuple[RepSide, float | None]:
        """Which side's change is the counting signal now, and its value."""
        there = {side: value for side in self._use if (value := changes[side]) is not None}
        if not there:
            return "both", None
        if self._movement.sides in _TOGETHER:
            return "both", self._together(there.values())
        side = self._moving_side(there)
        return _SIDE_NAMES[side], there.get(side)

    def _together(self, there: Collection[float]) -> float:
        """How far the sides that move together have gone, see `Sides`."""
        least = min(there)
        return least if self._movement.sides is Sides.BOTH else max(there) + min(0.0, least)

    def _moving_side(self, there: dict[int, float]) -> int:
        if self._movement.sides is Sides.ONE and self._side is not None:
            return self._side
        if self._cycle is not None and self._cycle.side != "both":
            return _SIDE_NAMES.index(self._cycle.side)
        return max(there, key=lambda side: there[side])

    def _enter(self, role: Role, t_ms: float, side: RepSide, in_place: bool) -> list[Event]:
        events: list[Event] = [PhaseEntered(t_ms, self._movement.phase(role).name)]
        if role is Role.OUT:
            self._cycle = Cycle(side, foot_of_rise(self._lead))
            self._faults.begin(t_ms / 1000)
        elif self._cycle is None and role is Role.TARGET:  # a hold that was there from the first
            self._cycle = Cycle(side, t_ms)
            self._faults.begin(t_ms / 1000)
        if self._cycle is not None:
            self._cycle.enter(role)
        if self.holding is not None and not self._timed and role is Role.TARGET:
            events += self.holding.begin(t_ms)
        if self.holding is not None and not self._timed and role is Role.BACK:
            events += self.holding.end(t_ms)
        if role is Role.START:
            events += self._complete(t_ms, in_place)
            self._lead.clear()
            self._lead.append((t_ms, self.value))
        return events

    # --- the end of a repetition ------------------------------------------------------------------------------

    def _complete(self, t_ms: float, in_place: bool) -> list[Event]:
        cycle, self._cycle = self._cycle, None
        if cycle is None or not cycle.samples or not in_place:
            return []
        lasted_s = (t_ms - cycle.start_ms) / 1000
        too_long = lasted_s > self._movement.longest_s and self._movement.kind is not Kind.HOLD
        if self._circles and self._circles.took_part(cycle.start_ms, t_ms):
            return []
        if lasted_s < self._movement.shortest_s or too_long or len(self.repetitions) >= MOST_REPETITIONS:
            return []
        return self._count(cycle, t_ms)

    def _count(self, cycle: Cycle, t_ms: float) -> list[Event]:
        ranges = (cycle.range_of(LEFT), cycle.range_of(RIGHT))
        range_deg, band = self._judge_range(ranges, cycle.side)
        pair = self._comparable(ranges, cycle.side)
        seen = Finished(cycle, t_ms, pair, range_deg, band, self._held())
        found = self._faults.judge(seen, self._view)
        number = len(self.repetitions) + 1
        repetition = Repetition(
            number=number,
            start_ms=cycle.start_ms,
            peak_ms=cycle.peak().t_ms,
            end_ms=t_ms,
            side=cycle.side,
            kind=cycle.kind,
            range_deg=range_deg,
            error_band_deg=band,
            tempo=cycle.tempo(t_ms),
            faults=tuple(str(fault) for fault, _ in found),
        )
        self._remember(repetition, pair)
        return [*self._note(found, t_ms, number), _completed(repetition, t_ms), *self._target_reached(t_ms)]

    def _held(self) -> Held | None:
        """The stay at the far end of the repetition that is just over, None where nothing was to be held."""
        if self.holding is None or self._timed or self.holding.target_s is None:
            return None
        return Held(self.holding.held_s, self.holding.target_s, self.holding.wavering.deviation)

    def _note(self, found: list[tuple[FaultId, float]], t_ms: float, number: int) -> list[Event]:
        for fault, sure in found:
            self.sure.setdefault(fault, []).append(sure)
        return [FaultSeen(t_ms, str(fault), sure, number) for fault, sure in found]

    def _judge_range(self, ranges: Pair, side: RepSide) -> tuple[float | None, float | None]:
        """The reported range and its error band; None when this view cannot tell."""
        band = self._movement.range.error_band_degrees.get(self._view) if self._movement.range else None
        used = self._use if side == "both" else (_SIDE_NAMES.index(side),)
        there = [value for side in used if (value := ranges[side]) is not None]
        if band is None or not there:
            return None, None
        return sum(there) / len(there), band

    def _comparable(self, ranges: Pair, side: RepSide) -> Pair:
        """Left and right, where they can be compared: both used and in the suited view.

        Together, each with a joint of its own; one after the other, this repetition with the last of the other side.
        """
        if self._range is None or self._view is not self._movement.view or len(self._use) < 2:
            return None, None
        if side == "both":
            return ranges if self._range.measure.paired is not None else (None, None)
        self._latest[side] = ranges[_SIDE_NAMES.index(side)]
        return self._latest.get("left"), self._latest.get("right")

    def _remember(self, repetition: Repetition, ranges: Pair) -> None:
        self.repetitions.append(repetition)
        self.full += repetition.kind == "full"
        self.partial += repetition.kind == "partial"
        left, right = ranges
        if left is not None and right is not None:
            self.differences.append(left - right)

    def _target_reached(self, t_ms: float) -> list[Event]:
        if self._target.reps is None or self.full < self._target.reps:
            return []
        return self._reach(t_ms)

    def _reach(self, t_ms: float) -> list[Event]:
        if self._reached:
            return []
        self._reached = True
        return [TargetReached(t_ms)]

    @property
    def judged(self) -> int:
        """How many repetitions, things done in place of one, or stretches of ten seconds faults were looked for in."""
        return len(self.repetitions) + self.stretches

    # --- interruptions and sums -------------------------------------------------------------------------------

    def interrupt(self, t_ms: float) -> list[Event]:
        """Nothing can be judged from here on: what was under way is void, and the start must be seen again."""
        self._void()
        self._recent.clear()
        self._long.clear()
        if self._returns:
            self._returns.forget()
        if self._circles:
            self._circles.forget()
        for signal in self.signals:
            signal.forget()
        return self.holding.end(t_ms) if self.holding else []

    def _void(self) -> None:
        self._cycle = None
        self._lead.clear()
        self._phases.lose()
        self._faults.forget()

    @property
    def symmetry_deg(self) -> float | None:
        """Median of left minus right range."""
        return median(self.differences) if self.differences else None


def _completed(repetition: Repetition, t_ms: float) -> RepCompleted:
    return RepCompleted(t_ms, **{name: getattr(repetition, name) for name in Repetition.__slots__})


def foot_of_rise(lead: Iterable[tuple[float, float]]) -> float:
    """When the rise at the end of these (time, value) began: the last moment before it that was not rising.

    The out threshold is passed well after the movement began; tempo and duration count from here.
    """
    (began, level), *before = reversed(list(lead))
    for t_ms, value in before:
        if value >= level:
            break
        began, level = t_ms, value
    return began
