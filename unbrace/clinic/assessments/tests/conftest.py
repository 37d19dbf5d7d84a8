"""An assessment Maria has been asked for, and what her phone sends."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.assessments.actions import ask_assessment
from unbrace.clinic.assessments.models import Assessment
from unbrace.clinic.assessments.tests_of_function import tests_of_function
from unbrace.clinic.assessments.upload import SCHEMA

if TYPE_CHECKING:
    from tests.people import People


@pytest.fixture
def asked(people: People) -> Assessment:
    return ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")


def sent(assessment: Assessment, test: str = "chair-stand-30s", **said: Any) -> dict[str, Any]:
    """A number somebody counted, but for what is said otherwise."""
    content = tests_of_function()[test]
    return {
        "schema": SCHEMA,
        "key": str(uuid.uuid4()),
        "owner": owner_mark(assessment.patient.user),
        "assessment": str(assessment.pk),
        "test": test,
        "content_version": content.version,
        "content_hash": content.content_hash,
        "outcome": "measured",
        "why": "",
        "how": "self",
        "by_hand": {"both": 12},
        "seen": None,
        "pain_before": 2,
        "pain_after": 2,
        "ended": "",
        "done_at": clock.now().isoformat(),
        "time_zone": "Europe/Berlin",
        "device_clock_offset_s": 0,
    } | said


def seen_arm(left: float | None = 114.0, right: float | None = None) -> dict[str, Any]:
    """What the engine says of one arm lifted, as in `motion.trial`."""

    def number(value: float | None) -> dict[str, Any]:
        return {
            "name": "elevation",
            "unit": "degrees",
            "value": value,
            "error_band": None if value is None else 15.0,
            "reason": "not_begun" if value is None else None,
        }

    def reading(value: float) -> dict[str, Any]:
        return number(value) | {
            "method": "shoulder_elevation, most",
            "at_least": None,
            "frames": 90,
            "visibility_min": 0.91,
            "view_quality": 0.97,
        }

    trials = [
        {
            "number": place + 1,
            "side": side,
            "start_ms": 1000.0 * place,
            "end_ms": 1000.0 * place + 900,
            "ended": "returned",
            "readings": [reading(value)],
        }
        for place, (side, value) in enumerate((("left", left), ("right", right)))
        if value is not None
    ]
    return {
        "schema": "unbrace.function-test/1",
        "test": "shoulder-flexion",
        "content_version": "1.0.0",
        "engine_version": "1.0.0",
        "duration_ms": 20_000.0,
        "frames": 300,
        "seen_ratio": 1.0,
        "complete": left is not None and right is not None,
        "scores": [
            number(left) | {"side": "left", "trials": int(left is not None)},
            number(right) | {"side": "right", "trials": int(right is not None)},
        ],
        "trials": trials,
        "lost_sight": [],
        "hints": [],
    }


def by_camera(assessment: Assessment, **said: Any) -> dict[str, Any]:
    """The arm test, seen by the camera."""
    return sent(assessment, "shoulder-flexion", how="camera", by_hand={}, seen=seen_arm()) | said
