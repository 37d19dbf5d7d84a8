from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.people import People, a_picture, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.conversations.actions import answer_message, send_message
from unbrace.clinic.conversations.models import Message, VoiceNote
from unbrace.clinic.exercise_sessions.models import MovementTrace
from unbrace.clinic.exercise_sessions.replays import sets_of
from unbrace.clinic.patients.actions import invite_patient
from unbrace.clinic.patients.models import Invitation
from unbrace.clinic.programmes.actions import PrescriptionDraft


@pytest.fixture
def of_age(people: People) -> Callable[..., dict[str, Any]]:
    """One of each kind about somebody, so many days old."""

    def make(days: int, patient: Any = None) -> dict[str, Any]:
        patient = patient or people.maria
        with clock.set_to(clock.now() - timedelta(days=days)):
            return _one_of_each(people, patient, clock.now(), days)

    return make


def _one_of_each(people: People, patient: Any, now: datetime, days: int) -> dict[str, Any]:
    dose = PrescriptionDraft(
        "squat", sets=2, reps=4 + days % 8
    )  # what is signed already cannot be signed again
    version = sign(people, patient, [dose], days_ago=0.2)
    session = sit(patient, version)
    trace = MovementTrace.objects.create(
        performed=sets_of(session)[0], data=b"UBTRACE", frames=1, kept_at=now
    )
    message, _ = send_message(
        by=patient.user, patient=patient, key=uuid4(), text="My chair", file=a_picture()
    )
    answer_message(by=patient.therapist.user, patient=patient, key=uuid4(), text="A higher one.")
    voice = VoiceNote.objects.create(
        patient=patient, key=uuid4(), day=now.date(), written_at=now, at=now, state="ready"
    )
    invitation = invite_patient(
        by=people.tom.user, clinic=people.riverside, email=f"{uuid4().hex}@example.org", name="Nobody"
    )
    return {
        "movement": MovementTrace.objects.filter(pk=trace.pk),
        "messages": Message.objects.filter(patient=patient, at__lte=now),
        "file": message.attachment,
        "voice": voice,
        "invitations": Invitation.objects.filter(pk=invitation.pk),
        "session": session,
    }
