from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.conversations import clips, kept_files, pictures
from unbrace.clinic.conversations.models import MOST_LETTERS, Attachment, Message
from unbrace.clinic.conversations.tasks import ask_to_prepare, ask_to_tell
from unbrace.clinic.conversations.words import concern_words, words_version
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.questionnaires.models import SafetyScreen
from unbrace.clinic.questionnaires.queries import red_flag_screen, regions_of, safety_of
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.rehab.red_flags import Urgency
from unbrace.rehab.words_of_concern import Concern, concerns_in, regions_for, set_for

#: A device whose clock is wrong cannot put a message into last year.
OLDEST: Final = timedelta(days=30)
A_PART: Final = 1 << 16

NOTHING: Final = "Write a few words, or choose a picture."
TOO_MANY: Final = "That is longer than a message can be: at most 4000 letters. Send it as two."
NOT_AGREED: Final = "Tick that you agree, so that the clip may be sent. Without it, it stays with you."
OTHER_WORDS: Final = (
    "A different message was already sent under this key. Both are kept: one here, one on your device."
)


@dataclass(frozen=True)
class File:
    """A picture or a clip as it comes in. `agreed` is what the person ticked under a clip, each time anew."""

    kind: str
    content: BinaryIO
    size: int
    agreed: bool = False


def send_message(
    *,
    by: User,
    patient: Patient,
    key: UUID,
    text: str,
    file: File | None = None,
    written_at: datetime | None = None,
) -> tuple[Message, bool]:
    """Keep what a person writes to their therapist, once, however often it is sent; the second value tells whether
    this call made the row.

    Words of concern open the safety questions in the same transaction; the message goes out all the same. Raises
    `Conflict` when the key came before with another content, `Refused` with the field at fault.
    """
    require_self(by, patient)
    if patient.ended_at is not None:
        raise NotYours
    text = text.strip().replace("\r\n", "\n").replace("\x00", "")
    _check(text, file)
    body_hash = _hash_of(text, file)
    if (known := _known(by, key, body_hash)) is not None:
        return known, False
    file_id = uuid.uuid4()
    attachment = _keep_file(file_id, file) if file else None
    try:
        return _write(by, patient, key, body_hash, text, attachment, written_at), True
    except IntegrityError:  # the same key arrived twice at once, and the other one was first
        kept_files.forget(file_id)
        known = _known(by, key, body_hash)
        if known is None:
            raise
        return known, False
    except BaseException:
        kept_files.forget(file_id)
        raise


def _check(text: str, file: File | None) -> None:
    if not text and file is None:
        raise Refused(NOTHING, field="text")
    if len(text) > MOST_LETTERS:
        raise Refused(TOO_MANY, field="text")
    if file is None:
        return
    if file.kind == Attachment.Kind.CLIP and not file.agreed:
        raise Refused(NOT_AGREED, field="agreed")
    most, sentence = (
        (pictures.MOST_BYTES, pictures.TOO_LARGE)
        if file.kind == Attachment.Kind.PICTURE
        else (clips.MOST_BYTES, clips.TOO_LARGE)
    )
    if file.size > most:
        raise Refused(sentence, field=file.kind)


def _hash_of(text: str, file: File | None) -> str:
    """The same for the same content; of a file its bytes as they came."""
    whole = hashlib.sha256()
    for part in _parts(file) if file else ():
        whole.update(part)
    said = [text, file.kind if file else "", whole.hexdigest() if file else ""]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _parts(file: File) -> Iterator[bytes]:
    file.content.seek(0)
    while part := file.content.read(A_PART):
        yield part


def _known(by: User, key: UUID, body_hash: str) -> Message | None:
    message = Message.objects.filter(by=by, key=key).select_related("screen").first()
    if message is not None and message.body_hash != body_hash:
        raise Conflict(OTHER_WORDS, field="key")
    return message


def _keep_file(file_id: UUID, file: File) -> Attachment:
    """The file in its place, and its row. A picture is made anew now, a clip beside the request."""
    if file.kind == Attachment.Kind.PICTURE:
        file.content.seek(0)
        picture = pictures.redrawn(file.content.read(pictures.MOST_BYTES + 1))
        kept_files.write(kept_files.ready_file(file_id), [picture.data])
        return Attachment(
            id=file_id,
            kind=file.kind,
            state=Attachment.State.READY,
            width=picture.width,
            height=picture.height,
        )
    file.content.seek(0)
    if clips.container_of(file.content.read(16)) is None:
        raise Refused(clips.NO_CLIP, field="clip")
    kept_files.write(kept_files.incoming_file(file_id), _parts(file))
    return Attachment(id=file_id, kind=file.kind, state=Attachment.State.WAITING, agreed_at=clock.now())


@transaction.atomic
def _write(
    by: User,
    patient: Patient,
    key: UUID,
    body_hash: str,
    text: str,
    attachment: Attachment | None,
    written_at: datetime | None,
) -> Message:
    now = clock.now()
    concerns = concerns_in(text, concern_words())
    message = Message.objects.create(
        patient=patient,
        by=by,
        from_patient=True,
        key=key,
        body_hash=body_hash,
        text=text,
        written_at=min(max(written_at or now, now - OLDEST), now),
        at=now,
        has_concern=bool(concerns),
        concerns=[concern.id for concern in concerns],
        words_version=words_version() if concerns else "",
        screen=_open_questions(by, patient, concerns) if concerns else None,
    )
    if attachment is not None:
        attachment.message = message
        attachment.save(force_insert=True)
        if attachment.state == Attachment.State.WAITING:
            ask_to_prepare(attachment)
    write_down(
        by=by,
        deed="conversations.send_message",
        subject=message,
        clinic_id=patient.clinic_id,
        file=attachment.kind if attachment else "",
        flagged=bool(concerns),
    )
    ask_to_tell(message)
    return message


def _open_questions(by: User, patient: Patient, concerns: tuple[Concern, ...]) -> SafetyScreen | None:
    """The set that asks about what was written. Nothing new where the person has not said yet where it hurts, because
    the first questions come first then; nor in an emergency, which says already what to do."""
    safety = safety_of(patient)
    if not safety.screened or safety.urgency is Urgency.EMERGENCY:
        return None
    red_flags = red_flag_screen()
    where = regions_for(concerns, red_flags, regions_of(patient))
    return begin_screen(
        by=by,
        patient=patient,
        asked_in=set_for(concerns, red_flags),
        regions=[region.value for region in where],
    )
