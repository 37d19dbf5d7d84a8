"""A remark to a moment of a clip: kept, put right, taken back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from unbrace.clinic.conversations.actions import Said, change_remark, drop_remark, remark_on_clip
from unbrace.clinic.conversations.clip_remarks import clip_of, remark_in
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.refused import Conflict, Refused
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.form_ids import form_key
from unbrace.portal.therapist.pages.clip_review.view import remarks_answer, show

if TYPE_CHECKING:
    from unbrace.clinic.conversations.models import ClipRemark
    from unbrace.portal.doorkeeper import MemberRequest


@require_POST
@for_therapists
def remark(request: MemberRequest, patient_id: UUID, file_id: UUID) -> HttpResponse:
    """201 new, 200 known, 409 another under its key, 422 with a sentence. Without a script, the page again."""
    person = patient_in(request.clinic, patient_id)
    clip, said = clip_of(person, file_id), request.POST
    as_json = request.headers.get("Accept") == "application/json"
    try:
        written, is_new = remark_on_clip(
            by=request.user, clip=clip, key=form_key(said.get("key")), said=_said(request)
        )
    except Refused as refusal:
        if as_json:
            status = 409 if isinstance(refusal, Conflict) else 422
            return JsonResponse({"error": refusal.message, "field": refusal.field}, status=status)
        return show(request, person, clip, refusal, text=said.get("text", ""), at=said.get("at", ""))
    if as_json:
        return remarks_answer(request, person, clip, is_new=is_new)
    messages.success(request, f"{person.name} sees it at this moment.")
    return _back(patient_id, written)


def _said(request: MemberRequest) -> Said:
    file = request.FILES.get("voice")
    voice = cast("BinaryIO", file.file) if file is not None and file.file is not None else None
    return Said(
        at_ms=_ms(request.POST.get("at", "")),
        text=request.POST.get("text", ""),
        drawing=request.POST.get("drawing", ""),
        voice=voice,
        voice_size=(file.size or 0) if file is not None else 0,
    )


@require_POST
@for_therapists
def change(request: MemberRequest, patient_id: UUID, remark_id: UUID) -> HttpResponse:
    found = remark_in(patient_in(request.clinic, patient_id), remark_id)
    try:
        change_remark(by=request.user, remark=found, text=request.POST.get("text", ""))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Changed. It counts as new for its reader.")
    return _back(patient_id, found)


@require_POST
@for_therapists
def drop(request: MemberRequest, patient_id: UUID, remark_id: UUID) -> HttpResponse:
    found = remark_in(patient_in(request.clinic, patient_id), remark_id)
    drop_remark(by=request.user, remark=found)
    messages.success(request, "Taken back: words, drawing and voice are gone.")
    return redirect("therapist:clip_review", patient_id=patient_id, file_id=found.clip_id)


def _back(patient_id: UUID, written: ClipRemark) -> HttpResponse:
    address = reverse("therapist:clip_review", args=[patient_id, written.clip_id])
    return redirect(f"{address}?at={written.at_ms / 1000}#remark-{written.pk}")


def _ms(seconds: str) -> int:
    """The moment as it was typed or taken from the clip; what is no time is refused with the others."""
    try:
        value = float(seconds.replace(",", "."))
    except ValueError:
        return -1
    return round(value * 1000) if math.isfinite(value) and abs(value) < 1e6 else -1
