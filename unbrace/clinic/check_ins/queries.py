from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from unbrace.clinic import clock
from unbrace.clinic.check_ins.models import NextMorning, WeeklyCheckIn
from unbrace.clinic.check_ins.morning import STAYS_OPEN, is_open
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.exercise_sessions.queries import sessions_for, with_something_done
from unbrace.clinic.patients.models import Patient


def waiting_for(patient: Patient, now: datetime | None = None) -> list[ExerciseSession]:
    """Sessions whose next-morning question is open and has no answer yet, oldest first.

    Only of those in which something was done: the answer says how the back liked it.
    """
    now = now or clock.now()
    recent = (
        with_something_done(sessions_for(patient))
        .prefetch_related(None)
        .filter(ended_at__gt=now - STAYS_OPEN - timedelta(hours=25))
    )
    unanswered = recent.exclude(pk__in=NextMorning.objects.filter(patient=patient).values("session"))
    return [s for s in reversed(unanswered) if is_open(s.ended_at, s.time_zone, now)]


def mornings_of(sessions: Iterable[ExerciseSession]) -> dict[Any, NextMorning]:
    """The newest answer by session id. A session without one is not in it: that is not a 0."""
    answers = NextMorning.objects.filter(session__in=[session.pk for session in sessions]).order_by("at")
    return {answer.session_id: answer for answer in answers}


def with_mornings(sessions: QuerySet[ExerciseSession]) -> QuerySet[ExerciseSession]:
    """The same sessions, each with `morning_pain`: its newest answer, None where there is none. No further query."""
    newest = NextMorning.objects.filter(session=OuterRef("pk")).order_by("-at").values("pain")[:1]
    return sessions.annotate(morning_pain=Subquery(newest))


def morning_after(session: ExerciseSession) -> int | None:
    answer = mornings_of([session]).get(session.pk)
    return answer.pain if answer else None


def check_ins_of(patient: Patient) -> list[WeeklyCheckIn]:
    """What was last said on each day, newest day first: a correction on the same day replaces what it corrects."""
    newest = {one.day: one for one in WeeklyCheckIn.objects.filter(patient=patient)}
    return [newest[day] for day in sorted(newest, reverse=True)]


def check_in_on(patient: Patient, day: date) -> WeeklyCheckIn | None:
    return WeeklyCheckIn.objects.filter(patient=patient, day=day).last()
