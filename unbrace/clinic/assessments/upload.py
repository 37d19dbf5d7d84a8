"""Stop 7, come in: one attempt at one test as a device sends it, read strictly. Pure: no clock, no database, no user.

What the camera saw is the engine's own result (`unbrace.function-test/1`). The numbers that are kept are read out of it
here, each with the quality of the worst reading it can rest on.
"""

from __future__ import annotations

import hashlib
import json
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from unbrace.clinic.assessments.models import BY_THE_PERSON, How, Outcome, WhyNot
from unbrace.clinic.reading import Reader
from unbrace.clinic.refused import Refused
from unbrace.motion.trial import MOST_RESULTS
from unbrace.motion.trial import SCHEMA as SEEN_SCHEMA
from unbrace.rehab.impairments.from_tests import FREE, PAINFUL, STIFF

SCHEMA = "unbrace.test-of-function/1"
MOST_BYTES = 300_000
ENDS = (FREE, STIFF, PAINFUL)
SIDES = ("both", "left", "right")
LONGEST_MS = 3_600_000.0
MOST_VALUES, MOST_GAPS, MOST_HINTS = 12, 500, 20
TEN_YEARS_S = 10 * 366 * 86_400.0
FURTHEST = 100_000.0


@dataclass(frozen=True)
class AttemptUpload:
    """`by_hand` are the numbers somebody wrote down, by side; `seen` the engine's result, None without a camera."""

    key: UUID
    owner: str
    assessment: UUID
    test: str
    content_version: str
    content_hash: str
    outcome: Outcome
    why: str
    how: How
    by_hand: Mapping[str, float]
    seen: dict[str, Any] | None
    pain_before: int | None
    pain_after: int | None
    ended: str
    done_at: datetime
    device_clock_offset_s: float
    body_hash: str
    numbers: tuple[dict[str, Any], ...] = ()


def parse_attempt(body: Any) -> AttemptUpload:
    """The upload, or `Refused` with the field at fault and what would be taken."""
    reader = Reader(body)
    reader.choice("schema", [SCHEMA])
    reader.only(
        "schema", "key", "owner", "assessment", "test", "content_version", "content_hash", "outcome", "why", "how",
        "by_hand", "seen", "pain_before", "pain_after", "ended", "done_at", "time_zone", "device_clock_offset_s",
    )  # fmt: skip
    outcome = Outcome(reader.choice("outcome", list(Outcome)))
    how = How(reader.choice("how", [one.value for one in BY_THE_PERSON]))
    if reader.text("time_zone", 64) not in zoneinfo.available_timezones():
        raise Refused("Send the name of a time zone, like Europe/Berlin.", field="time_zone")
    test = reader.text("test", 60)
    seen = None if reader.raw("seen") is None else _seen(reader.inner("seen"), test)
    upload = AttemptUpload(
        key=reader.uuid("key"),
        owner=reader.text("owner"),
        assessment=reader.uuid("assessment"),
        test=test,
        content_version=reader.text("content_version", 20),
        content_hash=reader.text("content_hash"),
        outcome=outcome,
        why=_why(reader, outcome),
        how=how,
        by_hand=_by_hand(reader.inner("by_hand"), body["by_hand"]),
        seen=body["seen"] if seen else None,
        pain_before=reader.whole_or_none("pain_before", 0, 10),
        pain_after=reader.whole_or_none("pain_after", 0, 10),
        ended="" if reader.raw("ended") == "" else reader.choice("ended", ENDS),
        done_at=reader.moment("done_at"),
        device_clock_offset_s=reader.number("device_clock_offset_s", -TEN_YEARS_S, TEN_YEARS_S),
        body_hash=_hash_of(body),
        numbers=tuple(numbers_seen(body["seen"])) if seen else (),
    )
    _fits(upload)
    return upload


def _why(reader: Reader, outcome: Outcome) -> str:
    """The reason a test was not done; what hid the person from a camera is in the engine's result."""
    if outcome is Outcome.NOT_DONE:
        return reader.choice("why", [one.value for one in WhyNot])
    if reader.raw("why") != "":
        raise Refused("Only a test that was not done has a reason. Leave it empty.", field="why")
    return ""


def _by_hand(reader: Reader, given: Mapping[str, Any]) -> dict[str, float]:
    reader.only(*SIDES)
    return {side: reader.number(side, -FURTHEST, FURTHEST) for side in SIDES if side in given}


def _fits(upload: AttemptUpload) -> None:
    """The outcome is what the rest says."""
    by_camera = any(one["value"] is not None for one in upload.numbers)
    if upload.outcome is Outcome.MEASURED and not (by_camera or upload.by_hand):
        raise Refused("A measured test has a number. Send it, or say that it was not seen.", field="outcome")
    if upload.outcome is not Outcome.MEASURED and upload.by_hand:
        raise Refused("A test that was not measured has no number. Leave it out.", field="by_hand")
    if upload.seen is not None and upload.how is not How.CAMERA:
        raise Refused("Only a camera sees. Leave this out.", field="seen")
    if upload.how is How.CAMERA and upload.by_hand:
        raise Refused("Send what the camera saw, or a number by hand; not both.", field="by_hand")
    if upload.outcome is Outcome.NOT_SEEN and upload.seen is None:
        raise Refused("Send what the camera did see.", field="seen")


def _seen(reader: Reader, test: str) -> bool:
    """Checks every field of the engine's result before anybody believes it."""
    reader.only(
        "schema", "test", "content_version", "engine_version", "duration_ms", "frames", "seen_ratio", "complete",
        "scores", "trials", "lost_sight", "hints",
    )  # fmt: skip
    reader.choice("schema", [SEEN_SCHEMA])
    reader.choice("test", [test])
    reader.text("content_version", 20)
    reader.text("engine_version", 40)
    reader.number("duration_ms", 0, LONGEST_MS)
    reader.whole("frames", 0, 2_000_000)
    reader.number("seen_ratio", 0, 1)
    reader.flag("complete")
    for score in reader.items("scores", 2 * MOST_VALUES):
        score.only("name", "side", "unit", "value", "error_band", "trials", "reason")
        _number(score)
        score.choice("side", SIDES)
        score.whole("trials", 0, MOST_RESULTS)
    for trial in reader.items("trials", MOST_RESULTS):
        _trial(trial)
    for gap in reader.items("lost_sight", MOST_GAPS):
        gap.only("start_ms", "end_ms", "reason")
        gap.number("start_ms", 0, LONGEST_MS)
        gap.number("end_ms", 0, LONGEST_MS)
        gap.text("reason", 40)
    reader.words("hints", MOST_HINTS)
    return True


def _trial(reader: Reader) -> None:
    reader.only("number", "side", "start_ms", "end_ms", "ended", "readings")
    reader.whole("number", 1, MOST_RESULTS)
    reader.choice("side", SIDES)
    reader.number("start_ms", -LONGEST_MS, LONGEST_MS)
    reader.number("end_ms", -LONGEST_MS, LONGEST_MS)
    reader.text("ended", 40)
    for reading in reader.items("readings", MOST_VALUES):
        reading.only(
            "name", "method", "unit", "value", "error_band", "reason", "at_least", "frames", "visibility_min",
            "view_quality",
        )  # fmt: skip
        _number(reading)
        reading.text("method", 80)
        reading.number_or_none("at_least", -FURTHEST, FURTHEST)
        reading.whole("frames", 0, 2_000_000)
        reading.number("visibility_min", 0, 1)
        reading.number("view_quality", 0, 1)


def _number(reader: Reader) -> None:
    """A value with its band, or the reason why there is none."""
    reader.text("name", 60)
    reader.text("unit", 20)
    value = reader.number_or_none("value", -FURTHEST, FURTHEST)
    band = reader.number_or_none("error_band", 0, FURTHEST)
    reason = reader.raw("reason")
    if reason is not None:
        reader.text("reason", 40)
    if value is not None and (band is None or band <= 0):
        raise Refused("Every number says how far off it may be.", field=reader.name("error_band"))
    if value is None and reason is None:
        raise Refused("Say why there is no number.", field=reader.name("reason"))


def numbers_seen(seen: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The scores of the engine's result, each with the quality of the worst reading it can rest on."""
    for score in seen["scores"]:
        readings = [
            reading
            for trial in seen["trials"]
            if trial["side"] == score["side"]
            for reading in trial["readings"]
            if reading["name"] == score["name"]
        ]
        used = [one for one in readings if one["value"] is not None] or readings
        yield {
            "name": score["name"],
            "side": score["side"],
            "unit": score["unit"],
            "value": score["value"],
            "error_band": score["error_band"],
            "view_quality": min((one["view_quality"] for one in used), default=None),
            "frames": sum(one["frames"] for one in used),
            "visibility_min": min((one["visibility_min"] for one in used), default=None),
            "method": used[0]["method"] if used else "",
            "trials": score["trials"],
            "reason": score["reason"],
            "at_least": max((one["at_least"] for one in used if one["at_least"] is not None), default=None),
        }


def _hash_of(body: Mapping[str, Any]) -> str:
    """The clock offset is measured anew with each try to send; the attempt is still the same."""
    kept = {name: value for name, value in body.items() if name != "device_clock_offset_s"}
    return hashlib.sha256(
        json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
    ).hexdigest()
