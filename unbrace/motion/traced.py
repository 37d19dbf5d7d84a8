"""A set in front of the camera that also writes its trace: what the browser runs where the person allows it.

Every frame is rounded before the engine sees it, so a replay of the trace gives the engine the same numbers and the
same result, digit for digit (see `trace`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from unbrace.motion.events import Event
from unbrace.motion.landmarks import Frame, NotAFrame
from unbrace.motion.result import SessionResult
from unbrace.motion.session import Session
from unbrace.motion.trace import TraceWriter, rounded

MOST_BYTES = 1_500_000
"""Ten minutes at the size a trace may have. A longer set goes without: half a trace replays to another result."""


class TracedSession:
    """A `Session` and the trace of what it saw. It answers like a session; `trace` is there when it is finished."""

    def __init__(self, session: Session, most_bytes: int = MOST_BYTES) -> None:
        self._session = session
        self._writer = TraceWriter()
        self._most = most_bytes
        self._written: list[bytes] = []
        self._size = 0

    def receive_floats(self, values: Sequence[float]) -> list[Event]:
        """Everything this frame means. Numbers that are no frame are refused and leave no trace."""
        try:
            frame = rounded(Frame.from_floats(values))
        except NotAFrame:
            return self._session.receive_floats(values)
        events = self._session.receive(frame)
        if self._size <= self._most:
            self._write(self._writer.add(frame))
        return events

    def _write(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._most:
            self._written.clear()
        elif data:
            self._written.append(data)

    def finish(self, t_ms: float) -> list[Event]:
        """The set is over, and so is its trace."""
        if self._size <= self._most:
            self._write(self._writer.finish())
        return self._session.finish(t_ms)

    def trace(self) -> bytes | None:
        """The whole trace of a finished set; None when it became too large to keep."""
        return b"".join(self._written) if self._size <= self._most else None

    def result(self) -> SessionResult:
        """What is left of the set, at any time."""
        return self._session.result()

    def snapshot(self) -> dict[str, Any]:
        """How things stand, for the overlay."""
        return self._session.snapshot()
