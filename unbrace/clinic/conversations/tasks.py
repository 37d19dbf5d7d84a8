"""Beside the request: telling the other side that there is a message, and making clips anew."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django_tasks import task

from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.queries import members_of
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.conversations.models import Attachment, ClipRemark, Message, VoiceNote

SUBJECT = "You have a message"
TO_PATIENT = """Hello {name},

{clinic} has written to you. You can read it here:

{link}
"""
TO_THERAPIST = """Hello {name},

somebody in your care has written to you. You can read it here:

{link}
"""
TO_THERAPIST_NOW = """Hello {name},

somebody in your care has written something that may be about their safety. Please look at once:

{link}
"""


@task()  # type: ignore[untyped-decorator]
def tell_task(message_id: str) -> int:
    """Mail the other side that something is there, never what. Gives how many mails went.

    Nobody is told of what they have read meanwhile, nor a second time while an earlier one lies unread; but words that
    may be about safety are told each time, and at once.
    """
    found = Message.objects.select_related("patient__user", "patient__clinic", "patient__therapist__user")
    message = found.filter(pk=message_id).first()
    if message is None or (not message.has_concern and (_is_over(message) or _told_before(message))):
        return 0
    readers = _readers(message)
    with transaction.atomic():
        _write_to(message, readers)
    return len(readers)


def _write_to(message: Message, readers: Sequence[User]) -> None:
    for reader in readers:
        body = _words(message).format(
            name=reader.first_name or reader.email,
            clinic=message.patient.clinic.name,
            link=f"{settings.SITE_URL}/{'therapist' if message.from_patient else 'messages'}/",
        )
        queue_mail(clinic_id=message.patient.clinic_id, subject=SUBJECT, body=body, to=reader.email)


def _is_over(message: Message) -> bool:
    return message.withdrawn_at is not None or message.read_at is not None


def _told_before(message: Message) -> bool:
    earlier = Message.objects.filter(patient=message.patient_id, from_patient=message.from_patient)
    return earlier.filter(read_at=None, withdrawn_at=None, at__lt=message.at).exists()


def _words(message: Message) -> str:
    if not message.from_patient:
        return TO_PATIENT
    return TO_THERAPIST_NOW if message.has_concern else TO_THERAPIST


def _readers(message: Message) -> list[User]:
    """The person; or who looks after them, and every therapist of the clinic where nobody does."""
    patient = message.patient
    if not message.from_patient:
        return [patient.user]
    if patient.looked_after_by is not None:
        return [patient.looked_after_by.user]
    return [member.user for member in members_of(patient.clinic) if member.may(Permission.ANSWER_MESSAGES)]


@task()  # type: ignore[untyped-decorator]
def prepare_clip_task(attachment_id: str) -> str:
    """Gives the state it is in afterwards; a clip that is gone needs nothing."""
    from unbrace.clinic.conversations.actions.prepare_clip import (
        prepare_clip,
    )  # the actions ask for this file

    attachment = Attachment.objects.select_related("message").filter(pk=attachment_id).first()
    return prepare_clip(attachment).state if attachment else ""


def ask_to_tell(message: Message) -> None:
    """Kept in the database, in the caller's own transaction: no message without its mail, no mail without a message."""
    tell_task.enqueue(message_id=str(message.pk))


def ask_to_prepare(attachment: Attachment) -> None:
    prepare_clip_task.enqueue(attachment_id=str(attachment.pk))


@task()  # type: ignore[untyped-decorator]
def prepare_voice_note_task(note_id: str) -> str:
    """Gives the state it is in afterwards; one that is gone needs nothing."""
    from unbrace.clinic.conversations.actions.voice_note import (
        prepare_voice_note,
    )  # the actions ask for this file

    note = VoiceNote.objects.filter(pk=note_id).first()
    return prepare_voice_note(note).state if note else ""


def ask_to_prepare_voice(note: VoiceNote) -> None:
    prepare_voice_note_task.enqueue(note_id=str(note.pk))


@task()  # type: ignore[untyped-decorator]
def prepare_remark_task(remark_id: str) -> str:
    """Gives the state its voice is in afterwards; a remark that was taken back needs nothing."""
    from unbrace.clinic.conversations.actions.remark_on_clip import (
        prepare_remark_voice,
    )  # the actions ask for this file

    remark = ClipRemark.objects.filter(pk=remark_id).first()
    return prepare_remark_voice(remark).voice if remark else ""


def ask_to_prepare_remark(remark: ClipRemark) -> None:
    prepare_remark_task.enqueue(remark_id=str(remark.pk))


@task()  # type: ignore[untyped-decorator]
def tell_of_remark_task(remark_id: str) -> int:
    """Mail the person that something is there, never what. Nobody is told of what they have read meanwhile, nor a
    second time while an earlier one lies unread. Gives how many mails went."""
    found = ClipRemark.objects.select_related(
        "clip__message__patient__user", "clip__message__patient__clinic"
    )
    remark = found.filter(pk=remark_id, read_at=None).first()
    if remark is None:
        return 0
    patient = remark.clip.message.patient
    earlier = ClipRemark.objects.filter(clip__message__patient=patient, read_at=None, at__lt=remark.at)
    if patient.ended_at is not None or earlier.exists():
        return 0
    body = TO_PATIENT.format(
        name=patient.user.first_name or patient.user.email,
        clinic=patient.clinic.name,
        link=f"{settings.SITE_URL}/messages/",
    )
    with transaction.atomic():
        queue_mail(clinic_id=patient.clinic_id, subject=SUBJECT, body=body, to=patient.user.email)
    return 1


def ask_to_tell_of_remark(remark: ClipRemark) -> None:
    tell_of_remark_task.enqueue(remark_id=str(remark.pk))
