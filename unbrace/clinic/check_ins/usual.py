"""The person's usual pain, from the resting pain of the last days: what today is held against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import fmean
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from unbrace.clinic.check_ins.queries import with_mornings
from unbrace.clinic.exercise_sessions.queries import pain_before_of, read_corrected, sessions_for
from unbrace.clinic.patients.models import Patient
from unbrace.rehab.progression.usual_pain import baseline

DAYS = 7


def usual_pain_of(patient: Patient, today: date) -> float | None:
    """Median of the daily averages of the 7 days before `today`, 0-10; what was said at the start where there are too
    few; None where nobody has asked."""
    return usual_pains_of(patient, today)[today]


def usual_pains_of(patient: Patient, *days: date) -> dict[date, float | None]:
    """The same as it was on each of these days, by one question; none for no day."""
    near = Q()
    for day in days:
        around = (day - timedelta(days=DAYS + 2), day + timedelta(days=1))  # days are not the same everywhere
        near |= Q(started_at__date__range=around)
    sessions = read_corrected(with_mornings(sessions_for(patient)).filter(near)) if days else ()
    return {day: baseline(_averages(sessions, day), patient.usual_pain) for day in days}


def _averages(sessions: Iterable[Any], today: date) -> list[float]:
    """Of each day of the week before, on which any was rated."""
    ratings: dict[date, list[int]] = {}
    for session in sessions:
        if not today - timedelta(days=DAYS) <= session.local_date < today:
            continue
        if (pain := pain_before_of(session)) is not None:
            ratings.setdefault(session.local_date, []).append(pain)
        if session.morning_pain is not None:
            day = session.morning_at.astimezone(ZoneInfo(session.time_zone)).date()
            if day < today:
                ratings.setdefault(day, []).append(session.morning_pain)
    return [fmean(ratings[day]) for day in sorted(ratings)]
