"""Remembers what was measured and seen in an assessment, with its quality and error band; and what a therapist made
of it.

An assessment is a list of tests of function a therapist has picked for one person. Each attempt is kept as it came,
once, by the device's key: "not seen" and "not done", with the reason, are values like any number. What the numbers
point to is a rule's hint or likelihood, never more; a therapist confirms, and a therapist signs what follows.

Stop 8 of the data's way for tests. `measurements_of` is the way in for whoever draws the course of a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unbrace.clinic.assessments.reading_numbers import Measurement
    from unbrace.clinic.patients.models import Patient


def measurements_of(patient: Patient, test: str | None = None) -> Sequence[Measurement]:
    """Every number this person has of every test, or of one, oldest first: when, how taken, value, unit, error band.

    An attempt without a number is in it too, with `value` None and the reason: a gap in a line is not a zero. Two
    queries for any number of rows.
    """
    from unbrace.clinic.assessments.queries import all_measurements_of

    return all_measurements_of(patient, test)
