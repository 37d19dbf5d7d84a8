"""What a therapist says to one moment of a clip: kept once however often it is sent, put right, taken back."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.conversations import clips, kept_files, voices
from unbrace.clinic.conversations.clip_remark import MOST_REMARK_LETTERS
from unbrace.clinic.conversations.drawings import drawing_of
from unbrace.clinic.conversations.models import Attachment, ClipRemark
from unbrace.clinic.conversations.tasks import ask_to_prepare_remark, ask_to_tell_of_remark
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Conflict, NotYours, Refused

A_PART: Final = 1 << 20
MOST_REMARKS: Final = 60
NOTHING: Final = "Write a few words, draw something on the picture, or record your voice first."
OTHER: Final = "Something else was already kept from this page. Load it again, then keep this one."
KEPT_BACK: Final = "It is kept back until the clinic's server can prepare voices."


@dataclass(frozen=True)
class Said:
    """One remark as it comes in: the moment, and at least one of words, a drawing (as text) and a voice."""

    at_ms: int
    text: str = ""
    drawing: str = ""
    voice: BinaryIO | None = None
    voice_size: int = 0


def remark_on_clip(*, by: User, clip: Attachment, key: UUID, said: Said) -> tuple[ClipRemark, bool]:
    """Keep it beside the clip, where the person sees it at its moment and is told that it is there; the second value
    tells whether this call made the row.

    Raises `Conflict` when the key came before with another content, `Refused` with the field at fault.
    """
    _require_carer(by, clip.message.patient)
    text, shapes = _words(said.text), drawing_of(said.drawing)
    voice_hash = _voice_of(said)
    if not (text or shapes or voice_hash):
        raise Refused(NOTHING, field="text")
    at_ms = _moment(clip, said.at_ms)
    body_hash = hashlib.sha256(
        json.dumps([str(clip.pk), at_ms, text, shapes, voice_hash], sort_keys=True).encode()
    ).hexdigest()
    if (known := _known(by, key, body_hash)) is not None:
        return known, False
    remark = ClipRemark(
        id=uuid.uuid4(), by=by, key=key, body_hash=body_hash, at_ms=at_ms, text=text, drawing=shapes
    )
    if said.voice is not None:
        kept_files.write(kept_files.incoming_file(remark.pk), _parts(said.voice))
        remark.voice = ClipRemark.Voice.WAITING
    try:
        return _write(by, clip, remark), True
    except IntegrityError:  # the same key arrived twice at once, and the other one was first
        kept_files.forget(remark.pk)
        known = _known(by, key, body_hash)
        if known is None:
            raise
        return known, False
    except BaseException:
        kept_files.forget(remark.pk)
        raise


@transaction.atomic
def _write(by: User, clip: Attachment, remark: ClipRemark) -> ClipRemark:
    """The clip is locked, so that nothing is said to a clip that is being taken back at the same moment."""
    current = (
        Attachment.objects.select_for_update(of=("self",)).select_related("message__patient").get(pk=clip.pk)
    )
    if current.state != Attachment.State.READY:
        raise NotYours
    if current.remarks.count() >= MOST_REMARKS:
        raise Refused(f"There are {MOST_REMARKS} remarks to this clip already. Take one back first.")
    remark.clip = current
    remark.save(force_insert=True)
    _note(by, "conversations.remark_on_clip", remark, drawn=len(remark.drawing), voice=bool(remark.voice))
    if remark.voice:
        ask_to_prepare_remark(remark)
    ask_to_tell_of_remark(remark)
    return remark


@transaction.atomic
def change_remark(*, by: User, remark: ClipRemark, text: str) -> ClipRemark:
    """Put one's own words right. Who had read them has not read these."""
    current = _own(by, remark)
    words = _words(text)
    if words == current.text:
        return current
    if not (words or current.drawing or current.voice):
        raise Refused("Write a few words, or take the remark back.", field="text")
    current.text, current.changed_at, current.read_at = words, clock.now(), None
    current.save(update_fields=["text", "changed_at", "read_at"])
    _note(by, "conversations.change_remark", current)
    return current


@transaction.atomic
def drop_remark(*, by: User, remark: ClipRemark) -> None:
    """Words, drawing and voice are gone for good; the audit keeps that there were some, and whether they were read."""
    current = _own(by, remark)
    _note(by, "conversations.drop_remark", current, was_read=current.read_at is not None)
    forget_remarks(current.clip, only=current)


def forget_remarks(clip: Attachment, only: ClipRemark | None = None) -> int:
    """What was said to a clip goes with it. For a caller in a transaction of its own; gives how many went."""
    found = list(clip.remarks.all()) if only is None else [only]
    for remark in found:
        if remark.voice:
            transaction.on_commit(partial(kept_files.forget, remark.pk))
        remark.delete()
    return len(found)


@transaction.atomic
def read_remarks(*, by: User, clip: Attachment) -> int:
    """The person has opened the page with what was said to their clip. Gives how many were new to them."""
    patient = clip.message.patient
    require_self(by, patient)
    read = clip.remarks.filter(read_at=None).update(read_at=clock.now())
    if read:
        write_down(
            by=by,
            deed="conversations.read_remarks",
            subject=clip,
            clinic_id=patient.clinic_id,
            remarks=read,
        )
    return read


def watch_clip(*, by: User, clip: Attachment) -> Attachment:
    """A look of a therapist at a clip is written down."""
    patient = clip.message.patient
    require_care(by, patient, Permission.ANSWER_MESSAGES)
    write_down(by=by, deed="conversations.watch_clip", subject=clip, clinic_id=patient.clinic_id)
    return clip


def prepare_remark_voice(remark: ClipRemark) -> ClipRemark:
    """Make the voice anew and forget what came in. Without ffmpeg it stays back, unheard, until there is one."""
    if remark.voice != ClipRemark.Voice.WAITING:
        return remark
    try:
        seconds = voices.recode(kept_files.incoming_file(remark.pk), kept_files.ready_file(remark.pk))
    except clips.NoFfmpeg:
        ClipRemark.objects.filter(pk=remark.pk).update(voice_problem=KEPT_BACK)
        return remark
    except clips.Unreadable as fault:
        return _ends(remark, ClipRemark.Voice.UNREADABLE, str(fault), None)
    except FileNotFoundError:
        return _ends(remark, ClipRemark.Voice.UNREADABLE, voices.NO_VOICE, None)
    return _ends(remark, ClipRemark.Voice.READY, "", seconds)


def prepare_waiting_remarks() -> int:
    """For the hourly sweep. Gives how many are ready now."""
    waiting = list(ClipRemark.objects.filter(voice=ClipRemark.Voice.WAITING))
    return sum(prepare_remark_voice(one).voice == ClipRemark.Voice.READY for one in waiting)


@transaction.atomic
def _ends(remark: ClipRemark, state: str, problem: str, seconds: float | None) -> ClipRemark:
    """Taken back meanwhile, it stays gone, and so does the file that was just made."""
    current = ClipRemark.objects.select_for_update(of=("self",)).filter(pk=remark.pk).first()
    if current is None:
        transaction.on_commit(partial(kept_files.forget, remark.pk))
        return remark
    current.voice, current.voice_problem, current.voice_seconds = state, problem, seconds
    current.save(update_fields=["voice", "voice_problem", "voice_seconds"])
    transaction.on_commit(lambda: kept_files.incoming_file(current.pk).unlink(missing_ok=True))
    return current


def _own(by: User, remark: ClipRemark) -> ClipRemark:
    """The remark, locked. Only its writer, and only while they treat here."""
    current = (
        ClipRemark.objects.select_for_update(of=("self",))
        .select_related("clip__message__patient__clinic")
        .filter(pk=remark.pk)
        .first()
    )
    if current is None or current.by_id != by.pk:
        raise NotYours
    _require_carer(by, current.clip.message.patient)
    return current


def _require_carer(by: User, patient: Patient) -> None:
    require_care(by, patient, Permission.ANSWER_MESSAGES)
    if patient.ended_at is not None or patient.user_id == by.pk:
        raise NotYours


def _moment(clip: Attachment, at_ms: int) -> int:
    if not 0 <= at_ms <= (clip.seconds or 0) * 1000 + 100:
        raise Refused("Choose a moment within the clip.", field="at")
    return at_ms


def _words(text: str) -> str:
    text = text.strip().replace("\r\n", "\n").replace("\x00", "")
    if len(text) > MOST_REMARK_LETTERS:
        raise Refused(f"That is too long. Use at most {MOST_REMARK_LETTERS} letters.", field="text")
    return text


def _voice_of(said: Said) -> str:
    """The hash of the voice, "" without one. Raises `Refused` for what is none."""
    if said.voice is None:
        return ""
    if said.voice_size > voices.MOST_BYTES:
        raise Refused(voices.TOO_LARGE, field="voice")
    said.voice.seek(0)
    if clips.container_of(said.voice.read(16)) is None:
        raise Refused(voices.NO_VOICE, field="voice")
    whole = hashlib.sha256()
    for part in _parts(said.voice):
        whole.update(part)
    return whole.hexdigest()


def _parts(content: BinaryIO) -> Iterator[bytes]:
    content.seek(0)
    while part := content.read(A_PART):
        yield part


def _known(by: User, key: UUID, body_hash: str) -> ClipRemark | None:
    remark = ClipRemark.objects.filter(by=by, key=key).first()
    if remark is not None and remark.body_hash != body_hash:
        raise Conflict(OTHER, field="key")
    return remark


def _note(by: User, deed: str, remark: ClipRemark, **details: int | bool) -> None:
    clinic_id = remark.clip.message.patient.clinic_id
    write_down(by=by, deed=deed, subject=remark, clinic_id=clinic_id, **details)
