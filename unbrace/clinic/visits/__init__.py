"""Remembers when therapists can be met, and every visit: asked for, booked, moved, cancelled, kept.

A person's own therapist and the person come in; colleagues of the clinic may help. Nobody is in two places at once: the
database itself refuses it. The arithmetic of hours and time zones is in `slots.py`, which knows no rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.visits.models import Visit


def visits_of(patient: Patient) -> QuerySet[Visit]:
    """Every visit that was ever booked for this person, cancelled ones too, the latest first. For rooms above."""
    from unbrace.clinic.visits.queries import visits_for

    return visits_for(patient)
