"""Stop 7, come in: one session as the device sends it, read strictly. Pure: no clock, no database, no user.

`parse_upload` looks at shape and bounds only. Whose programme it is, and when it can have been, is asked by
`record_session`, which sees the rows.
"""

from __future__ import annotations

import hashlib
import json
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from unbrace.clinic.exercise_sessions.seen import read_seen
from unbrace.clinic.reading import Reader
from unbrace.clinic.refused import Refused
from unbrace.motion.result import SessionResult

SCHEMA = "unbrace.exercise-session/1"
MOST_BYTES = 1_000_000
MOST_BYTES_WITH_TRACES = 7_000_000
"""Half an hour of movement in front of the camera, at the 150 kB a minute that a trace may take."""

MOST_EXERCISES = 30
MOST_SETS = 40
LONGEST = timedelta(
    days=7
)  # a session begun, killed with the tab and taken up again days later is still one session
NOWHERE = {"Factory", "localtime", "posixrules"}  # files of a zone database that name no place
TEN_YEARS_S = 10 * 366 * 86_400.0


@dataclass(frozen=True)
class SetUpload:
    number: int
    side: str
    seen: SessionResult | None
    claimed_reps: int
    claimed_hold_s: float | None
    trace: object = None
    """The landmarks, as they came: `traces` reads them when the session is safe. None: none was sent."""


@dataclass(frozen=True)
class ExerciseUpload:
    """`pain` is the worst pain during this exercise. None: not asked."""

    prescription: UUID
    skipped: bool
    mode: str
    sets: tuple[SetUpload, ...]
    pain: int | None
    effort: int | None


@dataclass(frozen=True)
class SessionUpload:
    """`device_clock_offset_s`: seconds to add to the device's clock to get the server's; 0 where it could not tell.

    `body_hash` tells a repeated sending from a different session under the same key. The clock offset is left out of
    it: it is measured anew each time a device tries to send, and the session is still the same. So are the traces: a
    device whose long message does not get through sends the session again without them.
    """

    key: UUID
    owner: str
    programme_version: UUID
    started_at: datetime
    ended_at: datetime
    time_zone: str
    device_clock_offset_s: float
    pain_before: int | None
    exercises: tuple[ExerciseUpload, ...]
    body_hash: str
    trace_consent: object = None
    """The yes under which traces were written, as the page named it. Only `keep_traces` looks at it."""


def parse_upload(body: Any) -> SessionUpload:
    """The upload, or `Refused` with the field at fault (`exercises[0].sets[1].number`) and what would be taken."""
    reader = Reader(body)
    reader.choice("schema", [SCHEMA])
    reader.only(
        "schema", "key", "owner", "programme_version", "started_at", "ended_at", "time_zone",
        "device_clock_offset_s", "pain_before", "exercises", "trace_consent",
    )  # fmt: skip
    started_at, ended_at = _times(reader)
    return SessionUpload(
        key=reader.uuid("key"),
        owner=reader.text("owner"),
        programme_version=reader.uuid("programme_version"),
        started_at=started_at,
        ended_at=ended_at,
        time_zone=_time_zone(reader),
        device_clock_offset_s=reader.number("device_clock_offset_s", -TEN_YEARS_S, TEN_YEARS_S),
        pain_before=reader.whole_or_none("pain_before", 0, 10),
        exercises=_exercises(reader),
        body_hash=_hash_of(body),
        trace_consent=body.get("trace_consent"),
    )


def _times(reader: Reader) -> tuple[datetime, datetime]:
    started_at, ended_at = reader.moment("started_at"), reader.moment("ended_at")
    if not started_at <= ended_at:
        raise Refused("The session ends before it starts. Check the clock.", field="ended_at")
    if ended_at - started_at > LONGEST:
        raise Refused("One session can last a week at most. Send it as two.", field="ended_at")
    return started_at, ended_at


def _time_zone(reader: Reader) -> str:
    """More than a person may choose: a device names its zone itself, and its work is not lost over an old name."""
    name = reader.text("time_zone", 64)
    if name in NOWHERE or name not in zoneinfo.available_timezones():
        raise Refused("Send the name of a time zone, like Europe/Berlin.", field="time_zone")
    return name


def _exercises(reader: Reader) -> tuple[ExerciseUpload, ...]:
    exercises = tuple(_exercise(item) for item in reader.items("exercises", MOST_EXERCISES, least=1))
    seen: set[UUID] = set()
    for index, exercise in enumerate(exercises):
        if exercise.prescription in seen:
            raise Refused(
                "The same prescription is there twice.",
                field=reader.item("exercises", index) + ".prescription",
            )
        seen.add(exercise.prescription)
    return exercises


def _exercise(reader: Reader) -> ExerciseUpload:
    reader.only("prescription", "skipped", "mode", "sets", "pain", "effort")
    sets = tuple(
        _set(item, raw) for item, raw in zip(reader.items("sets", MOST_SETS), reader.raw("sets"), strict=True)
    )
    if len({(one.number, one.side) for one in sets}) < len(sets):
        raise Refused("Two sets have the same number and side.", field=reader.name("sets"))
    return ExerciseUpload(
        prescription=reader.uuid("prescription"),
        skipped=reader.flag("skipped"),
        mode=reader.choice("mode", ["camera", "tap"]),
        sets=sets,
        pain=reader.whole_or_none("pain", 0, 10),
        effort=reader.whole_or_none("effort", 0, 10),
    )


def _set(reader: Reader, raw: Mapping[str, Any]) -> SetUpload:
    reader.only("number", "side", "seen", "claimed_reps", "claimed_hold_s", "trace")
    seen = None if reader.raw("seen") is None else read_seen(reader.inner("seen"), raw["seen"])
    return SetUpload(
        number=reader.whole("number", 1, 40),
        side=reader.choice("side", ["both", "left", "right"]),
        seen=seen,
        claimed_reps=reader.whole("claimed_reps", 0, 200),
        claimed_hold_s=reader.number_or_none("claimed_hold_s", 0, 3600),
        trace=raw.get("trace"),
    )


def _hash_of(body: Mapping[str, Any]) -> str:
    """The same for the same content, whatever the order of its fields or the spaces between them.

    Called when everything has been read: the shape is known to be right.
    """
    left_out = ("device_clock_offset_s", "trace_consent")
    kept = {field: value for field, value in body.items() if field not in left_out}
    kept["exercises"] = [
        {**exercise, "sets": [_without_trace(one) for one in exercise["sets"]]}
        for exercise in body["exercises"]
    ]
    return hashlib.sha256(
        json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
    ).hexdigest()


def bytes_of_traces(body: Any) -> int:
    """How much of a message is traces, whatever else is in it: nothing has been read yet."""
    exercises = body.get("exercises") if isinstance(body, Mapping) else None
    sets = (
        one
        for exercise in (exercises if isinstance(exercises, list) else [])
        if isinstance(exercise, Mapping) and isinstance(exercise.get("sets"), list)
        for one in exercise["sets"]
    )
    traces = (one.get("trace") for one in sets if isinstance(one, Mapping))
    return sum(len(trace) for trace in traces if isinstance(trace, str))


def _without_trace(one: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in one.items() if field != "trace"}
