from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from unbrace.clinic import clock
from unbrace.clinic.check_ins.goals import OwnGoal as OwnGoal
from unbrace.clinic.check_ins.goals import goals_since as goals_since
from unbrace.clinic.check_ins.goals import may_have_own_goals as may_have_own_goals
from unbrace.clinic.check_ins.goals import own_goals_of as own_goals_of
from unbrace.clinic.check_ins.models import (
    AREAS,
    DiaryEntry,
    FlareRating,
    FlareUp,
    MedicationChange,
    NextMorning,
    WeeklyCheckIn,
)
from unbrace.clinic.check_ins.morning import is_open
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.exercise_sessions.queries import sessions_for, with_something_done
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours

__all__ = [
    "AREAS",
    "DiaryEntry",
    "MedicationChange",
    "check_in_on",
    "check_ins_of",
    "check_ins_to_look_at",
    "diary_entry_of",
    "diary_of",
    "done_lately",
    "flare_days_of",
    "morning_after",
    "mornings_of",
    "noted_parts",
    "to_look_at",
    "todays_in_diary",
    "waiting_among",
    "waiting_for",
    "with_mornings",
    "worst_in_diary",
    "worst_since",
    "wrote",
]

A_WEEK_AND_A_TIME_ZONE: Final = timedelta(days=8)


def done_lately(patient: Patient, now: datetime) -> list[Any]:
    """The sessions of the last week in which something was done, newest first, with the mornings after."""
    done = with_mornings(with_something_done(sessions_for(patient))).prefetch_related(None)
    return list(done.filter(started_at__gte=now - A_WEEK_AND_A_TIME_ZONE))


def waiting_among(sessions: Sequence[Any], now: datetime) -> list[Any]:
    """Of what `done_lately` found: whose next-morning question is open and has no answer yet, oldest first.

    Only of those in which something was done: the answer says how the back liked it.
    """
    return [
        one
        for one in reversed(sessions)
        if one.morning_at is None and is_open(one.ended_at, one.time_zone, now)
    ]


def waiting_for(patient: Patient, now: datetime | None = None) -> list[Any]:
    """The same, asked of the database."""
    now = now or clock.now()
    return waiting_among(done_lately(patient, now), now)


def mornings_of(sessions: Iterable[ExerciseSession]) -> dict[Any, NextMorning]:
    """The newest answer by session id. A session without one is not in it: that is not a 0."""
    answers = NextMorning.objects.filter(session__in=[session.pk for session in sessions]).order_by("at")
    return {answer.session_id: answer for answer in answers}


def with_mornings(sessions: QuerySet[ExerciseSession]) -> QuerySet[ExerciseSession]:
    """The same sessions, each with `morning_pain`, its newest answer, and `morning_at`, when it was given; None where
    there is none. No further query."""
    newest = NextMorning.objects.filter(session=OuterRef("pk")).order_by("-at")
    return sessions.annotate(
        morning_pain=Subquery(newest.values("pain")[:1]), morning_at=Subquery(newest.values("at")[:1])
    )


def morning_after(session: ExerciseSession) -> int | None:
    answer = mornings_of([session]).get(session.pk)
    return answer.pain if answer else None


def check_ins_of(patient: Patient) -> list[WeeklyCheckIn]:
    """What was last said on each day, newest day first: a correction on the same day replaces what it corrects."""
    newest = {one.day: one for one in WeeklyCheckIn.objects.filter(patient=patient)}
    return [newest[day] for day in sorted(newest, reverse=True)]


def check_in_on(patient: Patient, day: date) -> WeeklyCheckIn | None:
    return WeeklyCheckIn.objects.filter(patient=patient, day=day).last()


def to_look_at(patient: Patient, today: date) -> QuerySet[WeeklyCheckIn]:
    """What was said of the week today, and before it what came in today from a device that
    had no network: nobody has looked at that before."""
    midnight = datetime.combine(today, time.min, patient.user.zone)
    return WeeklyCheckIn.objects.filter(Q(day=today) | Q(received_at__gte=midnight), patient=patient)


def check_ins_to_look_at(patient: Patient, today: date) -> list[WeeklyCheckIn]:
    """The same, of each day the newest word, oldest day first."""
    newest = {one.day: one for one in to_look_at(patient, today)}
    return [newest[day] for day in sorted(newest)]


def diary_of(patient: Patient) -> QuerySet[DiaryEntry]:
    """What counts now, newest day first: neither undone nor replaced."""
    newer = DiaryEntry.objects.filter(replaces=OuterRef("pk"), withdrawn_at=None)
    return DiaryEntry.objects.filter(~Exists(newer), patient=patient, withdrawn_at=None)


def todays_in_diary(patient: Patient, today: date) -> QuerySet[DiaryEntry]:
    """Today's entries that count.

    Today's are those of this day, those written since midnight where the person is at home (a telephone in another
    time zone calls the same moment by another date), and those that reached us since then: what was written yesterday
    without a network has not been looked at by anybody before today. A jump in pain must not be missed for either.
    """
    midnight = datetime.combine(today, time.min, patient.user.zone)
    return diary_of(patient).filter(Q(day=today) | Q(written_at__gte=midnight) | Q(received_at__gte=midnight))


def worst_in_diary(patient: Patient, today: date) -> int | None:
    """The highest pain in today's entries that count; None where none was asked."""
    worst = [entry.worst_pain for entry in todays_in_diary(patient, today)]
    return max((pain for pain in worst if pain is not None), default=None)


def worst_since(patient: Patient, since: date) -> int | None:
    """The highest pain said from a day on in the diary, in a weekly check-in of that time or in a flare-up."""
    said = [entry.worst_pain for entry in diary_of(patient).filter(day__gte=since)]
    said += [one.worst_pain for one in check_ins_of(patient) if one.day >= since]
    said += FlareRating.objects.filter(flare_up__patient=patient, day__gte=since).values_list(
        "pain", flat=True
    )
    return max((pain for pain in said if pain is not None), default=None)


def flare_days_of(patient: Patient, begins: date, ends: date) -> frozenset[date]:
    """The days of this time on which a flare-up was on, its last one too."""
    zone, found = patient.user.zone, set[date]()
    for began, ended_at in patient.flare_ups.values_list("began_on", "ended_at"):
        last = ends if ended_at is None else min(ends, ended_at.astimezone(zone).date())
        first = max(began, begins)
        found |= {first + timedelta(days=ahead) for ahead in range((last - first).days + 1)}
    return frozenset(found)


def noted_parts(since: date) -> dict[str, Exists]:
    """For `patient_in`: whether there is a diary since then, and whether there ever was a flare-up."""
    who = OuterRef("pk")
    diary = diary_of(who).filter(day__gte=since)  # type: ignore[arg-type]  # asked inside another question
    return {
        "has_diary": Exists(diary.order_by()),
        "has_flares": Exists(FlareUp.objects.filter(patient=who).order_by()),
    }


def diary_entry_of(patient: Patient, entry_id: Any) -> DiaryEntry:
    """One of those that count; anything else is not there."""
    entry = diary_of(patient).filter(pk=entry_id).first()
    if entry is None:
        raise NotYours
    return entry


def wrote(patient: Patient, entry_id: Any) -> bool:
    """Whether this entry is the person's own, replaced or undone since or not."""
    return DiaryEntry.objects.filter(patient=patient, pk=entry_id).exists()
