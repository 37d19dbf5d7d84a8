"""Forty people whose care at the first clinic is over: outcomes need a year of them. Written straight into the rows,
because the demo has to be there in seconds; none of them is in care, so none is on a list or gets a mail."""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from unbrace.cli.demo_clinic.people import ZONE, address
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.check_ins.models import GoalWord, WeeklyCheckIn
from unbrace.clinic.exercise_sessions.models import ExercisePerformed, ExerciseSession, SetPerformed
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.draft import PrescriptionDraft
from unbrace.clinic.programmes.models import Prescription, Programme, ProgrammeVersion, mask_of
from unbrace.clinic.programmes.queries import catalogue
from unbrace.clinic.worklist.models import Review

PEOPLE = 40
DAYS = (0, 2, 4)
WEEKS = 11


@dataclass
class _Rows:
    """In the order in which they are written."""

    kinds: dict[type[Any], list[Any]] = field(default_factory=dict)

    def add(self, row: Any) -> Any:
        self.kinds.setdefault(type(row), []).append(row)
        return row


def former_people(tom: Membership, now: datetime) -> None:
    rows = _Rows()
    for number in range(PEOPLE):
        _one(rows, tom, number, now - timedelta(days=100 + 8 * number, hours=3))
    for kind, made in rows.kinds.items():
        kind.objects.bulk_create(made)


def _one(rows: _Rows, tom: Membership, number: int, began: datetime) -> None:
    """Two in five stop early, more of them in the earlier quarters; most of those who stay have less pain."""
    wave = math.sin(number * 2.4)
    stays = wave > -0.3 + 0.01 * number
    weeks = WEEKS if stays else 2 + number % 4
    user = rows.add(
        User(
            email=address(f"former{number}"),
            name=f"Former Person {number + 1}",
            language=("en", "de", "en", "es")[number % 4],
            time_zone=ZONE,
            is_active=False,
        )
    )
    patient = rows.add(
        Patient(
            user=user,
            clinic=tom.clinic,
            therapist=tom,
            started_at=began,
            ended_at=began + timedelta(days=88),
        )
    )
    programme = rows.add(Programme(patient=patient))
    version = rows.add(ProgrammeVersion(programme=programme, number=1, signed_by=tom.user, signed_at=began))
    planned = rows.add(_prescription(version, PrescriptionDraft("squat", 2, 8, days=DAYS)))
    for at in _days(began, weeks, number):
        _sit(rows, patient, version, planned, at)
    pain = 5 + number % 3
    for week in range(0, weeks, 2):
        said = max(0, round(pain * (1 - (0.06 if wave > -0.1 else 0.01) * week)))
        at = began + timedelta(days=7 * week + 1)
        rows.add(WeeklyCheckIn(patient=patient, day=at.date(), average_pain=said, at=at))

    if number % 4 != 3:
        for day, rating in ((2, 3), (56, 7 if wave > 0.2 else 4))[: 2 if stays else 1]:
            at = began + timedelta(days=day)
            rows.add(
                GoalWord(patient=patient, slot=1, kind="rated", rating=rating, day=at.date(), at=at, by=user)
            )


def _prescription(version: ProgrammeVersion, draft: PrescriptionDraft) -> Prescription:
    known = catalogue()[draft.exercise]
    return Prescription(
        version=version,
        position=1,
        exercise=draft.exercise,
        content_version=known.version,
        content_hash=known.content_hash,
        sets=draft.sets,
        reps=draft.reps,
        day_mask=mask_of(draft.days),
    )


def _days(began: datetime, weeks: int, number: int) -> Iterator[datetime]:
    """Most of the planned days, each person missing others."""
    for day in range(1, 7 * weeks):
        at = began + timedelta(days=day)
        if at.weekday() in DAYS and (day * 7 + number) % 5:
            yield at


def _sit(
    rows: _Rows, patient: Patient, version: ProgrammeVersion, planned: Prescription, at: datetime
) -> None:
    session = rows.add(
        ExerciseSession(
            patient=patient, programme_version=version, key=uuid.uuid4(), body_hash="", time_zone=ZONE,
            started_at=at, ended_at=at + timedelta(minutes=9),
            claimed_started_at=at, claimed_ended_at=at + timedelta(minutes=9), received_at=at,
        )
    )  # fmt: skip
    performed = rows.add(ExercisePerformed(session=session, prescription=planned, mode="tap", effort=4))
    for number in (1, 2):
        rows.add(SetPerformed(exercise=performed, number=number, claimed_reps=8))
    rows.add(Review(session=session, at=at + timedelta(minutes=10)))
