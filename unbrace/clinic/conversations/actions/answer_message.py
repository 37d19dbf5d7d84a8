from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.conversations.actions.read_conversation import read_conversation
from unbrace.clinic.conversations.models import MOST_LETTERS, Message
from unbrace.clinic.conversations.tasks import ask_to_tell
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Conflict, NotYours, Refused


def answer_message(
    *, by: User, patient: Patient, key: UUID, text: str, seen_until: datetime | None = None
) -> tuple[Message, bool]:
    """A therapist writes to a patient. What waited for an answer is settled by it, but for words of concern: those
    need a reason of their own. Sent twice under one key, it is one answer."""
    require_care(by, patient, Permission.ANSWER_MESSAGES)
    if patient.ended_at is not None or patient.user_id == by.pk:
        raise NotYours
    text = text.strip().replace("\r\n", "\n").replace("\x00", "")
    if not text:
        raise Refused("Write a few words first.", field="text")
    if len(text) > MOST_LETTERS:
        raise Refused(
            f"That is too long. Use at most {MOST_LETTERS} letters, or send it as two.", field="text"
        )
    body_hash = hashlib.sha256(f"{patient.pk}\n{text}".encode()).hexdigest()
    if (known := _known(by, key, body_hash)) is not None:
        return known, False
    try:
        return _write(by, patient, key, body_hash, text, seen_until), True
    except IntegrityError:
        known = _known(by, key, body_hash)
        if known is None:
            raise
        return known, False


def _known(by: User, key: UUID, body_hash: str) -> Message | None:
    message = Message.objects.filter(by=by, key=key).first()
    if message is not None and message.body_hash != body_hash:
        raise Conflict(
            "A different answer was already sent from this page. Load it again, then send this one."
        )
    return message


@transaction.atomic
def _write(
    by: User, patient: Patient, key: UUID, body_hash: str, text: str, seen_until: datetime | None
) -> Message:
    now = clock.now()
    seen = min(seen_until or now, now)  # what came in after the page was loaded goes on waiting
    message = Message.objects.create(
        patient=patient,
        by=by,
        from_patient=False,
        key=key,
        body_hash=body_hash,
        text=text,
        written_at=now,
        at=now,
    )
    read_conversation(by=by, patient=patient, until=seen)
    patient.messages.filter(from_patient=True, settled_at=None, has_concern=False, at__lte=seen).update(
        settled_at=now, settled_by=by
    )
    write_down(by=by, deed="conversations.answer_message", subject=message, clinic_id=patient.clinic_id)
    ask_to_tell(message)
    return message
