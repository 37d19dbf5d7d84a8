"""Beside the request: telling the other side that there is a message, and making clips anew."""

from __future__ import annotations

from django.conf import settings
from django_tasks import task

from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.outbox import ClinicMail
from unbrace.clinic.care_teams.queries import members_of
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.conversations.models import Attachment, Message

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
    for reader in readers:
        body = _words(message).format(
            name=reader.first_name or reader.email,
            clinic=message.patient.clinic.name,
            link=f"{settings.SITE_URL}/{'therapist' if message.from_patient else 'messages'}/",
        )
        ClinicMail(message.patient.clinic_id, SUBJECT, body, reader.email).send()
    return len(readers)


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
