"""What the camera counted in one set, checked field by field before anybody believes it.

The shape is `unbrace.session-result/1` of `unbrace.motion.result`. The bounds are far above what a person can do in one
set; they keep a broken or hostile device from filling the disk, not from lying.
"""

from __future__ import annotations

from typing import get_args

from unbrace.clinic.reading import Reader
from unbrace.clinic.refused import Refused
from unbrace.motion.events import LostReason, RepKind, RepSide
from unbrace.motion.result import SCHEMA, SeenView, SessionResult, result_from_json

LONGEST_MS = 4 * 3_600_000.0
MOST_REPS = 500
MOST_HOLDS = 200
MOST_GAPS = 2000
MOST_FRAMES = 2_000_000


def read_seen(reader: Reader, raw: object) -> SessionResult:
    """The set as the engine's own type. Raises `Refused` with the field and what would be taken."""
    reader.only(
        "schema", "exercise", "content_version", "engine_version", "started_ms", "duration_ms", "frames",
        "seen_ratio", "view", "counts", "repetitions", "holds", "faults", "symmetry_deg", "lost_sight",
    )  # fmt: skip
    reader.choice("schema", [SCHEMA])
    for field in ("exercise", "content_version", "engine_version"):
        reader.text(field)
    reader.number("started_ms", -LONGEST_MS, 1e16)
    reader.number("duration_ms", 0, LONGEST_MS)
    reader.whole("frames", 0, MOST_FRAMES)
    reader.number("seen_ratio", 0, 1)
    reader.choice("view", get_args(SeenView))
    reader.number_or_none("symmetry_deg", -360, 360)
    _faults(reader)
    for gap in reader.items("lost_sight", MOST_GAPS):
        gap.only("start_ms", "end_ms", "reason")
        _span(gap)
        gap.choice("reason", _choices(LostReason))
    for hold in reader.items("holds", MOST_HOLDS):
        hold.only("start_ms", "end_ms", "held_s", "completed")
        _span(hold)
        hold.number("held_s", 0, LONGEST_MS / 1000)
        hold.flag("completed")
    _counts(reader, [_repetition(repetition) for repetition in reader.items("repetitions", MOST_REPS)])
    return result_from_json(raw)  # type: ignore[arg-type]


def _faults(reader: Reader) -> None:
    for fault in reader.items("faults", 60):
        fault.only("fault", "count", "share", "confidence")
        fault.text("fault")
        fault.whole("count", 0, MOST_REPS)
        fault.number("share", 0, 1)
        fault.number("confidence", 0, 1)


def _repetition(reader: Reader) -> str:
    reader.only(
        "number",
        "start_ms",
        "peak_ms",
        "end_ms",
        "side",
        "kind",
        "range_deg",
        "error_band_deg",
        "tempo",
        "faults",
    )
    reader.whole("number", 0, 2 * MOST_REPS)
    _span(reader)
    reader.number("peak_ms", 0, LONGEST_MS)
    reader.choice("side", _choices(RepSide))
    reader.number_or_none("range_deg", -360, 360)
    reader.number_or_none("error_band_deg", 0, 360)
    tempo = reader.inner("tempo")
    tempo.only("out_s", "pause_s", "back_s")
    for part in ("out_s", "pause_s", "back_s"):
        tempo.number(part, 0, LONGEST_MS / 1000)
    reader.words("faults", 30)
    return reader.choice("kind", _choices(RepKind))


def _counts(reader: Reader, kinds: list[str]) -> None:
    """The sum has to be the sum of its parts: otherwise one of the two is a mistake, and nobody knows which."""
    counts = reader.inner("counts")
    counts.only("full", "partial")
    for kind in ("full", "partial"):
        if counts.whole(kind, 0, MOST_REPS) != kinds.count(kind):
            raise Refused("The count does not match the list of repetitions.", field=counts.name(kind))


def _span(reader: Reader) -> None:
    start, end = reader.number("start_ms", 0, LONGEST_MS), reader.number("end_ms", 0, LONGEST_MS)
    if end < start:
        raise Refused("This ends before it starts.", field=reader.name("end_ms"))


def _choices(literal: object) -> list[str]:
    return [str(choice) for choice in get_args(literal)]
