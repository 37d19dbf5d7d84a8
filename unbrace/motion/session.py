"""Stop 3, understand: frames in, events out. One `Session` is one set in front of the camera.

How it works is told in `stages` (may the engine judge at all?) and in `phases` (where in a repetition is the person?).
This file strings them together, frame by frame.

Rules of this file: no clock (time is what the frames say), no input or output, and no exception for any frame. A frame
that cannot be used becomes `FrameRefused`. Memory is constant: windows are bounded in time and number, and the lists of
a result end at `result.MOST_REPETITIONS` and its kin.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from unbrace.motion import ENGINE_VERSION
from unbrace.motion.beginning import MOST_AT_ONCE, Beginning, Moment
from unbrace.motion.body import ANKLES, HIPS, KNEES, SHOULDERS, Body, Pair
from unbrace.motion.counting import Counting, Target
from unbrace.motion.events import (
    Event,
    FrameRefused,
    FramingChanged,
    Hint,
    LostReason,
    LostSight,
    Ready,
    RefusedReason,
    SightRegained,
)
from unbrace.motion.framing import GAP_S, Framing, Presence, Strictness, view_of
from unbrace.motion.landmarks import Frame, NotAFrame
from unbrace.motion.movement import Anchor, Kind, Movement, Role, Side, View
from unbrace.motion.result import MOST_LOSSES, Counts, FaultTally, Lost, SeenView, SessionResult
from unbrace.motion.stages import STAGES, Cause, Stage

__all__ = ["Session", "Stage", "Target"]


CHECK_S = {"require": 1.0, "advise": 0.5}
"""Protocol: all gates for 1 s before a live set. A recording that begins with the movement has less to give."""

STILL_S = 0.5
"""The start is the median of this long a stillness, or of the whole check if that was still."""

WINDOW_S = 1.0
STILL_SHARE = 0.8
"""Of the last second's readings this share must lie within the start phase: one stray frame does not delay a set."""

STILLER = 0.5
"""Or all of the last half second within half of it."""

STILL_TRUNKS = 0.2
"""And the hips within a fifth of a trunk (10 cm): somebody walking has not arrived."""

HIDDEN_S = 0.5
"""Sight is lost when the person cannot be judged for this long; a blink of the pose model is passed over."""

FOUND_S = 0.3
"""Sight is regained when the person has been judgeable for this long."""

AWAY_S = 5.0
"""After being away for longer than this, camera and person may have moved: the check starts again."""

SAME_SIZE = 1.35
"""Nearer the camera or further away by more than this, the person has to be looked at anew."""

STRANGER_S = 10.0
"""After a jump to another body the engine waits this long for the first one to come back. Then it says that it sees
somebody else, and begins from the check: whoever gets `Ready` knows that they are the one who is counted."""

OUT_OF_PLACE_TRUNKS = 0.5
OUT_OF_PLACE_S = 0.5
"""What stays has moved when it is half a trunk (about 25 cm) from its place for this long: one step."""

MOST_FRAMES = 256
"""More than a second of the fastest camera; bounds every window by number as well as by time."""

_ANCHORS = {Anchor.FEET: ANKLES, Anchor.KNEES: KNEES, Anchor.HIPS: HIPS, Anchor.SHOULDERS: SHOULDERS}
_ALL = tuple(zip(SHOULDERS, HIPS, KNEES, ANKLES, strict=True))


def _seen(moments: Iterable[Moment]) -> Pair:
    """How visible left and right were on average."""
    lefts, rights = zip(*(moment.seen for moment in moments), strict=True)
    return sum(lefts) / len(lefts), sum(rights) / len(rights)


class Session:
    """One set of one exercise.

    `framing="require"` (a live set) waits for a good picture; `"advise"` (a recording) begins as soon as anything can
    honestly be judged. `exercise` and `content_version` only go into the result.
    """

    def __init__(
        self,
        movement: Movement,
        target: Target | None = None,
        side: Side | None = None,
        *,
        framing: Strictness = "require",
        exercise: str = "",
        content_version: str = "",
    ) -> None:
        self._named = (exercise, content_version)
        self._movement = movement
        self._target = target or Target()
        self._framing = Framing(movement, framing)
        self._check_s = CHECK_S[framing]
        self._counting = Counting(movement, self._target, side)
        self.stage = Stage.CHECKING
        # the frames so far
        self._first_ms: float | None = None
        self._last_ms = -math.inf
        self._ready_ms: float | None = None
        self._frames = self._seen_frames = 0
        self._frame_s: float | None = None
        self._seen_parts = {need.name: False for need in self._framing.needs}
        # the person now
        self._presence = Presence()
        self._views: deque[tuple[float, View]] = deque(maxlen=MOST_FRAMES)
        self._view: View | None = None
        self._votes: Counter[View] = Counter()
        # before the set
        self._framed: tuple[bool, tuple[Hint, ...]] | None = None
        self._framed_since_s: float | None = None
        self._start: deque[Moment] = deque(maxlen=MOST_FRAMES)
        self._beginning = Beginning()
        self._ahead: deque[tuple[Moment | None, bool]] = deque()
        """Moments still to be read, oldest first, and whether each is read again; None is an interruption."""
        # during the set
        self._anchored = tuple([_ANCHORS[anchor] for anchor in movement.stays])
        self._places: tuple[tuple[float, float], ...] = ()
        """Where what stays was when the start was learned."""
        self._place, self._trunk = (0.0, 0.0), 0.0
        self._moved_since_s: float | None = None
        self._hidden_since_ms: float | None = None
        self._found_since_s: float | None = None
        self._reason: LostReason = "nobody"
        self._interrupted_ms = 0.0
        self._lost: list[Lost] = []

    # --- frames in --------------------------------------------------------------------------------------------

    def receive_floats(self, values: Sequence[float]) -> list[Event]:
        """`receive` for the border: the flat numbers of `Frame.from_floats`."""
        try:
            return self.receive(Frame.from_floats(values))
        except NotAFrame as refused:
            t_ms = values[0] if len(values) and math.isfinite(values[0]) else max(self._last_ms, 0.0)
            return [FrameRefused(t_ms, refused.reason)]

    def receive(self, frame: Frame) -> list[Event]:
        """Everything this frame means. Never raises for a frame, whatever is in it."""
        if self.stage is Stage.FINISHED:
            return []
        refused = self._refused(frame)
        if refused is not None:
            t_ms = frame.t_ms if math.isfinite(frame.t_ms) else max(self._last_ms, 0.0)
            return [FrameRefused(t_ms, refused)]
        gap_s = (frame.t_ms - self._last_ms) / 1000 if self._frames else 0.0
        self._note_time(frame.t_ms, gap_s)
        body = Body(frame) if frame.is_somebody else None
        reason = self._why_hidden(body, frame.t_ms / 1000, gap_s)
        self._seen_frames += reason is None
        if self.stage in (Stage.CHECKING, Stage.SETTLING):
            events = self._prepare(body, reason, frame.t_ms)
        else:
            events = self._work(body, reason, frame.t_ms, gap_s)
        return events + self._catch_up(MOST_AT_ONCE)

    def _refused(self, frame: Frame) -> RefusedReason | None:
        problem = frame.problem
        if problem is None and self._frames and frame.t_ms <= self._last_ms:
            return "duplicate_time" if frame.t_ms == self._last_ms else "time_backwards"
        return problem

    def _note_time(self, t_ms: float, gap_s: float) -> None:
        if self._first_ms is None:
            self._first_ms = t_ms
        elif gap_s < GAP_S:
            self._frame_s = gap_s if self._frame_s is None else self._frame_s + 0.1 * (gap_s - self._frame_s)
        self._frames += 1
        self._last_ms = t_ms

    def _why_hidden(self, body: Body | None, t_s: float, gap_s: float) -> LostReason | None:
        """Why this frame cannot be judged, None when it can."""
        if body is None:
            self._seen_parts = dict.fromkeys(self._seen_parts, False)
            return "nobody"
        self._seen_parts = self._framing.seen(body)
        same = self._presence.is_same(body, t_s)
        view = view_of(body)
        if view is not None:
            self._views.append((t_s, view))
        while self._views and self._views[0][0] < t_s - WINDOW_S:
            self._views.popleft()
        self._view = self._seen_from()
        return self._framing.lost(body) if same else "second_person"

    def _seen_from(self) -> View | None:
        """The view most frames of the last second show; of two that are as frequent the earlier one."""
        seen = [view for _, view in self._views]
        if not seen:
            return None
        if 2 * seen.count(seen[0]) >= len(seen):  # nearly always
            return seen[0]
        return Counter(seen).most_common(1)[0][0]

    def _go(self, cause: Cause) -> None:
        self.stage = STAGES[self.stage, cause]

    # --- CHECKING and SETTLING --------------------------------------------------------------------------------

    def _prepare(self, body: Body | None, reason: LostReason | None, t_ms: float) -> list[Event]:
        t_s = t_ms / 1000
        hints, ok, countable = self._look(body, reason)
        moment = None
        if body is not None and (ok or countable):
            moment = self._measure(body, t_ms, in_position=ok)
        if moment is not None and countable:
            self._beginning.keep(moment)
        if not ok:
            self._framed_since_s = None
            self._start.clear()
            if self.stage is Stage.SETTLING:
                self._go(Cause.UNFRAMED)
            return self._say_framing(t_ms, False, hints)
        assert body is not None  # noqa: S101  (_look is never ok with nobody)
        assert moment is not None  # noqa: S101  (what is ok can be counted)
        self._start.append(moment)
        while self._start[0].t_ms < t_ms - WINDOW_S * 1000:
            self._start.popleft()
        if self._framed_since_s is None:
            self._framed_since_s = t_s
        waited_s = t_s - self._framed_since_s
        if self.stage is Stage.CHECKING:
            if waited_s < self._check_s:
                return []
            self._go(Cause.FRAMED)
        return self._settle(body, t_ms, hints, waited_s)

    def _look(self, body: Body | None, reason: LostReason | None) -> tuple[tuple[Hint, ...], bool, bool]:
        """What could be better, whether the set may begin, and whether the frame may be counted once it has begun: all
        is well but for the position, which somebody in the middle of a repetition is not in."""
        if body is None or reason is not None:
            self._beginning.forget()
        if body is None:
            return ("nobody",), False, False
        if reason == "second_person":
            return ("second_person",), False, False
        hints, ok, countable = self._framing.look(body, self._view, self._frame_s)
        return hints, ok, countable and reason is None

    def _say_framing(self, t_ms: float, ok: bool, hints: tuple[Hint, ...]) -> list[Event]:
        if self._framed == (ok, hints):
            return []
        self._framed = (ok, hints)
        return [FramingChanged(t_ms, ok, hints)]

    def _measure(self, body: Body, t_ms: float, in_position: bool = True, in_place: bool = True) -> Moment:
        left, right = (sum([body.seen[point] for point in points]) / 4 for points in _ALL)
        return Moment(
            t_ms,
            self._counting.read(body),
            self._view or self._movement.view,
            (left, right),
            body.hips,
            tuple([body.flat(*points) for points in self._anchored]),
            in_position,
            in_place,
        )

    def _settle(self, body: Body, t_ms: float, hints: tuple[Hint, ...], waited_s: float) -> list[Event]:
        trunk = body.trunk
        before = self._beginning.in_place(OUT_OF_PLACE_TRUNKS * trunk)
        start = self._stillness(trunk) or self._counting.lowest(before)
        if not start:
            impatient = waited_s > self._check_s + STILL_S
            return self._say_framing(t_ms, not impatient, ("hold_still",) if impatient else hints)
        view = self._view or self._movement.view
        events = self._catch_up(len(self._ahead))
        events += self._counting.begin([moment.readings for moment in start], view, t_ms)
        self._read_again(before if self._movement.kind is Kind.REPETITIONS else [], again=False)
        self._places = tuple([body.flat(*points) for points in self._anchored])
        self._place, self._trunk = body.hips, trunk
        self._moved_since_s = self._hidden_since_ms = None
        self._start.clear()
        self._ready_ms = t_ms if self._ready_ms is None else self._ready_ms
        self._go(Cause.STILL)
        return [*self._say_framing(t_ms, True, hints), Ready(t_ms), *events]

    def _stillness(self, trunk: float) -> list[Moment]:
        """The moments from which the start may be learned; none while the person moves.

        The whole window, or the last half of it where that is stiller yet: the first frames of a film, in which the
        pose model finds its feet, should not make a person wait who is standing still.
        """
        last, view = self._start[-1], self._view or self._movement.view
        if last.t_ms - self._start[0].t_ms < STILL_S * 1000:
            return []
        self._counting.watch_sides(_seen(self._start), view)
        lately = [moment for moment in self._start if moment.t_ms >= last.t_ms - STILL_S * 1000]
        for moments, share, part in ((list(self._start), STILL_SHARE, 1.0), (lately, 1.0, STILLER)):
            near = part * STILL_TRUNKS * trunk
            in_place = all(math.dist(moment.hips, last.hips) <= near for moment in moments)
            if in_place and self._counting.is_still([moment.readings[0] for moment in moments], share, part):
                return moments
        return []

    # --- WORKING and LOST -------------------------------------------------------------------------------------

    def _work(self, body: Body | None, reason: LostReason | None, t_ms: float, gap_s: float) -> list[Event]:
        if self.stage is Stage.LOST:
            return self._find(body, reason, t_ms)
        if gap_s > GAP_S:
            return self._lose("no_frames", t_ms - gap_s * 1000, t_ms)
        if reason is not None:
            if self._hidden_since_ms is None:
                self._hidden_since_ms = t_ms
            hidden_s = (t_ms - self._hidden_since_ms) / 1000
            if reason == "second_person" or hidden_s >= HIDDEN_S:
                return self._lose(reason, self._hidden_since_ms, t_ms)
            return []
        assert body is not None  # noqa: S101  (a body is missing only for a reason)
        self._hidden_since_ms = None
        return self._judge(body, t_ms)

    def _judge(self, body: Body, t_ms: float) -> list[Event]:
        t_s, away = t_ms / 1000, self._out_of_place(body)
        if not away:
            self._moved_since_s = None
        elif self._moved_since_s is None:
            self._moved_since_s = t_s
        if self._moved_since_s is not None and t_s - self._moved_since_s >= OUT_OF_PLACE_S:
            return self._start_again(t_ms)
        moment = self._measure(body, t_ms, in_place=not away)
        self._beginning.keep(moment)
        self._votes[moment.view] += 1
        self._place = moment.hips
        self._ahead.append((moment, False))
        return []

    # --- reading what was seen before the start was known ------------------------------------------------------

    def _read_again(self, moments: Iterable[Moment], again: bool) -> None:
        """These come first, in their order."""
        self._ahead.extendleft((moment, again) for moment in reversed(list(moments)))

    def _catch_up(self, most: int) -> list[Event]:
        """Read what is to be read, so many moments at most."""
        events: list[Event] = []
        while self._ahead and most > 0:
            most -= 1
            moment, again = self._ahead.popleft()
            if moment is None:
                events += self._counting.interrupt(self._interrupted_ms)
                continue
            events += self._counting.follow(moment, again)
            if self._counting.anew:
                self._counting.anew = False
                self._read_again(self._beginning.between(self._counting.counted_until_ms, moment.t_ms), True)
        return events

    def _interrupt(self, t_ms: float) -> list[Event]:
        """Nothing can be judged from here on. Said at once, or when everything before it has been read."""
        self._beginning.forget()
        if not self._ahead:
            return self._counting.interrupt(t_ms)
        self._interrupted_ms = t_ms
        self._ahead.append((None, False))
        return []

    def _out_of_place(self, body: Body) -> bool:
        far = OUT_OF_PLACE_TRUNKS * self._trunk
        now = zip(self._anchored, self._places, strict=False)  # before the first start there is no place
        return any(math.dist(body.flat(*points), place) > far for points, place in now)

    def _start_again(self, t_ms: float, hint: Hint = "get_into_position") -> list[Event]:
        events = self._interrupt(t_ms)
        self._framed_since_s = self._framed = None
        self._go(Cause.MOVED)
        return [*events, *self._say_framing(t_ms, False, (hint,))]

    def _lose(self, reason: LostReason, since_ms: float, t_ms: float) -> list[Event]:
        events = self._interrupt(t_ms)
        self._go(Cause.HIDDEN)
        self._reason, self._hidden_since_ms, self._found_since_s = reason, since_ms, None
        return [*events, LostSight(t_ms, reason)]

    def _find(self, body: Body | None, reason: LostReason | None, t_ms: float) -> list[Event]:
        if reason is not None or body is None:
            self._found_since_s = None
            return []
        if self._reason == "second_person" and not self._is_the_first(body):
            return self._wait_for_the_first(t_ms)
        t_s = t_ms / 1000
        self._found_since_s = t_s if self._found_since_s is None else self._found_since_s
        if t_s - self._found_since_s < FOUND_S:
            return []
        lost_ms = self._close_loss(t_ms)
        regained: list[Event] = [SightRegained(t_ms, lost_ms)]
        if lost_ms > AWAY_S * 1000 or self._out_of_place(body) or not self._is_as_big(body):
            return [*regained, *self._start_again(t_ms)]
        self._go(Cause.FOUND)
        return regained

    def _is_as_big(self, body: Body) -> bool:
        size = body.trunk
        return size > 0 and self._trunk > 0 and max(size / self._trunk, self._trunk / size) <= SAME_SIZE

    def _is_the_first(self, body: Body) -> bool:
        """Whether this can be the body that was followed before a jump: about where it was, and about as big."""
        near = math.dist(body.hips, self._place) <= OUT_OF_PLACE_TRUNKS * self._trunk
        return near and self._is_as_big(body)

    def _wait_for_the_first(self, t_ms: float) -> list[Event]:
        self._found_since_s = None
        since = t_ms if self._hidden_since_ms is None else self._hidden_since_ms
        if t_ms - since < STRANGER_S * 1000:
            return []
        regained = SightRegained(t_ms, self._close_loss(t_ms))
        return [regained, *self._start_again(t_ms, "second_person")]

    def _close_loss(self, t_ms: float) -> float:
        since = t_ms if self._hidden_since_ms is None else self._hidden_since_ms
        if len(self._lost) < MOST_LOSSES:
            self._lost.append(Lost(self._since_first(since), self._since_first(t_ms), self._reason))
        self._hidden_since_ms = None
        return t_ms - since

    # --- the end ----------------------------------------------------------------------------------------------

    def finish(self, t_ms: float) -> list[Event]:
        """The set is over. What is under way does not count: it did not return to the start."""
        if self.stage is Stage.FINISHED:
            return []
        t_ms = max(t_ms, self._last_ms) if self._frames and math.isfinite(t_ms) else max(self._last_ms, 0.0)
        events = self._catch_up(MOST_FRAMES * MOST_AT_ONCE) + self._counting.interrupt(t_ms)
        if self.stage is Stage.LOST:
            self._close_loss(t_ms)
        self.stage = Stage.FINISHED
        return events

    @property
    def measured(self) -> tuple[float, float | None, float] | None:
        """What was read last: when it was seen, the reported angle, the counting signal. None: nothing is judged."""
        read_ms = self._counting.read_ms
        if self.stage is not Stage.WORKING or read_ms is None:
            return None
        return read_ms, self._counting.angle, self._counting.value

    @property
    def view(self) -> View | None:
        """Where the camera stands: the view most frames of the last second show; None before anybody was seen."""
        return self._view

    def snapshot(self) -> dict[str, Any]:
        """How things stand, for the overlay: plain JSON. `fraction` is the way to the target phase, 0 to 1;
        `value` is the counting signal and `angle` the reported one, both as change from the person's own start."""
        counting = self._counting
        target = self._movement.phase(Role.TARGET).enter_at if self._movement.phases else math.inf
        working = self.stage is Stage.WORKING
        phase = counting.phase if working else None
        return {
            "stage": self.stage.value,
            "phase": self._movement.phase(phase).name if phase else None,
            "fraction": max(0.0, min(1.0, counting.value / target)) if working else 0.0,
            "value": counting.value if working else None,
            "angle": counting.angle if working else None,
            "counts": {"full": counting.full, "partial": counting.partial},
            "held_s": counting.holding.held_s if counting.holding else None,
            "view": str(self._view or "unknown"),
            "seen": dict(self._seen_parts),
        }

    def _since_first(self, t_ms: float) -> float:
        return t_ms - (self._first_ms or 0.0)

    def result(self) -> SessionResult:
        """What is left of the set, at any time; times count from the first frame."""
        counting, (exercise, content_version) = self._counting, self._named
        view: SeenView = self._votes.most_common(1)[0][0].value if self._votes else "unknown"
        return SessionResult(
            exercise=exercise,
            content_version=content_version,
            engine_version=ENGINE_VERSION,
            started_ms=self._since_first(self._ready_ms) if self._ready_ms is not None else 0.0,
            duration_ms=self._since_first(self._last_ms) if self._frames else 0.0,
            frames=self._frames,
            seen_ratio=self._seen_frames / self._frames if self._frames else 0.0,
            view=view,
            counts=Counts(counting.full, counting.partial),
            repetitions=tuple(
                replace(
                    repetition,
                    start_ms=self._since_first(repetition.start_ms),
                    peak_ms=self._since_first(repetition.peak_ms),
                    end_ms=self._since_first(repetition.end_ms),
                )
                for repetition in counting.repetitions
            ),
            holds=tuple(
                replace(
                    stay, start_ms=self._since_first(stay.start_ms), end_ms=self._since_first(stay.end_ms)
                )
                for stay in (counting.holding.stays if counting.holding else ())
            ),
            faults=tuple(
                FaultTally(str(fault), len(sure), len(sure) / counting.judged, sum(sure) / len(sure))
                for fault, sure in counting.sure.items()
            ),
            symmetry_deg=counting.symmetry_deg,
            lost_sight=tuple(self._lost),
        )
