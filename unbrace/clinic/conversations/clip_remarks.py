"""Reading for the review of a clip: the clip, what was said to its moments, and what of it is new."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.models import Count, Q

from unbrace.clinic.conversations.kept_files import ready_file
from unbrace.clinic.conversations.models import Attachment, ClipRemark
from unbrace.clinic.conversations.queries import attachment_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours


def clip_of(patient: Patient, file_id: Any) -> Attachment:
    """A clip of this person that may be watched now; a picture, or one that is gone, is the same as none."""
    found = attachment_of(patient, file_id)
    if found.kind != Attachment.Kind.CLIP:
        raise NotYours
    return found


def remarks_of(clip: Attachment) -> list[ClipRemark]:
    """In the order of the moments."""
    return list(clip.remarks.select_related("by").order_by("at_ms", "at"))


def remark_in(patient: Patient, remark_id: Any) -> ClipRemark:
    """One to a clip of this person that may still be watched."""
    remark = (
        ClipRemark.objects.filter(
            pk=remark_id,
            clip__message__patient=patient,
            clip__message__withdrawn_at=None,
            clip__state=Attachment.State.READY,
        )
        .select_related("clip__message__patient__clinic", "by")
        .first()
    )
    if remark is None:
        raise NotYours
    return remark


def voice_path_of_remark(remark: ClipRemark) -> Path:
    """Where the finished voice lies. Raises `NotYours` while there is nothing to hear."""
    if remark.voice != ClipRemark.Voice.READY:
        raise NotYours
    return ready_file(remark.pk)


def remarks_on(files: Iterable[Attachment]) -> dict[Any, tuple[int, int]]:
    """For a page of messages, by clip: how many remarks, and how many the person has not seen. One question for all."""
    rows = (
        ClipRemark.objects.filter(clip__in=[file.pk for file in files])
        .order_by()
        .values_list("clip")
        .annotate(all=Count("pk"), new=Count("pk", filter=Q(read_at=None)))
    )
    return {clip: (every, new) for clip, every, new in rows}
