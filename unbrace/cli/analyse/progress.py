"""A progress bar on stderr, so that stdout stays clean for `--json`. Only on a terminal, or when it is asked for."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO

from unbrace.motion.landmarks import Frame

BAR = 28
EVERY_S = 0.1
"""Ten times a second is as often as an eye follows."""


class Progress:
    """Counts the frames that pass and draws how far they have come, by their own time."""

    def __init__(self, duration_ms: float | None, shown: bool) -> None:
        self._duration_ms = duration_ms
        self._shown = shown
        self._stream: TextIO = sys.stderr
        self._started = time.monotonic()
        self._drawn = 0.0
        self.frames = 0

    @property
    def frames_per_second(self) -> float:
        """How many frames have passed in one second of work, so far."""
        return self.frames / max(time.monotonic() - self._started, 1e-6)

    def following(self, frames: Iterable[Frame]) -> Iterator[Frame]:
        """Hand on each of `frames`, drawing the bar; wipe it off at the end, also when the end is an error."""
        try:
            for frame in frames:
                self.frames += 1
                self._draw(frame.t_ms)
                yield frame
        finally:
            if self._shown:
                self._stream.write("\r\x1b[K")
                self._stream.flush()

    def _draw(self, t_ms: float) -> None:
        now = time.monotonic()
        if not self._shown or now - self._drawn < EVERY_S:
            return
        self._drawn = now
        self._stream.write(f"\r\x1b[K{self._line(t_ms)}")
        self._stream.flush()

    def _line(self, t_ms: float) -> str:
        speed = f"{self.frames_per_second:3.0f} pictures/s"
        if not self._duration_ms:
            return f"looking … {t_ms / 1000:.1f} s · {speed}"
        share = min(max(t_ms / self._duration_ms, 0.0), 1.0)
        bar = "━" * round(share * BAR)
        return f"{share:4.0%} {bar:╌<{BAR}} {t_ms / 1000:.1f} of {self._duration_ms / 1000:.1f} s · {speed}"
