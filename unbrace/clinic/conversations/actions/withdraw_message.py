from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.conversations.actions.remark_on_clip import forget_remarks
from unbrace.clinic.conversations.models import Attachment, Message
from unbrace.clinic.conversations.queries import UNDO_FOR
from unbrace.clinic.refused import NotYours, Refused


@transaction.atomic
def withdraw_message(*, by: User, message: Message) -> Message:
    """Take back what one has just written: words and file are gone for good, the row says that something was there.

    A flag that the words raised stays until a clinician has looked: taking words back is no all-clear.
    """
    if message.by_id != by.pk:
        raise NotYours
    current = Message.objects.select_for_update(of=("self",)).select_related("patient").get(pk=message.pk)
    if current.withdrawn_at is not None:
        return current
    if clock.now() - current.at >= UNDO_FOR:
        raise Refused(
            "A message can be taken back for 15 minutes; this one is older. Write another one instead."
        )
    current.withdrawn_at = clock.now()
    current.text = ""
    current.save(update_fields=["withdrawn_at", "text"])
    attachment = Attachment.objects.filter(message=current).first()
    if attachment is not None:
        attachment.state, attachment.problem = Attachment.State.GONE, ""
        attachment.save(update_fields=["state", "problem"])
        forget_remarks(attachment)
        transaction.on_commit(lambda: kept_files.forget(attachment.pk))
    write_down(
        by=by, deed="conversations.withdraw_message", subject=current, clinic_id=current.patient.clinic_id
    )
    return current
