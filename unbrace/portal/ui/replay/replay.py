"""What the replay is given: where the movement is to be had, and everything that is drawn around it.

The figure and the curve are drawn in the browser. What they show stands on the page in words and in a table as well,
so that nothing is lost without scripts, on paper, or to those who listen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext

from unbrace.portal.built_id import build_id

UNITS = {"degrees": "°", "percent": " %"}


@dataclass(frozen=True)
class Repetition:
    """One repetition as the engine counted it, with its faults already in words."""

    number: int
    full: bool
    start_ms: float
    peak_ms: float
    end_ms: float
    side: str = "both"
    range_deg: float | None = None
    error_deg: float | None = None
    seconds: tuple[float, float, float] = (0.0, 0.0, 0.0)
    noticed: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As the browser draws it."""
        return {
            "number": self.number,
            "full": self.full,
            "side": self.side,
            "start_ms": self.start_ms,
            "peak_ms": self.peak_ms,
            "end_ms": self.end_ms,
            "range_deg": self.range_deg,
            "error_deg": self.error_deg,
            "faults": list(self.noticed),
        }

    @property
    def range_words(self) -> str:
        """ "82° ± 7°", or that it was not measured, which is not nought."""
        if self.range_deg is None:
            return "not measured"
        return f"{self.range_deg:.0f}°" + (f" ± {self.error_deg:.0f}°" if self.error_deg else "")

    @property
    def pace_words(self) -> str:
        """Out, pause and back, in seconds: "1.5 – 0.4 – 1.6"."""
        return " – ".join(f"{seconds:.1f}" for seconds in self.seconds)

    @property
    def at_words(self) -> str:
        """When it began: "0:12"."""
        return clock_words(self.start_ms)


@dataclass(frozen=True)
class Side:
    """A kept set: where it is, what it is called under its figure, and its repetitions."""

    caption: str
    trace: str
    curve: str = ""
    repetitions: tuple[Repetition, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As the browser asks for it."""
        return {
            "trace": self.trace,
            "curve": self.curve,
            "reps": [repetition.to_json() for repetition in self.repetitions],
        }


@dataclass(frozen=True)
class Replay:
    """One set, and the one beside it if there is one. `from_ms` opens it at a moment and stands there."""

    title: str
    set: Side
    lasts_ms: float
    beside: Side | None = None
    measure: str = ""
    unit: str = "°"
    stays: str = "feet"
    seen_from: str = "unknown"
    lost: tuple[dict[str, Any], ...] = ()
    baseline: tuple[float, float] | None = None
    target: float | None = None
    band: float | None = None
    moments: tuple[int, ...] = ()
    from_ms: int | None = None
    joint: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    key: str = "replay"
    """What the ids of its controls begin with: two on a page need two."""

    @property
    def viewer(self) -> str:
        """Where the script lies, with the id of what was built."""
        return f"{static('built/replay.js')}?v={build_id()}"

    @property
    def other_view(self) -> str:
        """What a quarter turn shows: the camera stood at the side, or in front."""
        return gettext("From the front") if self.seen_from == "side" else gettext("From the side")

    @property
    def baseline_words(self) -> str:
        """The band of the first sessions, for the key."""
        if self.baseline is None:
            return ""
        low, high = (f"{value:.0f}" for value in self.baseline)
        return f"own first sessions: {low}°" if low == high else f"own first sessions: {low}° to {high}°"

    @property
    def told(self) -> dict[str, Any]:
        """For the script, as data: nothing in it that does not stand on the page too."""
        told: dict[str, Any] = {
            **self.set.to_json(),
            "stays": self.stays,
            "counts": self.counts,
            "joint": self.joint,
            "beside": self.beside.to_json() if self.beside else None,
            "around": {
                "lasts_ms": self.lasts_ms,
                "unit": self.unit,
                "reps": [repetition.to_json() for repetition in self.set.repetitions],
                "lost": list(self.lost),
                "baseline": self.baseline,
                "target": self.target,
                "band": self.band,
                "moments": list(self.moments),
            },
        }
        return told if self.from_ms is None else {**told, "from": self.from_ms}

    @property
    def told_text(self) -> str:
        """The same as text, for an attribute."""
        return json.dumps(self.told, separators=(",", ":"))


def clock_words(ms: float) -> str:
    """ "1:04": minutes and seconds of a moment, cut off and not rounded, as clocks do."""
    minutes, seconds = divmod(int(ms / 1000 + 1e-6), 60)
    return f"{minutes}:{seconds:02d}"
