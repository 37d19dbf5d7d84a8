"""The person's usual pain, from the resting pain of the last days: what today is held against."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import fmean
from zoneinfo import ZoneInfo

from unbrace.clinic.check_ins.queries import mornings_of
from unbrace.clinic.exercise_sessions.queries import pain_before_of, sessions_for
from unbrace.clinic.patients.models import Patient
from unbrace.rehab.progression.usual_pain import baseline

DAYS = 7


def usual_pain_of(patient: Patient, today: date) -> float | None:
    """Median of the daily averages of the 7 days before `today`, 0-10; what was said at the start where there are too
    few; None where nobody has asked."""
    since = today - timedelta(days=DAYS)
    sessions = [
        session
        for session in sessions_for(patient).filter(started_at__date__gte=since - timedelta(days=2))
        if since <= session.local_date < today
    ]
    mornings = mornings_of(sessions)
    ratings: dict[date, list[int]] = {}
    for session in sessions:
        if (pain := pain_before_of(session)) is not None:
            ratings.setdefault(session.local_date, []).append(pain)
        if (morning := mornings.get(session.pk)) is not None:
            day = morning.at.astimezone(ZoneInfo(session.time_zone)).date()
            if day < today:
                ratings.setdefault(day, []).append(morning.pain)
    return baseline([fmean(ratings[day]) for day in sorted(ratings)], patient.usual_pain)
