"""The person's usual pain, from the resting pain of the last days: what today is held against."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import fmean
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from unbrace.clinic.check_ins.queries import with_mornings
from unbrace.clinic.exercise_sessions.queries import pain_before_of, sessions_for
from unbrace.clinic.patients.models import Patient
from unbrace.rehab.progression.usual_pain import baseline

DAYS = 7


def usual_pain_of(patient: Patient, today: date) -> float | None:
    """Median of the daily averages of the 7 days before `today`, 0-10; what was said at the start where there are too
    few; None where nobody has asked."""
    since = today - timedelta(days=DAYS)
    light = with_mornings(sessions_for(patient)).prefetch_related(None).prefetch_related("corrections")
    near: QuerySet[Any] = light.filter(started_at__date__gte=since - timedelta(days=2))
    sessions = [session for session in near if since <= session.local_date < today]
    ratings: dict[date, list[int]] = {}
    for session in sessions:
        if (pain := pain_before_of(session)) is not None:
            ratings.setdefault(session.local_date, []).append(pain)
        if session.morning_pain is not None:
            day = session.morning_at.astimezone(ZoneInfo(session.time_zone)).date()
            if day < today:
                ratings.setdefault(day, []).append(session.morning_pain)
    return baseline([fmean(ratings[day]) for day in sorted(ratings)], patient.usual_pain)
