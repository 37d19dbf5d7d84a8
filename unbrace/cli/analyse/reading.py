"""Frames through the engine, one at a time, and what is worth keeping of the way."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from unbrace.cli.analyse.refusal import CannotAnalyse
from unbrace.cli.analyse.trace import Followed, Trace
from unbrace.motion.events import Event, FrameRefused, FramingChanged, Hint, Ready
from unbrace.motion.landmarks import Frame
from unbrace.motion.result import SessionResult
from unbrace.motion.session import Session, Stage

Stretch: TypeAlias = tuple[float, float]
"""From and to, in milliseconds from the first frame."""


@dataclass
class Reading:
    """One file, read. `waiting` is when the camera check or learning the start kept the counting from going on.

    `hints` say what the camera check last asked for; `ready_ms` is None when counting never began.
    """

    result: SessionResult
    trace: Trace
    ready_ms: float | None
    waiting: list[Stretch]
    hints: tuple[Hint, ...]
    warnings: list[str]


@dataclass
class _Way:
    """What the frames and their events said on the way."""

    first_ms: float | None = None
    now_ms: float = 0.0
    ready_ms: float | None = None
    waiting: list[Stretch] = field(default_factory=list)
    hints: tuple[Hint, ...] = ()
    refused: int = 0
    looked: int = 0
    persons: int = 0
    _was_waiting: bool = False

    def see(self, frame: Frame) -> None:
        """One more frame, before the engine has it. A time that cannot be used does not move the clock."""
        self.looked += 1
        self.persons += frame.world is not None
        if math.isfinite(frame.t_ms):
            self.first_ms = frame.t_ms if self.first_ms is None else self.first_ms
            self.now_ms = max(self.now_ms, frame.t_ms - self.first_ms)

    def hear(self, events: Iterable[Event]) -> None:
        """What the engine made of it."""
        for event in events:
            if isinstance(event, Ready) and self.ready_ms is None:
                self.ready_ms = self.now_ms
            elif isinstance(event, FramingChanged):
                self.hints = event.hints or self.hints
            elif isinstance(event, FrameRefused):
                self.refused += 1

    def wait(self, waiting: bool) -> None:
        """Whether the engine is waiting now; neighbouring moments become one stretch."""
        if waiting and not self._was_waiting:
            self.waiting.append((self.now_ms, self.now_ms))
        elif self._was_waiting:
            self.waiting[-1] = (self.waiting[-1][0], self.now_ms)
        self._was_waiting = waiting


def read(session: Session, frames: Iterable[Frame], followed: Followed) -> Reading:
    """Walk `frames` through `session` to the end. Raises `CannotAnalyse` when not one of them shows a person."""
    way, trace = _Way(), Trace()
    for frame in frames:
        way.see(frame)
        way.hear(session.receive(frame))
        way.wait(session.stage in (Stage.CHECKING, Stage.SETTLING))
        trace.add(way.now_ms, followed.now(session.snapshot()))
    if not way.persons:
        raise CannotAnalyse(f"nobody was found in any of the {way.looked} pictures")
    way.hear(session.finish((way.first_ms or 0.0) + way.now_ms))
    warnings = [f"{way.refused} pictures had a time that cannot be used"] if way.refused else []
    return Reading(session.result(), trace, way.ready_ms, way.waiting, way.hints, warnings)
