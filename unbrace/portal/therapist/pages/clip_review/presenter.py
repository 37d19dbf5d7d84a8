"""One clip for the therapist who looks at it: the stage, what was said so far, and what has not been answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from unbrace.clinic.conversations.clip_remarks import remarks_of
from unbrace.portal.clip_words import remark_line, stage_of
from unbrace.portal.conversation import moment_words
from unbrace.portal.message_files import mark_for
from unbrace.portal.ui.clip_remark.clip_remark import RemarkLine
from unbrace.portal.ui.clip_stage.clip_stage import ClipStage

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.conversations.models import Attachment, ClipRemark
    from unbrace.clinic.patients.models import Patient


@dataclass(frozen=True)
class ClipPage:
    """What `page.html` lays out. `taken` is the key of this therapist's newest remark: a draft under it has arrived."""

    filmed: str
    words: str
    stage: ClipStage
    remarks: tuple[RemarkLine, ...]
    taken: str
    answered: bool


def present(
    clip: Attachment, person: Patient, reader: User, now: datetime, at_ms: int | None = None
) -> ClipPage:
    found = remarks_of(clip)
    filmed = moment_words(clip.message.written_at, now)
    url = reverse("therapist:message_file", args=[person.pk, clip.pk])
    mine = [one for one in found if one.by_id == reader.pk]
    return ClipPage(
        filmed=filmed,
        words=clip.message.text,
        stage=stage_of(
            clip,
            found,
            url=f"{url}?mark={mark_for(clip, reader)}",
            title=f"Clip of {person.name}, {filmed}, without sound",
            at_ms=at_ms,
            draws=True,
        ),
        remarks=tuple(_line(one, clip, person, reader, now) for one in found),
        taken=str(max(mine, key=lambda one: one.at).key) if mine else "",
        answered=clip.message.settled_at is not None,
    )


def _line(remark: ClipRemark, clip: Attachment, person: Patient, reader: User, now: datetime) -> RemarkLine:
    mine = remark.by_id == reader.pk
    line = remark_line(
        remark,
        clip,
        now,
        by="You" if mine else remark.by.name or remark.by.email,
        voice=lambda one: reverse("therapist:hear_clip_remark", args=[person.pk, one.pk]),
    )
    line = replace(line, read="seen" if remark.read_at else "not seen yet")
    if not mine:
        return line
    return replace(
        line,
        change_url=reverse("therapist:change_clip_remark", args=[person.pk, remark.pk]),
        drop_url=reverse("therapist:drop_clip_remark", args=[person.pk, remark.pk]),
    )
