"""One's own clip, and what the therapist said and drew to its moments. Opening it is reading it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from unbrace.clinic import clock
from unbrace.clinic.conversations.actions import read_remarks
from unbrace.clinic.conversations.clip_remarks import clip_of, remark_in, remarks_of, voice_path_of_remark
from unbrace.portal.clip_words import moment_asked, remark_line, stage_of
from unbrace.portal.conversation import moment_words
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.message_files import audio, mark_for

if TYPE_CHECKING:
    from unbrace.clinic.conversations.models import Attachment, ClipRemark
    from unbrace.portal.doorkeeper import PatientRequest
    from unbrace.portal.ui.clip_remark.clip_remark import RemarkLine


@require_safe
@for_patients
def clip_seen(request: PatientRequest, file_id: UUID) -> HttpResponse:
    """`?at=` a moment in seconds."""
    clip = clip_of(request.patient, file_id)
    found = remarks_of(clip)
    lines = [_line(one, clip) for one in found]
    if request.method == "GET" and any(line.new for line in lines):
        read_remarks(by=request.user, clip=clip)
    filmed = moment_words(clip.message.written_at, clock.now())
    url = f"{reverse('patient:message_file', args=[clip.pk])}?mark={mark_for(clip, request.user)}"
    title = gettext("Your clip, {when}, without sound").format(when=filmed)
    at_ms = moment_asked(request.GET.get("at", ""))
    context = {
        "filmed": filmed,
        "stage": stage_of(clip, found, url=url, title=title, at_ms=at_ms),
        "remarks": lines,
    }
    return render(request, "patient/pages/clip_seen/page.html", context)


def _line(remark: ClipRemark, clip: Attachment) -> RemarkLine:
    line = remark_line(
        remark,
        clip,
        clock.now(),
        by=remark.by.name or gettext("Your therapist"),
        voice=lambda one: reverse("patient:hear_clip_remark", args=[one.pk]),
    )
    return replace(line, new=remark.read_at is None)


@require_safe
@for_patients
def hear(request: PatientRequest, remark_id: UUID) -> HttpResponse:
    """The therapist's voice to one moment of one's own clip."""
    return audio(request, voice_path_of_remark(remark_in(request.patient, remark_id)))
