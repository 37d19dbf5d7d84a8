"""Nought is said, nothing is not nought."""

from __future__ import annotations

from datetime import date

from unbrace.clinic.check_ins.models import WeeklyCheckIn
from unbrace.portal.therapist.check_in_lines import check_in_lines


def test_each_number_is_told_and_what_was_not_said_is_not_nought() -> None:
    week = WeeklyCheckIn(day=date(2026, 11, 25), average_pain=0, poor_nights=4, confidence=4, stress=6)
    (line,) = check_in_lines([week])
    assert line.pain == "Pain on average 0 of 10, at its worst not said."
    assert "4 bad nights" in line.days
    assert line.notes == (
        "Short of sleep: the rules hold the dose this week.",
        "Little confidence: ask what gets in the way.",
    )
