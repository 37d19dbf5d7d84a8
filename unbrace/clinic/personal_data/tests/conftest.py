"""A person who has been everywhere: something of hers lies in every room, with her name in every word."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from tests.people import BRIDGES, SQUATS, a_picture, screened, sign, sit, tells_and_sends
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.check_ins.actions import record_check_in, write_diary
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.conversations.actions import answer_message, send_message
from unbrace.clinic.exercise_sessions.actions import allow_traces
from unbrace.clinic.exercise_sessions.models import Correction
from unbrace.clinic.notes.models import Note
from unbrace.clinic.patients.actions import invite_patient
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.clinic.reminders.tests.conftest import device_of
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People

CANARY = "Quetzalina"


@pytest.fixture
def everywhere(people: People) -> User:
    """Maria, under a name that stands nowhere else."""
    maria, tom = people.maria, people.tom.user
    user = maria.user
    invite_patient(by=tom, clinic=people.riverside, email=user.email, name=f"{CANARY} Lopez")
    user.name = f"{CANARY} Lopez"
    user.save()
    tells_and_sends(maria)
    sign(people, maria, [SQUATS, BRIDGES])
    noted = ProgrammeVersion(programme=maria.programme, number=2, signed_by=tom, note=f"Gently, {CANARY}.")
    noted.save()
    session = sit(maria, maria.programme.versions.get(number=1))
    Correction(
        session=session, field="pain_before", was=2, becomes=1, note=f"{CANARY} mistyped", by=user
    ).save()
    finding = screened(maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    clear_flags(by=tom, patient=maria, findings=[finding.pk], reason=f"{CANARY} was seen by her doctor.")
    record_check_in(by=user, patient=maria, answers={"worst_pain": 1})
    draft = DiaryDraft(
        key=uuid.uuid4(), written_at=clock.now(), time_zone="UTC", stress=3, note=f"I, {CANARY}, slept"
    )
    write_diary(by=user, patient=maria, draft=draft)
    send_message(by=user, patient=maria, key=uuid.uuid4(), text=f"=It is {CANARY}", file=a_picture())
    answer_message(by=tom, patient=maria, key=uuid.uuid4(), text=f"Hello {CANARY}")
    allow_traces(by=user, patient=maria)
    Note(
        patient=maria, author=tom, subjective=f"{CANARY} sleeps better", plan=f"See {CANARY} in a week"
    ).save()
    device_of(maria)
    return user
