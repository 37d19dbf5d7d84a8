"""A voice note: kept once, made anew beside the request, deleted whenever its person likes."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import BinaryIO, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.conversations import clips, kept_files, voices
from unbrace.clinic.conversations.models import VoiceNote
from unbrace.clinic.conversations.tasks import ask_to_prepare_voice
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Conflict, NotYours, Refused

A_PART: Final = 1 << 20
OLDEST: Final = timedelta(days=30)
OTHER: Final = "Another voice note came under this key before. Record it once more, please."
KEPT_BACK: Final = "It is kept back until the clinic's server can prepare voice notes."


def keep_voice_note(
    *, by: User, patient: Patient, key: UUID, content: BinaryIO, size: int, written_at: datetime | None = None
) -> tuple[VoiceNote, bool]:
    """Keep it once, however often it is sent; the second value tells whether this call made the row.

    Raises `Conflict` when the key came before with another content, `Refused` when it is no voice note.
    """
    require_self(by, patient)
    if patient.ended_at is not None:
        raise NotYours
    if size > voices.MOST_BYTES:
        raise Refused(voices.TOO_LARGE, field="voice")
    body_hash = _hash_of(content)
    if (known := _known(patient, key, body_hash)) is not None:
        return known, False
    content.seek(0)
    if clips.container_of(content.read(16)) is None:
        raise Refused(voices.NO_VOICE, field="voice")
    note_id = uuid.uuid4()
    kept_files.write(kept_files.incoming_file(note_id), _parts(content))
    try:
        return _write(by, patient, key, body_hash, note_id, written_at), True
    except IntegrityError:  # the same key arrived twice at once, and the other one was first
        kept_files.forget(note_id)
        known = _known(patient, key, body_hash)
        if known is None:
            raise
        return known, False
    except BaseException:
        kept_files.forget(note_id)
        raise


@transaction.atomic
def delete_voice_note(*, by: User, note: VoiceNote) -> VoiceNote:
    """The voice is gone for good, at any time and for no reason at all."""
    if note.patient.user_id != by.pk:
        raise NotYours
    current = VoiceNote.objects.select_for_update(of=("self",)).select_related("patient").get(pk=note.pk)
    if current.state == VoiceNote.State.GONE:
        return current
    current.state, current.problem = VoiceNote.State.GONE, ""
    current.save(update_fields=["state", "problem"])
    transaction.on_commit(partial(kept_files.forget, current.pk))
    write_down(
        by=by, deed="conversations.delete_voice_note", subject=current, clinic_id=current.patient.clinic_id
    )
    return current


def prepare_voice_note(note: VoiceNote) -> VoiceNote:
    """Make it anew and forget what came in. Without ffmpeg it stays back, unheard, until there is one."""
    if note.state != VoiceNote.State.WAITING:
        return note
    try:
        seconds = voices.recode(kept_files.incoming_file(note.pk), kept_files.ready_file(note.pk))
    except clips.NoFfmpeg:
        VoiceNote.objects.filter(pk=note.pk).update(problem=KEPT_BACK)
        note.problem = KEPT_BACK
        return note
    except clips.Unreadable as fault:
        return _ends(note, VoiceNote.State.UNREADABLE, str(fault), None)
    except FileNotFoundError:
        return _ends(note, VoiceNote.State.UNREADABLE, voices.NO_VOICE, None)
    return _ends(note, VoiceNote.State.READY, "", seconds)


def prepare_waiting_voice_notes() -> int:
    """For the hourly sweep: what a stopped server left, and what waited for ffmpeg. Gives how many are ready now."""
    waiting = list(VoiceNote.objects.filter(state=VoiceNote.State.WAITING))
    return sum(prepare_voice_note(one).state == VoiceNote.State.READY for one in waiting)


@transaction.atomic
def _ends(note: VoiceNote, state: str, problem: str, seconds: float | None) -> VoiceNote:
    """Deleted meanwhile, it stays gone, and so does the file that was just made."""
    current = VoiceNote.objects.select_for_update(of=("self",)).select_related("patient").get(pk=note.pk)
    if current.state == VoiceNote.State.GONE:
        transaction.on_commit(partial(kept_files.forget, current.pk))
        return current
    current.state, current.problem, current.seconds = state, problem, seconds
    current.save(update_fields=["state", "problem", "seconds"])
    write_down(
        by=None,
        deed="conversations.prepare_voice_note",
        subject=current,
        clinic_id=current.patient.clinic_id,
        state=state,
    )
    transaction.on_commit(lambda: kept_files.incoming_file(current.pk).unlink(missing_ok=True))
    return current


def _parts(content: BinaryIO) -> Iterator[bytes]:
    content.seek(0)
    while part := content.read(A_PART):
        yield part


def _hash_of(content: BinaryIO) -> str:
    whole = hashlib.sha256()
    for part in _parts(content):
        whole.update(part)
    return whole.hexdigest()


def _known(patient: Patient, key: UUID, body_hash: str) -> VoiceNote | None:
    note = VoiceNote.objects.filter(patient=patient, key=key).first()
    if note is not None and note.body_hash != body_hash:
        raise Conflict(OTHER, field="key")
    return note


@transaction.atomic
def _write(
    by: User, patient: Patient, key: UUID, body_hash: str, note_id: UUID, written_at: datetime | None
) -> VoiceNote:
    now = clock.now()
    spoken = min(max(written_at or now, now - OLDEST), now)
    note = VoiceNote.objects.create(
        id=note_id,
        patient=patient,
        key=key,
        body_hash=body_hash,
        day=spoken.astimezone(by.zone).date(),
        written_at=spoken,
        at=now,
    )
    write_down(by=by, deed="conversations.keep_voice_note", subject=note, clinic_id=patient.clinic_id)
    ask_to_prepare_voice(note)
    return note
