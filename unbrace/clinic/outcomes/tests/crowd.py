"""Many people who started long enough ago, written straight into the rows: outcomes need a crowd."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.check_ins.models import WeeklyCheckIn
from unbrace.clinic.exercise_sessions.models import ExercisePerformed, ExerciseSession, SetPerformed
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import Prescription, Programme, ProgrammeVersion

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Membership


def starts(
    therapist: Membership,
    name: str,
    days_ago: int,
    active: tuple[int, ...] = (),
    pain: tuple[tuple[int, int], ...] = (),
    language: str = "en",
) -> Patient:
    """`active` are days since the start on which a session was done; `pain` (day, average of the week)."""
    now = clock.now()
    began = now - timedelta(days=days_ago)
    user = User.objects.create(email=f"{name}@crowd.example.org", name=name.title(), language=language)
    patient = Patient.objects.create(
        user=user, clinic=therapist.clinic, therapist=therapist, started_at=began
    )
    version = ProgrammeVersion(
        programme=Programme.objects.create(patient=patient),
        number=1,
        signed_by=therapist.user,
        signed_at=began,
    )
    version.save()
    planned = Prescription(
        version=version, position=1, exercise="squat", content_version="1", content_hash="x", sets=2, reps=8
    )
    planned.save()
    for day in active:
        sits(patient, version, planned, began + timedelta(days=day))
    for day, value in pain:
        moment = began + timedelta(days=day)
        WeeklyCheckIn(patient=patient, day=moment.date(), average_pain=value, at=moment).save()
    return patient


def sits(patient: Patient, version: ProgrammeVersion, planned: Prescription, at: datetime) -> None:
    session = ExerciseSession.objects.create(
        patient=patient, programme_version=version, key=uuid.uuid4(), body_hash="x", started_at=at, ended_at=at,
        claimed_started_at=at, claimed_ended_at=at, time_zone="UTC",
    )  # fmt: skip
    performed = ExercisePerformed(session=session, prescription=planned, mode="tap")
    performed.save()
    SetPerformed(exercise=performed, number=1, claimed_reps=8).save()


def crowd(therapist: Membership, people: int, days_ago: int, improved: int = 0, active: int = 0) -> None:
    """So many people who started at one time; the first `improved` of them with less pain, the first `active` there in
    week 4 and 8."""
    for number in range(people):
        starts(
            therapist,
            f"{therapist.user.name.lower()}-{days_ago}-{number}",
            days_ago,
            active=(0, 22, 50) if number < active else (0,),
            pain=((0, 6), (56, 2 if number < improved else 6)),
        )
