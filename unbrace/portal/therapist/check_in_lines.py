"""The weekly check-ins as the therapist reads them: the newest first, each number with what it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from unbrace.rehab.progression.this_week import LOW_SLEEP_NIGHTS

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.models import WeeklyCheckIn

NOT_SAID: Final = "not said"
#: Where a number asks for a word with the person; thresholds of the content's own bands and of the rules.
HIGH_STRESS, LOW_CONFIDENCE = 7, 5


@dataclass(frozen=True)
class CheckInLine:
    """One week in words; `notes` are what a therapist may want to talk about."""

    day: date
    pain: str
    days: str
    feeling: str
    notes: tuple[str, ...]


def check_in_lines(check_ins: Iterable[WeeklyCheckIn]) -> tuple[CheckInLine, ...]:
    return tuple(_line(one) for one in check_ins)


def _line(one: WeeklyCheckIn) -> CheckInLine:
    return CheckInLine(
        day=one.day,
        pain=f"Pain on average {_of(one.average_pain, 10)}, at its worst {_of(one.worst_pain, 10)}.",
        days=(
            f"Of 7: {_said(one.poor_nights)} bad nights, {_said(one.plans)} days with plans left out, "
            f"{_said(one.positions)} hard to sit, stand or walk, {_said(one.hands)} with help needed."
        ),
        feeling=f"Tension {_of(one.stress, 10)}, confidence {_of(one.confidence, 10)}.",
        notes=tuple(_notes(one)),
    )


def _notes(one: WeeklyCheckIn) -> Iterable[str]:
    if one.poor_nights is not None and one.poor_nights >= LOW_SLEEP_NIGHTS:
        yield "Short of sleep: the rules hold the dose this week."
    if one.stress is not None and one.stress >= HIGH_STRESS:
        yield "Much tension."
    if one.confidence is not None and one.confidence < LOW_CONFIDENCE:
        yield "Little confidence: ask what gets in the way."


def _said(value: int | None) -> str:
    return NOT_SAID if value is None else str(value)


def _of(value: int | None, highest: int) -> str:
    return NOT_SAID if value is None else f"{value} of {highest}"
