"""A reading made by hand, with a repetition of each kind, to try the report and the plot on."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from unbrace.cli.analyse.reading import Reading
from unbrace.cli.analyse.trace import Trace
from unbrace.motion.events import Tempo
from unbrace.motion.result import Counts, FaultTally, Lost, Repetition, SessionResult

FULL = Repetition(1, 2000, 3400, 4800, "both", "full", 78.4, 10.0, Tempo(1.4, 0.1, 1.3), ())
PARTIAL = Repetition(2, 5000, 6200, 7400, "both", "partial", 31.6, 10.0, Tempo(1.2, 0.0, 1.2), ("f_knee_in",))

RESULT = SessionResult(
    exercise="squat",
    content_version="1.0.0",
    engine_version="1.0.0",
    started_ms=1500,
    duration_ms=12_000,
    frames=240,
    seen_ratio=0.9,
    view="side",
    counts=Counts(full=1, partial=1),
    repetitions=(FULL, PARTIAL),
    holds=(),
    faults=(FaultTally("f_knee_in", 1, 0.5, 0.8),),
    symmetry_deg=None,
    lost_sight=(Lost(8000, 11_000, "nobody"),),
)


def a_reading(**changed: Any) -> Reading:
    """`RESULT` with some fields of it or of the reading changed."""
    of_reading = {
        name: changed.pop(name) for name in ("ready_ms", "waiting", "hints", "warnings") if name in changed
    }
    trace = Trace()
    for t_ms in range(0, 12_000, 50):
        hidden = 8000 <= t_ms < 11_000
        trace.add(t_ms, None if hidden else 40 - 40 * math.cos(t_ms / 1400))
    whole = Reading(
        replace(RESULT, **changed), trace, ready_ms=1500.0, waiting=[(0, 1500)], hints=(), warnings=[]
    )
    return replace(whole, **of_reading)
