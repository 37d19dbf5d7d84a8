"""Tests of function as made-up people did them: by camera and by hand, not seen, not done, and done again."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.assessments.actions import (
    Marked,
    ask_assessment,
    end_assessment,
    mark_test,
    record_attempt,
)
from unbrace.clinic.assessments.models import Assessment
from unbrace.clinic.assessments.tests_of_function import tests_of_function
from unbrace.clinic.assessments.upload import SCHEMA, parse_attempt
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.patients.models import Patient
from unbrace.motion import ENGINE_VERSION
from unbrace.motion.trial import SCHEMA as SEEN
from unbrace.rehab.impairments.from_tests import FREE, PAINFUL, STIFF

Sides = dict[str, float | None]


def maria_is_assessed(tom: Membership, maria: Patient, now: datetime, at: Callable[..., datetime]) -> None:
    """A short look three weeks ago, and the same again now, half done."""
    with clock.set_to(at(now, 21, time(9))):
        first = ask_assessment(by=tom.user, patient=maria, test_set="short-first")
    with clock.set_to(at(now, 21, time(18))):
        _by_hand(first, "forward-bend", {"both": 24}, pain=(2, 3), ended=STIFF)
        _by_camera(first, "standing-extension", {"both": 11.0}, pain=(2, 3), ended=PAINFUL)
        _by_camera(first, "shoulder-flexion", {"left": 152.0, "right": 148.0}, pain=(2, 2), ended=FREE)
        _by_camera(first, "single-leg-stance", {"left": None, "right": None}, pain=(2, 2))
        _by_hand(first, "chair-stand-30s", {"both": 11}, pain=(2, 2))
    with clock.set_to(at(now, 20, time(10))):
        marked = Marked(uuid.uuid4(), "measured", "video", {"left": 31, "right": 19}, note="Right hip drops.")
        mark_test(by=tom.user, assessment=first, test="single-leg-stance", marked=marked)
        end_assessment(by=tom.user, assessment=first)
    with clock.set_to(at(now, 2, time(9))):
        again = ask_assessment(
            by=tom.user, patient=maria, test_set="short-first", note="The same five as three weeks ago."
        )
    with clock.set_to(at(now, 1, time(18))):
        _by_hand(again, "forward-bend", {"both": 15}, pain=(1, 1), ended=FREE)
        _by_camera(again, "shoulder-flexion", {"left": 156.0, "right": 155.0}, pain=(1, 1), ended=FREE)


def samuel_is_assessed(tom: Membership, samuel: Patient) -> None:
    """Somebody new: what he did shapes the draft that waits for a signature."""
    asked = ask_assessment(by=tom.user, patient=samuel, test_set="short-first")
    with clock.set_to(clock.now() + timedelta(hours=2)):
        _by_hand(asked, "forward-bend", {"both": 34}, pain=(3, 4), ended=STIFF)
        _by_camera(asked, "shoulder-flexion", {"left": 114.0, "right": None}, pain=(3, 3), ended=STIFF)
        _send(asked, "chair-stand-30s", outcome="not_done", why="pain", pain_before=3)


def _by_hand(asked: Assessment, test: str, values: Sides, pain: tuple[int, int], ended: str = "") -> None:
    by = tests_of_function()[test].without_camera.by
    how = "self" if by == "person" else "helper"
    _send(asked, test, how=how, by_hand=values, pain_before=pain[0], pain_after=pain[1], ended=ended)


def _by_camera(asked: Assessment, test: str, values: Sides, pain: tuple[int, int], ended: str = "") -> None:
    outcome = "measured" if any(value is not None for value in values.values()) else "not_seen"
    seen = _seen(test, values)
    _send(
        asked,
        test,
        how="camera",
        outcome=outcome,
        seen=seen,
        pain_before=pain[0],
        pain_after=pain[1],
        ended=ended,
    )


def _send(asked: Assessment, test: str, **said: Any) -> None:
    content = tests_of_function()[test]
    body = {
        "schema": SCHEMA,
        "key": str(uuid.uuid4()),
        "owner": owner_mark(asked.patient.user),
        "assessment": str(asked.pk),
        "test": test,
        "content_version": content.version,
        "content_hash": content.content_hash,
        "outcome": "measured",
        "why": "",
        "how": "self",
        "by_hand": {},
        "seen": None,
        "pain_before": None,
        "pain_after": None,
        "ended": "",
        "done_at": clock.now().isoformat(),
        "time_zone": str(asked.patient.user.zone),
        "device_clock_offset_s": 0,
    } | said
    record_attempt(by=asked.patient.user, upload=parse_attempt(body))


def _seen(test: str, values: Sides) -> dict[str, Any]:
    """The engine's own words for these numbers of the test's first value."""
    protocol = tests_of_function()[test].protocol
    assert protocol is not None  # noqa: S101  (only tests with a protocol are done by camera)
    first = protocol.values[0]
    band = first.error_band[protocol.movement.view]
    pairs = [
        (side, value, {"name": first.name, "unit": first.unit, "value": value})
        for side, value in values.items()
    ]
    scores = [
        {
            **number,
            "side": side,
            "error_band": None if value is None else band,
            "reason": "low_visibility" if value is None else None,
            "trials": 0 if value is None else protocol.trials,
        }
        for side, value, number in pairs
    ]
    return {
        "schema": SEEN,
        "test": test,
        "content_version": tests_of_function()[test].version,
        "engine_version": ENGINE_VERSION,
        "duration_ms": 24_000.0,
        "frames": 410,
        "seen_ratio": 0.98,
        "complete": all(value is not None for value in values.values()),
        "scores": scores,
        "trials": _trials(scores, first.measure, first.take.value),
        "lost_sight": [],
        "hints": [],
    }


def _trials(scores: Sequence[dict[str, Any]], measure: str, take: str) -> list[dict[str, Any]]:
    return [
        {
            "number": place + 1,
            "side": score["side"],
            "start_ms": 2_000.0 + 4_000 * place,
            "end_ms": 5_000.0 + 4_000 * place,
            "ended": "returned",
            "readings": [
                {
                    "name": score["name"],
                    "unit": score["unit"],
                    "value": score["value"],
                    "error_band": score["error_band"],
                    "reason": None,
                    "method": f"{measure}, {take}",
                    "at_least": None,
                    "frames": 96,
                    "visibility_min": 0.88,
                    "view_quality": 0.94,
                }
            ],
        }
        for place, score in enumerate(scores)
        if score["value"] is not None
    ]
