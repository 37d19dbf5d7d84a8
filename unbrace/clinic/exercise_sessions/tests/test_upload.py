"""What a device may send. Everything else is refused with the field at fault and never with a crash."""

from __future__ import annotations

import copy
import json
import math
import uuid
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.people import seen
from unbrace.clinic.exercise_sessions.upload import parse_upload
from unbrace.clinic.reading import Reader
from unbrace.clinic.refused import Refused


def good() -> dict[str, Any]:
    one_set = {"number": 1, "side": "both", "seen": seen(), "claimed_reps": 1, "claimed_hold_s": None}
    return {
        "schema": "unbrace.exercise-session/1",
        "key": str(uuid.UUID(int=1)),
        "owner": "abc",
        "programme_version": str(uuid.UUID(int=2)),
        "started_at": "2026-11-23T10:00:00+01:00",
        "ended_at": "2026-11-23T10:15:00+01:00",
        "time_zone": "Europe/Berlin",
        "device_clock_offset_s": -3,
        "pain_before": 0,
        "exercises": [
            {
                "prescription": str(uuid.UUID(int=3)),
                "skipped": False,
                "mode": "camera",
                "sets": [one_set],
                "pain": None,
                "effort": 4,
            }
        ],
    }


def put(path: str, value: Any) -> dict[str, Any]:
    """The good upload with one value replaced, e.g. `exercises.0.sets.0.number`."""
    body = good()
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place: Any = body
    for part in way:
        place = place[part]
    place[last] = value
    return body


def test_a_good_upload_is_read() -> None:
    upload = parse_upload(good())
    assert upload.started_at.isoformat() == "2026-11-23T10:00:00+01:00"
    assert upload.exercises[0].sets[0].seen is not None
    assert upload.exercises[0].sets[0].seen.counts.full == 8


def test_a_pain_of_0_is_an_answer_and_none_was_not_asked() -> None:
    upload = parse_upload(good())
    assert upload.pain_before == 0
    assert upload.pain_before is not None
    assert upload.exercises[0].pain is None


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("schema", "unbrace.exercise-session/2", "schema"),
        ("key", "not-a-uuid", "key"),
        ("owner", "", "owner"),
        ("started_at", "2026-11-23T10:00:00", "started_at"),
        ("started_at", "yesterday", "started_at"),
        ("started_at", "2026-11-23T11:00:00+01:00", "ended_at"),
        ("ended_at", "2026-12-23T10:00:00+01:00", "ended_at"),
        ("time_zone", "../../etc/passwd", "time_zone"),
        ("device_clock_offset_s", math.inf, "device_clock_offset_s"),
        ("device_clock_offset_s", 10**400, "device_clock_offset_s"),
        ("pain_before", 11, "pain_before"),
        ("pain_before", -1, "pain_before"),
        ("pain_before", True, "pain_before"),
        ("pain_before", 2.5, "pain_before"),
        ("pain_before", "0", "pain_before"),
        ("exercises", [], "exercises"),
        ("exercises", "many", "exercises"),
        ("exercises", [7], "exercises[0]"),
        ("exercises.0.mode", "guess", "exercises[0].mode"),
        ("exercises.0.skipped", 0, "exercises[0].skipped"),
        ("exercises.0.sets.0.number", 0, "exercises[0].sets[0].number"),
        ("exercises.0.sets.0.claimed_reps", 201, "exercises[0].sets[0].claimed_reps"),
        ("exercises.0.sets.0.claimed_hold_s", math.nan, "exercises[0].sets[0].claimed_hold_s"),
        ("exercises.0.sets.0.seen.schema", "unbrace.session-result/9", "exercises[0].sets[0].seen.schema"),
        ("exercises.0.sets.0.seen.counts.full", 9, "exercises[0].sets[0].seen.counts.full"),
        ("exercises.0.sets.0.seen.counts.full", -1, "exercises[0].sets[0].seen.counts.full"),
        ("exercises.0.sets.0.seen.view", "above", "exercises[0].sets[0].seen.view"),
        ("exercises.0.sets.0.seen.seen_ratio", 1.5, "exercises[0].sets[0].seen.seen_ratio"),
        (
            "exercises.0.sets.0.seen.repetitions.0.range_deg",
            math.nan,
            "exercises[0].sets[0].seen.repetitions[0].range_deg",
        ),
        (
            "exercises.0.sets.0.seen.repetitions.0.end_ms",
            0,
            "exercises[0].sets[0].seen.repetitions[0].end_ms",
        ),
        ("exercises.0.sets.0.seen.lost_sight", [{}], "exercises[0].sets[0].seen.lost_sight[0].start_ms"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(path: str, value: Any, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_upload(put(path, value))
    assert refusal.value.field == field
    assert refusal.value.message.endswith(".")


def test_a_missing_and_an_unknown_field_are_refused() -> None:
    missing, unknown = good(), good()
    del missing["pain_before"]
    unknown["form_score"] = 97
    for body, field in ((missing, "pain_before"), (unknown, "form_score")):
        with pytest.raises(Refused) as refusal:
            parse_upload(body)
        assert refusal.value.field == field


def test_the_same_prescription_or_set_twice_is_refused() -> None:
    twice = good()
    twice["exercises"].append(copy.deepcopy(twice["exercises"][0]))
    with pytest.raises(Refused, match="twice"):
        parse_upload(twice)
    doubled = good()
    doubled["exercises"][0]["sets"] *= 2
    with pytest.raises(Refused, match="same number"):
        parse_upload(doubled)


def test_a_flood_is_refused() -> None:
    body = put("exercises.0.sets.0.seen.repetitions", seen()["repetitions"] * 100)
    with pytest.raises(Refused) as refusal:
        parse_upload(body)
    assert refusal.value.field.endswith("repetitions")


def test_the_hash_knows_content_from_spelling() -> None:
    """The order of fields and a newly measured clock are not another session; one more repetition is."""
    same = dict(reversed(good().items())) | {"device_clock_offset_s": 99}
    other = put("exercises.0.sets.0.claimed_reps", 2)
    assert parse_upload(same).body_hash == parse_upload(good()).body_hash
    assert parse_upload(other).body_hash != parse_upload(good()).body_hash


PLACES = [
    "key", "owner", "started_at", "ended_at", "time_zone", "device_clock_offset_s", "pain_before", "exercises",
    "exercises.0", "exercises.0.prescription", "exercises.0.sets", "exercises.0.sets.0", "exercises.0.sets.0.seen",
    "exercises.0.sets.0.seen.counts", "exercises.0.sets.0.seen.repetitions", "exercises.0.sets.0.seen.faults",
    "exercises.0.sets.0.seen.repetitions.0", "exercises.0.sets.0.seen.repetitions.0.tempo", "exercises.0.pain",
    "exercises.0.sets.0.seen.duration_ms", "exercises.0.sets.0.seen.exercise", "exercises.0.sets.0.claimed_hold_s",
]  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(PLACES), JSON)
def test_whatever_stands_anywhere_is_read_or_refused(path: str, value: Any) -> None:
    with suppress(Refused):
        parse_upload(put(path, value))


@given(JSON)
def test_whatever_comes_instead_of_an_upload_is_refused(value: Any) -> None:
    with pytest.raises(Refused):
        parse_upload(value)


def test_what_is_kept_of_a_set_goes_through_json_unchanged() -> None:
    kept = parse_upload(good()).exercises[0].sets[0].seen
    assert kept is not None
    assert json.loads(json.dumps(kept.to_json())) == seen()


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "a\x00b"])
def test_what_no_file_can_hold_is_refused_wherever_it_stands(text: str) -> None:
    """Half a character, as JSON can spell it, and the empty byte."""
    reader = Reader({"text": text, "words": ["fine", text]})
    for read in (lambda: reader.text("text"), lambda: reader.words("words", 3)):
        with pytest.raises(Refused):
            read()


@pytest.mark.parametrize("name", ["Factory", "localtime", "Mars/Base"])
def test_a_time_zone_is_a_place(name: str) -> None:
    with pytest.raises(Refused, match="time zone"):
        parse_upload(good() | {"time_zone": name})
