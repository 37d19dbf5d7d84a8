"""A test of function in front of the camera: frames in, one result for each trial out.

`TrialSession` is no second engine. A `Session` decides when the person is framed, still, working or lost, and counts;
this file listens to it, follows the test's own measures beside it, and cuts the course of them into trials. The three
ways of cutting are the three classes below, one for each `Lasts`.

The rules of `session` hold here too: no clock, no input or output, no exception for any frame, bounded memory. And one
more: what was not seen is a reading without a value, with the reason. A hold or a count that the camera lost says how
far it had come (`at_least`); that is no result of the test.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import mean
from typing import Any, ClassVar, Literal, TypeAlias

from unbrace.motion import ENGINE_VERSION
from unbrace.motion.body import LEFT, RIGHT, Body, Pair, left_axis
from unbrace.motion.course import (
    LEAST_MS,
    MOST_MOMENTS,
    Moment,
    NotSeen,
    Reading,
    Stretch,
    furthest_ms,
    reading,
    take,
    view_of_most,
    visibility,
)
from unbrace.motion.events import (
    Event,
    FrameRefused,
    Hint,
    LostSight,
    PhaseEntered,
    Ready,
    RepCompleted,
    RepSide,
)
from unbrace.motion.framing import Strictness, view_of
from unbrace.motion.landmarks import Frame, NotAFrame
from unbrace.motion.measures import MEASURES
from unbrace.motion.movement import Direction, Role, Side, View, Zero
from unbrace.motion.protocol import Better, Keep, Lasts, Protocol, Score, Value
from unbrace.motion.result import Lost
from unbrace.motion.session import Session, Stage
from unbrace.motion.smoothing import Signal

SCHEMA = "unbrace.function-test/1"

START_S = 0.5
"""The own start of the test's measures is learned from the last half second of the stillness the session waited for."""

REACHED_S = 0.5
"""A place counts as reached when it was kept for this long; the time runs from its first moment."""

UNSEEN_S = 1.0
"""A hold whose place cannot be judged for this long is lost, not over."""

BEFORE_MS = 700.0

MOST_RESULTS = 60
"""Trials of one session that are written down."""

HALFWAY = 0.5
"""Chair stand (Rikli and Jones 1999): more than half-way up when the time is over counts as a stand."""

Ended: TypeAlias = Literal["returned", "let_go", "time_up", "lost", "stopped"]
Sides: TypeAlias = tuple[int, ...]

_NAMES: tuple[RepSide, RepSide] = ("left", "right")


@dataclass(frozen=True, slots=True)
class Trial:
    """One attempt. Times in milliseconds from the first frame."""

    number: int
    side: RepSide
    start_ms: float
    end_ms: float
    ended: Ended
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class TrialEnded:
    """An attempt is over: what it gave. Beside the events of `session`."""

    name: ClassVar[str] = "trial_ended"
    t_ms: float
    trial: Trial


@dataclass(frozen=True, slots=True)
class Scored:
    """One number of the test for one side, made of its trials as the protocol says; None with the reason if none."""

    name: str
    side: RepSide
    unit: str
    value: float | None
    error_band: float | None
    trials: int
    reason: NotSeen | None


@dataclass(frozen=True, slots=True)
class FunctionTestResult:
    """What is left of one test when it is over. Versioned, and without a landmark.

    `complete` when every side asked for has as many seen trials as the protocol wants.
    """

    test: str
    content_version: str
    engine_version: str
    duration_ms: float
    frames: int
    seen_ratio: float
    complete: bool
    scores: tuple[Scored, ...]
    trials: tuple[Trial, ...]
    lost_sight: tuple[Lost, ...]
    hints: tuple[Hint, ...]
    schema: str = SCHEMA

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers, `schema` first."""
        return {"schema": self.schema, **asdict(self)}


@dataclass(slots=True)
class Cut:
    """A stretch that was cut out as a trial: whose side, which frames, and what is known already of its first value."""

    side: RepSide
    sides: Sides
    start_ms: float
    end_ms: float
    ended: Ended
    number: float | None = None
    reason: NotSeen | None = None
    at_least: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One frame as the cutters see it."""

    moment: Moment
    stage: Stage
    events: Sequence[Event]
    nearer: int


class Returns:
    """A trial is one movement out and back, as the session counts it."""

    def __init__(self, protocol: Protocol) -> None:
        self._protocol = protocol

    @property
    def since_ms(self) -> float | None:
        """A movement has no clock."""
        return None

    def step(self, step: Step) -> Iterator[Cut]:
        """Trials that this frame ended."""
        for event in step.events:
            if isinstance(event, RepCompleted) and event.kind == "full":
                for side, sides in self._sides(event.side, step.nearer):
                    yield Cut(side, sides, event.start_ms, event.end_ms, "returned")

    def _sides(self, moved: RepSide, nearer: int) -> Iterator[tuple[RepSide, Sides]]:
        """Which side it was a trial of. From the side that is the near one; in front both arms may rise at once."""
        if moved != "both":
            moving = _NAMES.index(moved)
            yield _NAMES[1 - moving if self._protocol.names_other_side else moving], (moving,)
        elif MEASURES[self._protocol.values[0].measure].paired is None:
            yield "both", (nearer,)
        elif self._protocol.movement.view is View.SIDE:
            yield (_NAMES[nearer] if self._protocol.each_side else "both"), (nearer,)
        elif self._protocol.each_side:
            yield from (("left", (LEFT,)), ("right", (RIGHT,)))
        else:
            yield "both", (LEFT, RIGHT)

    def finish(self, t_ms: float) -> Iterator[Cut]:
        """A movement that was under way did not come back: no trial."""
        yield from ()


class Holds:
    """A trial runs from the moment every `Keep` is met until one is not, for longer than the grace, or time is up."""

    def __init__(self, protocol: Protocol) -> None:
        self._protocol = protocol
        self._first_keep = len(protocol.values)
        self._most_ms = 1000 * (protocol.seconds or 0.0)
        self._side: int | None = None
        self._since_ms = self._good_ms = 0.0
        self._begun = self._must_let_go = False
        self._out_ms: float | None = None

    @property
    def since_ms(self) -> float | None:
        """When the hold under way began."""
        return self._since_ms if self._begun else None

    def step(self, step: Step) -> Iterator[Cut]:
        """Trials that this frame ended."""
        if step.stage is not Stage.WORKING:
            yield from self._lost(step)
            return
        if not step.moment.values:
            return
        t_ms = step.moment.t_ms
        if not self._begun:
            self._wait(step, t_ms)
            return
        assert self._side is not None  # noqa: S101  (begun with a side)
        met = self._met(step.moment, self._side)
        if met is None:
            if t_ms - self._good_ms >= UNSEEN_S * 1000:
                yield self._cut(self._good_ms, "lost", reason="hidden")
        elif met:
            self._good_ms, self._out_ms = t_ms, None
            if t_ms - self._since_ms >= self._most_ms:
                yield self._cut(self._since_ms + self._most_ms, "time_up")
        else:
            self._out_ms = t_ms if self._out_ms is None else self._out_ms
            if t_ms - self._out_ms >= self._protocol.grace_s * 1000:
                yield self._cut(self._out_ms, "let_go")

    def _wait(self, step: Step, t_ms: float) -> None:
        sides = (step.nearer, 1 - step.nearer) if self._protocol.each_side else (step.nearer,)
        side = next((side for side in sides if self._met(step.moment, side)), None)
        if side is None:
            self._side, self._must_let_go = None, False
        elif self._must_let_go:
            return
        elif side != self._side:
            self._side, self._since_ms, self._good_ms = side, t_ms, t_ms
        elif t_ms - self._since_ms >= REACHED_S * 1000:
            self._begun, self._good_ms, self._out_ms = True, t_ms, None

    def _met(self, moment: Moment, side: int) -> bool | None:
        """Whether everything is kept; None where it cannot be told."""
        values = [moment.values[self._first_keep + k][side] for k in range(len(self._protocol.keeps))]
        if any(value is None for value in values):
            return None
        return all(keep.met(value) for keep, value in zip(self._protocol.keeps, values, strict=True))

    def _lost(self, step: Step) -> Iterator[Cut]:
        """Sight was lost, or the person went away. Somebody who had left the place before had let go."""
        if not self._begun:
            self._side = None
        elif self._out_ms is not None:
            yield self._cut(self._out_ms, "let_go")
        else:
            why = next((event.reason for event in step.events if isinstance(event, LostSight)), None)
            yield self._cut(self._good_ms, "lost", reason=why or "moved_away")

    def _cut(self, end_ms: float, ended: Ended, reason: NotSeen | None = None) -> Cut:
        assert self._side is not None  # noqa: S101  (begun with a side)
        held_s = (end_ms - self._since_ms) / 1000
        side, sides = self._named(self._side), (self._side,)
        known = (held_s, None, None) if reason is None else (None, reason, held_s)
        self._begun, self._side, self._out_ms = False, None, None
        self._must_let_go = ended == "time_up"
        return Cut(side, sides, self._since_ms, end_ms, ended, *known)

    def _named(self, side: int) -> RepSide:
        if not self._protocol.each_side:
            return "both"
        return _NAMES[1 - side if self._protocol.names_other_side else side]

    def finish(self, t_ms: float) -> Iterator[Cut]:
        """Stopped while holding: it was held at least as long as that."""
        if self._begun:
            yield self._cut(self._good_ms, "stopped", reason="stopped")


class Usually:
    """A trial is so many seconds from the moment the person is there and still."""

    def __init__(self, protocol: Protocol) -> None:
        self._most_ms = 1000 * (protocol.seconds or 0.0)
        self._since_ms: float | None = None

    @property
    def since_ms(self) -> float | None:
        """When the time under way began."""
        return self._since_ms

    def step(self, step: Step) -> Iterator[Cut]:
        """Trials that this frame ended. A look away is a gap in it; walking away is the end of it."""
        t_ms = step.moment.t_ms
        if any(isinstance(event, Ready) for event in step.events):
            self._since_ms = t_ms
        if self._since_ms is None:
            return
        if step.stage in (Stage.CHECKING, Stage.SETTLING):
            yield self._cut(t_ms, "lost", "moved_away")
        elif t_ms - self._since_ms >= self._most_ms:
            yield self._cut(t_ms, "time_up")

    def _cut(self, t_ms: float, ended: Ended, reason: NotSeen | None = None) -> Cut:
        since, self._since_ms = self._since_ms or 0.0, None
        return Cut("both", (), since, t_ms, ended, reason=reason)

    def finish(self, t_ms: float) -> Iterator[Cut]:
        """Stopped before the time was up."""
        if self._since_ms is not None:
            yield self._cut(t_ms, "stopped", "too_short")


class Counts:
    """A trial is so many seconds of repetitions, from the first movement that reached its target.

    A film does not hear "go", so the clock starts when the first of them leaves the start. Every repetition that kept
    the protocol's `keeps` at its far end counts; the one under way when the time is over counts when it is past
    half-way. Half-way is half of the first value's way from the start to its own zero: a seat is not equally high for
    everybody.
    """

    def __init__(self, protocol: Protocol) -> None:
        movement = protocol.movement
        self._protocol = protocol
        self._most_ms = 1000 * (protocol.seconds or 0.0)
        self._names = {movement.phase(role).name: role for role in Role}
        self._began_ms: float | None = None
        self._out_ms: float | None = None
        self._nearer = LEFT
        self._done: list[float] = []
        self._way: deque[Moment] = deque(maxlen=2000)
        self.from_start = 0.0
        """How far the first value's measure was from its own zero at the start; the session tells."""

    @property
    def since_ms(self) -> float | None:
        """When the time under way began."""
        return self._began_ms

    def step(self, step: Step) -> Iterator[Cut]:
        """Trials that this frame ended."""
        t_ms, self._nearer = step.moment.t_ms, step.nearer
        if step.stage is not Stage.WORKING:
            yield from self._lost(step)
            return
        self._way.append(step.moment)
        for event in step.events:
            if isinstance(event, PhaseEntered):
                self._enter(self._names[event.phase], t_ms)
            elif isinstance(event, RepCompleted):
                self._complete(event)
        if self._began_ms is not None and t_ms - self._began_ms >= self._most_ms:
            yield self._cut(self._began_ms + self._most_ms, "time_up")

    def _enter(self, role: Role, t_ms: float) -> None:
        if role is Role.OUT:
            self._out_ms = t_ms
            while self._way and self._way[0].t_ms < t_ms:
                self._way.popleft()
        elif role is Role.TARGET and self._began_ms is None:
            self._began_ms = t_ms if self._out_ms is None else self._out_ms
        elif role is Role.START:
            self._out_ms = None

    def _complete(self, event: RepCompleted) -> None:
        if event.kind != "full":
            return
        if not self._done and self._began_ms is not None:
            self._began_ms = min(self._began_ms, event.start_ms)
        if self._reached():
            self._done.append(event.peak_ms)

    def _reached(self) -> bool:
        """Whether the far end of the movement under way met every `Keep`, at one and the same moment."""
        first = len(self._protocol.values)
        return any(
            all(
                keep.met(moment.values[first + k][self._nearer])
                for k, keep in enumerate(self._protocol.keeps)
            )
            for moment in self._way
            if moment.values
        )

    def _under_way(self, end_ms: float) -> bool:
        """Whether somebody who is on the way when the time is over is past half of it, or had been all the way."""
        if self._out_ms is None:
            return False
        far = [
            value
            for moment in self._way
            if moment.values and moment.t_ms <= end_ms
            if (value := moment.values[0][self._nearer]) is not None
        ]
        return bool(far) and max(far) >= HALFWAY * self.from_start

    def _lost(self, step: Step) -> Iterator[Cut]:
        why = next((event.reason for event in step.events if isinstance(event, LostSight)), None)
        if self._began_ms is not None:
            yield self._cut(step.moment.t_ms, "lost", why or "moved_away")
        self._out_ms = None

    def _cut(self, end_ms: float, ended: Ended, reason: NotSeen | None = None) -> Cut:
        since, self._began_ms = self._began_ms or 0.0, None
        number = float(len([peak for peak in self._done if peak <= end_ms]))
        if reason is None:
            number += self._under_way(end_ms)
        self._done, self._out_ms = [], None
        known = (number, None, None) if reason is None else (None, reason, number)
        return Cut("both", (self._nearer,), since, end_ms, ended, *known)

    def finish(self, t_ms: float) -> Iterator[Cut]:
        """Stopped before the time was up."""
        if self._began_ms is not None:
            yield self._cut(t_ms, "stopped", "too_short")


Cutter: TypeAlias = Returns | Holds | Usually | Counts


def _cutter(protocol: Protocol) -> Cutter:
    if protocol.lasts is Lasts.RETURN:
        return Returns(protocol)
    if protocol.lasts is Lasts.HOLD:
        return Holds(protocol)
    return Counts(protocol) if protocol.counts else Usually(protocol)


def _signal(watched: Value | Keep) -> Signal:
    direction = watched.direction if isinstance(watched, Value) else Direction.INCREASING
    return Signal(MEASURES[watched.measure], direction, watched.zero)


class TrialSession:
    """One test of one person: as many trials as they do, of whichever side they do.

    `side`, `framing`, as for a `Session`. `test` and `content_version` only go into the result.
    """

    def __init__(
        self,
        protocol: Protocol,
        side: Side | None = None,
        *,
        framing: Strictness = "require",
        test: str = "",
        content_version: str = "",
    ) -> None:
        self._named = (test, content_version)
        self._protocol = protocol
        self._session = Session(protocol.movement, side=side, framing=framing)
        self._signals = tuple(_signal(watched) for watched in protocol.watched)
        self._cutter = _cutter(protocol)
        self._before: deque[tuple[float, tuple[Pair, ...]]] = deque(maxlen=256)
        self._moments: deque[Moment] = deque(maxlen=MOST_MOMENTS)
        self._nearer = LEFT
        self._first_ms: float | None = None
        self._last_ms = -math.inf
        self._ready = self._was_ready = False
        self._from: View | None = None
        self._live = next((k for k, one in enumerate(protocol.values) if one.is_of_the_moment), None)
        self._hints: tuple[Hint, ...] = ()
        self.trials: list[Trial] = []

    @property
    def stage(self) -> Stage:
        """Whether the engine may judge now."""
        return self._session.stage

    @property
    def measured(self) -> tuple[float, float | None, float] | None:
        """What the session read last, as `Session.measured` says it: for a curve of the test's movement."""
        return self._session.measured

    def snapshot(self) -> dict[str, Any]:
        """How things stand, for the overlay: that of the session, and how many trials were seen on each side."""
        sides = [trial.side for trial in self.trials if trial.readings[0].value is not None]
        trials = {side: sides.count(side) for side in ("both", *_NAMES)}
        return {
            **self._session.snapshot(),
            "trials": trials,
            "lasted_s": self._lasted_s(),
            "now": self._now(),
        }

    def _now(self) -> dict[str, Any] | None:
        """What the test's first measure reads at this moment, for somebody who looks on: never a result.

        None where the test has no measure of a moment, where nothing can be judged now, or where it cannot be read from
        where the camera stands. The band is that of the view the person stood in before the movement, which turns them.
        """
        moment = self._moments[-1] if self._moments else None
        if self._live is None or moment is None or not moment.values:
            return None
        value = self._protocol.values[self._live]
        view = self._from if self._protocol.lasts is Lasts.RETURN else self._session.view
        band = value.error_band.get(view) if view is not None else None
        seen = moment.values[self._live]
        there = [(side, seen[k]) for side, k in self._live_sides(value) if seen[k] is not None]
        if band is None or not there:
            return None
        sides = [{"side": side, "value": number, "error_band": band} for side, number in there]
        return {"name": value.name, "unit": value.unit, "sides": sides}

    def _live_sides(self, value: Value) -> list[tuple[RepSide, int]]:
        """Which columns are read: both limbs from the front, the nearer one from the side, one where there is one."""
        if MEASURES[value.measure].paired is None:
            return [("both", self._nearer)]
        if self._protocol.movement.view is View.SIDE:
            return [(_NAMES[self._nearer] if self._protocol.each_side else "both", self._nearer)]
        return [("left", LEFT), ("right", RIGHT)]

    def _lasted_s(self) -> float | None:
        """How long the hold or the timed trial under way has gone on; None where none is."""
        since = self._cutter.since_ms
        return None if since is None else max(0.0, (self._last_ms - since) / 1000)

    def receive_floats(self, values: Sequence[float]) -> list[Event | TrialEnded]:
        """`receive` for the border: the flat numbers of `Frame.from_floats`."""
        try:
            return self.receive(Frame.from_floats(values))
        except NotAFrame:
            return [*self._session.receive_floats(values)]

    def receive(self, frame: Frame) -> list[Event | TrialEnded]:
        """Everything this frame means: what the session says, and the trials that ended. Never raises for a frame."""
        events = self._session.receive(frame)
        if self.stage is Stage.FINISHED or any(isinstance(event, FrameRefused) for event in events):
            return [*events]
        self._first_ms = frame.t_ms if self._first_ms is None else self._first_ms
        body = Body(frame) if frame.is_somebody else None
        self._listen(events, body, frame.t_ms)
        if frame.t_ms - self._last_ms < LEAST_MS and not events:
            return []
        self._last_ms = frame.t_ms
        moment = self._moment(body, frame.t_ms)
        self._remember(moment)
        step = Step(moment, self.stage, events, self._nearer)
        return [*events, *self._ended(self._cutter.step(step))]

    def _listen(self, events: Iterable[Event], body: Body | None, t_ms: float) -> None:
        """Learn the start while the session waits for it, and know which side is nearer the camera."""
        if body is not None and (ahead := left_axis(body)[2]) != 0:
            self._nearer = RIGHT if ahead > 0 else LEFT
        if body is not None and self.stage is not Stage.LOST and not self._ready:
            self._before.append((t_ms, tuple(signal.measure.read(body) for signal in self._signals)))
        for event in events:
            if isinstance(event, Ready):
                self._learn(t_ms)
                self._from = self._session.view
            elif isinstance(event, LostSight):
                for signal in self._signals:
                    signal.forget()
            self._hints = getattr(event, "hints", ()) or self._hints
        if self.stage in (Stage.CHECKING, Stage.SETTLING):
            self._ready = False

    def _learn(self, t_ms: float) -> None:
        lately = [raw for when, raw in self._before if when >= t_ms - START_S * 1000]
        for index, signal in enumerate(self._signals):
            signal.learn([raw[index] for raw in lately])
        if isinstance(self._cutter, Counts):
            starts = [abs(v) for raw in lately if (v := raw[0][self._nearer]) is not None]
            self._cutter.from_start = mean(starts) if starts else math.inf
        self._ready = self._was_ready = True
        self._before.clear()

    def _moment(self, body: Body | None, t_ms: float) -> Moment:
        if body is None or self.stage is not Stage.WORKING:
            return Moment(t_ms, None)
        values = tuple(signal.follow(signal.measure.read(body), t_ms / 1000) for signal in self._signals)
        seen = tuple(visibility(signal.measure, body) for signal in self._signals)
        return Moment(t_ms, view_of(body), values, seen)

    def _remember(self, moment: Moment) -> None:
        self._moments.append(moment)
        longest_s = self._protocol.seconds or self._protocol.movement.longest_s
        while self._moments[0].t_ms < moment.t_ms - 1000 * (longest_s + 10):
            self._moments.popleft()

    def _ended(self, cuts: Iterable[Cut]) -> list[TrialEnded]:
        ended = []
        for cut in cuts:
            if len(self.trials) < MOST_RESULTS:
                self.trials.append(self._trial(cut))
                ended.append(TrialEnded(cut.end_ms, self.trials[-1]))
        return ended

    def _trial(self, cut: Cut) -> Trial:
        stretch = self._stretch(cut)
        at_ms = furthest_ms(stretch.moments, self._sides(self._protocol.values[0], cut))
        readings = tuple(
            self._reading(value, index, stretch, cut, at_ms)
            for index, value in enumerate(self._protocol.values)
        )
        first = self._first_ms or 0.0
        start_ms, end_ms = cut.start_ms - first, cut.end_ms - first
        return Trial(len(self.trials) + 1, cut.side, start_ms, end_ms, cut.ended, readings)

    def _stretch(self, cut: Cut) -> Stretch:
        """A movement may turn the person: where the camera stands is told by the second before it."""
        within = [moment for moment in self._moments if cut.start_ms <= moment.t_ms <= cut.end_ms]
        asked = self._protocol.movement.view
        if self._protocol.lasts is not Lasts.RETURN:
            return Stretch(within, asked)
        before = [m for m in self._moments if cut.start_ms - BEFORE_MS <= m.t_ms <= cut.start_ms]
        return Stretch(within, asked, view_of_most(before, asked))

    def _reading(self, value: Value, index: int, stretch: Stretch, cut: Cut, at_ms: float) -> Reading:
        sides = self._sides(value, cut)
        if index == 0 and (cut.number is not None or cut.reason is not None):
            return self._known(value, stretch, sides, cut)
        if cut.reason is not None:
            return reading(value, index, stretch, sides, None, cut.reason)
        return take(value, index, stretch, sides, at_ms)

    def _known(self, value: Value, stretch: Stretch, sides: Sides, cut: Cut) -> Reading:
        """Seconds and counts are known from the cut, and as good as the view they were seen from."""
        if stretch.view not in value.error_band:
            return reading(value, 0, stretch, sides, None, cut.reason or "view", cut.at_least)
        return reading(value, 0, stretch, sides, cut.number, cut.reason, cut.at_least)

    def _sides(self, value: Value, cut: Cut) -> Sides:
        """Which columns of a measure belong to this trial: its own side's, the nearer one's, or either way of it."""
        measure = MEASURES[value.measure]
        if measure.paired is not None:
            return cut.sides or (
                (self._nearer,) if self._protocol.movement.view is View.SIDE else (LEFT, RIGHT)
            )
        if measure.signed and cut.side == "both":
            return (LEFT,) if value.zero is Zero.MEASURE else (LEFT, RIGHT)
        return cut.sides[:1] if measure.signed else (LEFT,)

    # --- the end ----------------------------------------------------------------------------------------------

    def finish(self, t_ms: float) -> list[Event | TrialEnded]:
        """The test is over. A trial that was under way is not a result."""
        if self.stage is Stage.FINISHED:
            return []
        cuts = self._ended(self._cutter.finish(t_ms))
        return [*cuts, *self._session.finish(t_ms)]

    def result(self) -> FunctionTestResult:
        """What is left of the test, at any time."""
        seen, (test, content_version) = self._session.result(), self._named
        scores = tuple(self._scores())
        return FunctionTestResult(
            test=test,
            content_version=content_version,
            engine_version=ENGINE_VERSION,
            duration_ms=seen.duration_ms,
            frames=seen.frames,
            seen_ratio=seen.seen_ratio,
            complete=self._is_complete(),
            scores=scores,
            trials=tuple(self.trials),
            lost_sight=seen.lost_sight,
            hints=self._hints,
        )

    def _wanted(self) -> tuple[RepSide, ...]:
        return _NAMES if self._protocol.each_side else ("both",)

    def _is_complete(self) -> bool:
        return all(len(self._seen(side)) >= self._protocol.trials for side in self._wanted())

    def _of(self, side: RepSide) -> list[Trial]:
        return [trial for trial in self.trials if trial.side == side]

    def _seen(self, side: RepSide) -> list[Trial]:
        """The trials of this side whose first value was seen."""
        return [trial for trial in self._of(side) if trial.readings[0].value is not None]

    def _scores(self) -> Iterator[Scored]:
        for side in self._wanted():
            seen = self._seen(side)
            used = _used(seen, self._protocol)
            for index, value in enumerate(self._protocol.values):
                readings = [trial.readings[index] for trial in used]
                numbers = [one.value for one in readings if one.value is not None]
                bands = [one.error_band for one in readings if one.error_band is not None]
                why = None if numbers else self._why(index, side)
                number = mean(numbers) if numbers else None
                yield Scored(value.name, side, value.unit, number, max(bands, default=None), len(seen), why)

    def _why(self, index: int, side: RepSide) -> NotSeen:
        """Why there is no number: what the last trial said, or that none began."""
        reasons = [why for trial in self._of(side) if (why := trial.readings[index].reason) is not None]
        if reasons:
            return reasons[-1]
        return "not_begun" if self._was_ready else "not_in_position"


def _used(seen: Sequence[Trial], protocol: Protocol) -> Sequence[Trial]:
    """The trials the score rests on: all of them for a mean, else the one whose first value is best.

    The other values are of the same trials: how far somebody leaned back belongs to the lift it helped.
    """
    if protocol.score is Score.MEAN or not seen:
        return seen
    among = seen[-2:] if protocol.score is Score.BEST_OF_LAST_TWO else seen
    pick = max if protocol.better is Better.MORE else min
    return [pick(among, key=lambda trial: trial.readings[0].value or 0.0)]
