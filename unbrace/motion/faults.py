"""Ways of moving that are worth a word: the fault catalogue's rules, with a confidence for each.

Two kinds of rule. A *watch* follows a measure and speaks when it goes further from the person's own start than the
limit, for long enough to be no tremble. A *verdict* looks at the whole repetition when it is over. A fault is named at
the end of the repetition that showed it.

Confidence grows from 0.5 at the limit to 1 where the measure's own error can no longer explain it, and shrinks with
the share of the repetition in which the measure was seen. Below 0.7 a fault is only recorded. A fault is never looked
for in a view from which its measure means something else: seen from the side, knees always look close together.

The limits are the catalogue's; an exercise may replace them. To add a rule: one line in `WATCHES` or one function in
`VERDICTS`, and its id in `movement.FaultId`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from unbrace.motion.body import LEFT, RIGHT, Pair
from unbrace.motion.instead import Instead
from unbrace.motion.measures import MEASURES
from unbrace.motion.movement import Direction, Fault, FaultId, Movement, Role, View, Zero
from unbrace.motion.repetitions import Cycle
from unbrace.motion.smoothing import Signal

SPOKEN_FROM = 0.7
"""Faults below this confidence are recorded, not spoken. The coach decides; the engine only says how sure it is."""

UNSPOKEN = 0.65
"""Sure enough to be written down, not yet to be spoken."""

SUSTAINED_S = 0.2
"""A watched measure must be past its limit for this long in one repetition."""

HOLD_SHARE = 0.8
"""Of the time asked for."""


def sureness(excess: float, error: float) -> float:
    """0.5 at the limit, 1 when past it by the measure's error."""
    return max(0.5, min(1.0, 0.5 + 0.5 * excess / error))


@dataclass(frozen=True, slots=True)
class Watch:
    """Follow this measure: `limit` is the catalogue's, `error` what separates a finding from the measure's noise.

    `zero` is the measure's own where the catalogue means a place and not a change. `during` are the phases in which the
    rule holds (none: all), `for_s` how long the limit must be passed, and `repeats` in how many repetitions before it
    may be spoken.
    """

    measure: str
    limit: float
    error: float
    views: tuple[View, ...]
    direction: Direction = Direction.INCREASING
    zero: Zero = Zero.OWN_START
    during: tuple[Role, ...] = ()
    for_s: float = SUSTAINED_S
    repeats: int = 1


_ANY = tuple(View)
_SIDE, _FRONT = (View.SIDE,), (View.FRONT,)

WATCHES: dict[FaultId, tuple[Watch, ...]] = {
    FaultId.TRUNK_LEAN: (Watch("trunk_tilt", 15, 5, (View.SIDE, View.FRONT)),),
    FaultId.HIP_SAG: (
        Watch("hip_sag", 6, 3, (View.SIDE, View.FRONT), zero=Zero.MEASURE, during=(Role.TARGET,), for_s=1.0),
    ),
    FaultId.HIP_PIKE: (
        Watch(
            "hip_sag", 6, 3, _SIDE, Direction.DECREASING, zero=Zero.MEASURE, during=(Role.TARGET,), for_s=1.0
        ),
    ),
    FaultId.HIPS_UP: (Watch("hip_lift", 10, 5, _SIDE),),
    FaultId.TRUNK_TWIST: (Watch("shoulder_yaw", 25, 20, _FRONT),),
    FaultId.PELVIS_DROP: (Watch("pelvis_line_tilt", 10, 5, _FRONT), Watch("hip_difference", 5, 40, _SIDE)),
    FaultId.PELVIS_TWIST: (Watch("pelvis_width", 25, 15, _FRONT),),
    FaultId.PELVIS_SHIFT: (Watch("pelvis_place", 5, 3, _FRONT),),
    FaultId.ROT_PELVIS: (Watch("pelvis_yaw", 15, 10, (View.FRONT, View.OBLIQUE), repeats=3),),
    FaultId.KNEE_IN: (Watch("knee_separation", 20, 10, _FRONT),),
    FaultId.KNEE_BEND: (Watch("knee_flexion", 15, 10, _SIDE),),
    FaultId.HEEL_LIFT: (Watch("heel_height", 15, 5, _SIDE),),
    FaultId.ELBOW_BEND: (Watch("elbow_flexion", 25, 20, _ANY),),
    FaultId.SHRUG: (Watch("ear_height", 15, 10, _FRONT), Watch("neck_length", 15, 60, _SIDE)),
    FaultId.NECK_EXT: (Watch("head_pitch", 20, 15, _SIDE),),
    FaultId.CHIN_POKE: (Watch("head_forward", 15, 8, _SIDE),),
    FaultId.HANDS_PUSH: (
        Watch(
            "wrist_above_knee",
            -8,
            4,
            _SIDE,
            Direction.DECREASING,
            Zero.MEASURE,
            during=(Role.OUT,),
            for_s=0.3,
        ),
    ),
    FaultId.FOOT_MOVE: (Watch("foot_place", 10, 5, _ANY),),
    FaultId.SHOULDER_LINE: (Watch("shoulder_line_tilt", 10, 5, _FRONT),),
    FaultId.FAR_LOAD: (Watch("load_reach", 25, 8, _SIDE, zero=Zero.MEASURE, during=(Role.TARGET,)),),
    FaultId.TWIST_LOAD: (Watch("shoulder_yaw", 30, 40, _ANY),),
    FaultId.NOD: (Watch("head_pitch", 10, 10, _SIDE, Direction.DECREASING),),
}
"""One watch for each group of views, the first that fits the view is asked.

Errors: POSE.md's table (lateral tilt 1-5, elbow 13-21, turning 4-13) and the spread of the measure on rendered correct
repetitions. Limits are the catalogue's, two of them put into what a picture shows. Knee in: 10 % of the thigh for each
knee is about a third of the usual distance between them, and with half of that lost to the camera's error 20 %. Heel
lift: 3 % of height is 10 % of the trunk, and a heel that stays down reads up to 12 %. Nod: in a glide the eyes stay
level, and the nose of a rendered head that glides dips by 5 degrees at most; twice that is the limit. Three measures
are so rough that what they find is written down and hardly ever spoken: hips seen from the side differ by up to 17 % of
the trunk in correct bird-dogs, the neck along the trunk by 36 % in correct press-ups, and turning is half guessed."""


class Watcher:
    """One watch during one set."""

    def __init__(self, fault: Fault, watch: Watch, movement: Movement) -> None:
        self.id = fault.id
        self.watch = watch
        self._limit = limit = watch.limit if fault.limit is None else fault.limit
        self.signal = Signal(MEASURES[fault.measure or watch.measure], watch.direction, watch.zero)
        self._found = 0
        lasts = movement.shortest_s, movement.longest_s
        self._instead = Instead(limit, *lasts) if fault.instead else None
        self.begin(0.0)

    def begin(self, t_s: float) -> None:
        """A new repetition."""
        self._t_s = t_s
        self._seen_s = self._all_s = self._past_s = self._excess = 0.0
        self.forget()

    def forget(self) -> None:
        """What was under way in place of a repetition is not."""
        if self._instead:
            self._instead.forget()

    def between(self, raw: Pair, t_s: float, sides: Iterable[int], view: View) -> float | None:
        """One more moment in which no repetition is under way: how sure, when something else just was."""
        if self._instead is None:
            return None
        past = self._instead.follow(self.read(raw, t_s, sides), t_s)
        return None if past is None or view not in self.watch.views else sureness(past, self.watch.error)

    def read(self, raw: Pair, t_s: float, sides: Iterable[int]) -> float | None:
        """How far it is now; the worse of these sides counts, or either way of the whole body."""
        values = self.signal.follow(raw, t_s)
        sides = sides if self.signal.measure.paired else (LEFT, RIGHT)
        return max([v for side in sides if (v := values[side]) is not None], default=None)

    def follow(self, raw: Pair, t_s: float, sides: Iterable[int], role: Role | None) -> None:
        """One more moment of the repetition."""
        value = self.read(raw, t_s, sides)
        elapsed, self._t_s = max(0.0, t_s - self._t_s), t_s
        if self.watch.during and role not in self.watch.during:
            return
        self._all_s += elapsed
        if value is None:
            return
        self._seen_s += elapsed
        if value > self._limit:
            self._past_s += elapsed
            self._excess += elapsed * (value - self._limit)

    def confidence(self, view: View) -> float | None:
        """How sure, now that the repetition is over; None when there is nothing to say."""
        if view not in self.watch.views or self._past_s < self.watch.for_s:
            return None
        self._found += 1
        sure = sureness(self._excess / self._past_s, self.watch.error) * self._seen_s / self._all_s
        return sure if self._found >= self.watch.repeats else min(sure, UNSPOKEN)


@dataclass(slots=True)
class Ledger:
    """What the verdicts remember between the repetitions of one set."""

    partial_in_a_row: int = 0
    uneven: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """How long the far end of a repetition was held, how long it should be, and how much the angle wavered (F16)."""

    held_s: float
    target_s: float
    wavering_deg: float | None


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished repetition, as the verdicts see it.

    `ranges` are left and right where the two can be compared; `range_deg` and `band` are None when this view cannot
    judge the range; `held` is None where nothing was to be held.
    """

    cycle: Cycle
    end_ms: float
    ranges: Pair
    range_deg: float | None
    band: float | None
    held: Held | None = None


def too_small(seen: Finished, ledger: Ledger, movement: Movement, limit: float | None) -> float | None:
    """f_range: two in a row that turned back before the target phase."""
    if ledger.partial_in_a_row < 2:
        return None
    return sureness(movement.phase(Role.TARGET).enter_at - seen.cycle.peak().value, 10)


def too_far(seen: Finished, ledger: Ledger, movement: Movement, limit: float | None) -> float | None:
    """f_over: the reported angle passed the exercise's limit."""
    if seen.range_deg is None or seen.band is None or movement.range is None:
        return None
    excess = seen.range_deg - (limit or movement.range.limit_degrees)
    return sureness(excess, seen.band) if excess > 0 else None


def too_fast(seen: Finished, ledger: Ledger, movement: Movement, limit: float | None) -> float | None:
    """f_fast: F15 above the limit (where the range can be judged), or out or back in less than half the planned time.

    The turning point splits the time: a pause near it counts for the way it belongs to. The way back is watched until
    the start phase only, so no more of the planned time is asked of it than of the way.
    """
    top = (limit or 120.0) if seen.band is not None else math.inf
    fastest = seen.cycle.fastest() or 0.0
    if fastest > top:
        return sureness(fastest - top, top / 2)
    if movement.tempo is None or not seen.cycle.reached_target:
        return None
    turned = seen.cycle.peak().t_ms
    out_s, back_s = (turned - seen.cycle.start_ms) / 1000, (seen.end_ms - turned) / 1000
    watched = 1 - max(0.0, movement.phase(Role.START).enter_at) / seen.cycle.peak().value
    short = max(1 - 2 * out_s / movement.tempo.out_s, 1 - 2 * back_s / (movement.tempo.back_s * watched))
    return sureness(short, 1.0) if short > 0 else None


def uneven(seen: Finished, ledger: Ledger, movement: Movement, limit: float | None) -> float | None:
    """f_asym: left and right differ by more than the limit, in three repetitions of the set.

    A difference has the errors of both sides, so it takes twice the band to be sure.
    """
    left, right = seen.ranges
    if left is None or right is None or seen.band is None:
        return None
    excess = abs(left - right) - (limit or 15.0)
    ledger.uneven += excess > 0
    return sureness(excess, 2 * seen.band) if excess > 0 and ledger.uneven >= 3 else None


def unsteady(seen: Finished, ledger: Ledger, movement: Movement, limit: float | None) -> float | None:
    """f_hold: held for less than 80 % of the time, or wavering by more than the limit (a standard deviation)."""
    if seen.held is None or not seen.cycle.reached_target:
        return None
    short = 1 - seen.held.held_s / (HOLD_SHARE * seen.held.target_s)
    wavering = (seen.held.wavering_deg or 0.0) - (limit or 8.0)
    if short > 0:
        return sureness(short, 0.5)
    return sureness(wavering, 8.0) if wavering > 0 else None


def plopped(seen: Finished, ledger: Ledger, movement: Movement, limit: float | None) -> float | None:
    """f_plop: the last third of sitting down faster than the limit, where the angle can be judged."""
    if seen.band is None or not seen.cycle.reached_target:
        return None
    top, fastest = limit or 200.0, seen.cycle.fastest_landing() or 0.0
    return sureness(fastest - top, top / 2) if fastest > top else None


Verdict: TypeAlias = Callable[[Finished, Ledger, Movement, float | None], float | None]

VERDICTS: dict[FaultId, Verdict] = {
    FaultId.RANGE: too_small,
    FaultId.OVER: too_far,
    FaultId.FAST: too_fast,
    FaultId.ASYM: uneven,
    FaultId.HOLD: unsteady,
    FaultId.PLOP: plopped,
}


class Faults:
    """All the faults one exercise looks out for, during one set."""

    def __init__(self, movement: Movement) -> None:
        self._movement = movement
        self.watchers = [
            Watcher(fault, watch, movement)
            for fault in movement.faults
            for watch in WATCHES.get(fault.id, ())
        ]
        self._verdicts = [fault for fault in movement.faults if fault.id in VERDICTS]
        self._ledger = Ledger()

    def begin(self, t_s: float) -> None:
        """A new repetition."""
        for watcher in self.watchers:
            watcher.begin(t_s)

    def follow(self, raw: Iterable[Pair], t_s: float, sides: tuple[int, ...], role: Role | None) -> None:
        """One more moment of a repetition: the raw readings of the watchers' signals, in their order."""
        for watcher, readings in zip(self.watchers, raw, strict=True):
            watcher.follow(readings, t_s, sides, role)

    def between(
        self, raw: Iterable[Pair], t_s: float, sides: tuple[int, ...], view: View
    ) -> list[tuple[FaultId, float]]:
        """One more moment in which no repetition is under way: what was just done in place of one."""
        found = [
            (watcher.id, watcher.between(readings, t_s, sides, view))
            for watcher, readings in zip(self.watchers, raw, strict=True)
        ]
        return [(fault, sure) for fault, sure in found if sure is not None]

    def forget(self) -> None:
        """Nothing can be judged from here on."""
        for watcher in self.watchers:
            watcher.forget()

    def judge(self, seen: Finished, view: View) -> list[tuple[FaultId, float]]:
        """What the repetition that is just over showed, with how sure that is."""
        self._ledger.partial_in_a_row = 0 if seen.cycle.reached_target else self._ledger.partial_in_a_row + 1
        found = self.judge_watched(view)
        for fault in self._verdicts:
            confidence = VERDICTS[fault.id](seen, self._ledger, self._movement, fault.limit)
            found += [] if confidence is None else [(fault.id, confidence)]
        return found

    def judge_watched(self, view: View) -> list[tuple[FaultId, float]]:
        """The watched ones alone: all there is where no repetitions are counted."""
        found = [(watcher.id, watcher.confidence(view)) for watcher in self.watchers]
        return [(fault, confidence) for fault, confidence in found if confidence is not None]
