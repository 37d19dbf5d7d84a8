from __future__ import annotations

import time
from collections.abc import Collection
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.conversations import clips, kept_files
from unbrace.clinic.conversations.models import Attachment, ClipRemark, VoiceNote

KEPT_BACK: Final = "It is kept back until the clinic's server can prepare clips."
STRAY_AFTER: Final = timedelta(hours=24)


def prepare_clip(attachment: Attachment) -> Attachment:
    """Make a clip anew and forget what came in. Without ffmpeg it stays back, unseen, until there is one."""
    if attachment.state != Attachment.State.WAITING:
        return attachment
    source, target = kept_files.incoming_file(attachment.pk), kept_files.ready_file(attachment.pk)
    try:
        made = clips.recode(source, target)
    except clips.NoFfmpeg:
        Attachment.objects.filter(pk=attachment.pk).update(problem=KEPT_BACK)
        attachment.problem = KEPT_BACK
        return attachment
    except clips.Unreadable as fault:
        return _ends(attachment, Attachment.State.UNREADABLE, problem=str(fault))
    except FileNotFoundError:
        return _ends(attachment, Attachment.State.UNREADABLE, problem=clips.NO_CLIP)
    return _ends(
        attachment,
        Attachment.State.READY,
        problem="",
        width=made.width,
        height=made.height,
        seconds=made.seconds,
    )


@transaction.atomic
def _ends(attachment: Attachment, state: str, **said: object) -> Attachment:
    """Taken back meanwhile, it stays gone, and so does the file that was just made."""
    current = (
        Attachment.objects.select_for_update(of=("self",))
        .select_related("message__patient")
        .get(pk=attachment.pk)
    )
    if current.state == Attachment.State.GONE:
        transaction.on_commit(lambda: kept_files.forget(current.pk))
        return current
    if current.state != Attachment.State.WAITING:  # another worker was first, and took the file that came in
        return current
    current.state = state
    for field, value in said.items():
        setattr(current, field, value)
    current.save()
    write_down(
        by=None,
        deed="conversations.prepare_clip",
        subject=current,
        clinic_id=current.message.patient.clinic_id,
        state=state,
    )
    transaction.on_commit(lambda: kept_files.incoming_file(current.pk).unlink(missing_ok=True))
    return current


def prepare_waiting_clips() -> int:
    """For the hourly sweep: what a stopped server left, and what waited for ffmpeg. Gives how many are ready now."""
    waiting = list(Attachment.objects.filter(state=Attachment.State.WAITING).select_related("message"))
    return sum(prepare_clip(one).state == Attachment.State.READY for one in waiting)


def forget_strays(also_known: Collection[UUID] = ()) -> int:
    """For the hourly sweep: files of which no row knows, left when a server stopped between the two. `also_known`:
    files that a later room keeps in the same place."""
    since = time.time() - STRAY_AFTER.total_seconds()
    old = kept_files.kept_ids(older_than=since)
    known = set(
        Attachment.objects.filter(pk__in=old)
        .exclude(state=Attachment.State.GONE)
        .values_list("pk", flat=True)
    )
    known |= set(
        VoiceNote.objects.filter(pk__in=old).exclude(state=VoiceNote.State.GONE).values_list("pk", flat=True)
    )
    known |= set(ClipRemark.objects.filter(pk__in=old).exclude(voice="").values_list("pk", flat=True))
    known |= set(also_known)
    for file_id in old - known:
        kept_files.forget(file_id)
    return len(old - known) + kept_files.forget_half_sent(older_than=since)
