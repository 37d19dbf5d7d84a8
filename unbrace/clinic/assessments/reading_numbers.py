"""From kept attempts to numbers: the main one of each side, and what the impairment rules read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from unbrace.clinic.assessments.models import BY_A_THERAPIST, BY_CAMERA, How, Outcome
from unbrace.rehab.impairments.from_tests import NumberOfTest
from unbrace.rehab.testing import Number

if TYPE_CHECKING:
    from unbrace.clinic.assessments.models import Attempt
    from unbrace.library.function_tests import FunctionTest

BY_HAND = "by hand"


@dataclass(frozen=True)
class Measurement:
    """One number of one attempt, for a table or a curve. `value` None: `reason` or `outcome` says why there is none."""

    attempt: Any
    assessment: Any
    test: str
    name: str
    side: str
    unit: str
    value: float | None
    error_band: float | None
    at: datetime
    outcome: str
    how: str
    reason: str
    view_quality: float | None
    main: bool
    """Whether this is what the test is about; the others are read beside it."""

    @property
    def by_camera(self) -> bool:
        return seen_by_camera(self.how)

    @property
    def marked(self) -> bool:
        """Whether a therapist says it, with a name."""
        return self.how in BY_A_THERAPIST


def seen_by_camera(how: str) -> bool:
    """Whether a value taken in this way is what the engine saw, also where a therapist read it off in a call."""
    return how in BY_CAMERA


def main_numbers(attempt: Attempt) -> list[dict[str, Any]]:
    """The first value of the test, on each side where it was got."""
    numbers = [one for one in attempt.numbers if one["value"] is not None]
    first = attempt.numbers[0]["name"] if attempt.numbers else ""
    return [one for one in numbers if one["name"] == first]


def measurements(attempts: Iterable[Attempt]) -> Iterator[Measurement]:
    for attempt in attempts:
        first = attempt.numbers[0]["name"] if attempt.numbers else ""
        for one in attempt.numbers or [_NO_NUMBER]:
            yield Measurement(
                attempt=attempt.pk,
                assessment=attempt.assessment_id,
                test=attempt.test,
                name=one["name"],
                side=one["side"],
                unit=one["unit"],
                value=one["value"],
                error_band=one["error_band"],
                at=attempt.done_at,
                outcome=attempt.outcome,
                how=attempt.how,
                reason=one["reason"] or attempt.why,
                view_quality=one["view_quality"],
                main=one["name"] == first,
            )


_NO_NUMBER: dict[str, Any] = {
    "name": "", "side": "both", "unit": "", "value": None, "error_band": None, "reason": "", "view_quality": None,
}  # fmt: skip


def numbers_for_rules(attempts: Iterable[Attempt], zone: ZoneInfo) -> list[NumberOfTest]:
    """What the impairment rules look at, of the attempts that count: see `counting`."""
    return [
        NumberOfTest(
            test=attempt.test,
            side=one["side"],
            value=one["value"],
            error_band=one["error_band"],
            day=attempt.done_at.astimezone(zone).date(),
            unit=one["unit"],
            by_camera=attempt.by_camera,
            ended=attempt.ended,
        )
        for attempt in counting(attempts, zone)
        for one in main_numbers(attempt)
    ]


def counting(attempts: Iterable[Attempt], zone: ZoneInfo) -> list[Attempt]:
    """Of each test and day the newest attempt with a number; what a therapist marked goes before what a device says."""
    chosen: dict[tuple[str, Any], Attempt] = {}
    for attempt in sorted(attempts, key=lambda one: (one.marked, one.done_at)):
        if attempt.outcome == Outcome.MEASURED and main_numbers(attempt):
            chosen[attempt.test, attempt.done_at.astimezone(zone).date()] = attempt
    return list(chosen.values())


def comparable(one: dict[str, Any], how: str) -> Number:
    """A number as it may be set against another: a camera's only against a camera's."""
    way = How.CAMERA.value if seen_by_camera(how) else BY_HAND
    return Number(one["value"], one["error_band"], one["unit"], f"{way}: {one['name']}")


def camera_numbers(test: FunctionTest, given: dict[str, float]) -> list[dict[str, Any]]:
    """Numbers a therapist read off the person's camera: of the test's first value, with the widest band it can have."""
    if test.protocol is None:
        return []
    first = test.protocol.values[0]
    return [
        {
            "name": first.name,
            "side": side,
            "unit": first.unit,
            "value": value,
            "error_band": max(first.error_band.values()),
            "view_quality": None,
            "frames": None,
            "visibility_min": None,
            "method": "camera, read by a therapist in a video visit",
            "trials": 1,
            "reason": None,
            "at_least": None,
        }
        for side, value in sorted(given.items())
    ]


def by_hand_numbers(test: FunctionTest, given: dict[str, float]) -> list[dict[str, Any]]:
    """Numbers somebody wrote down, as rows like the camera's; the band is the one the test names for this way."""
    hand = test.without_camera
    return [
        {
            "name": test.title,
            "side": side,
            "unit": hand.unit,
            "value": value,
            "error_band": hand.error_band,
            "view_quality": None,
            "frames": None,
            "visibility_min": None,
            "method": f"by hand: {hand.by}",
            "trials": 1,
            "reason": None,
            "at_least": None,
        }
        for side, value in sorted(given.items())
    ]
