"""Words to one moment: written, put right, taken back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from unbrace.clinic.exercise_sessions.actions import change_comment, comment_on_moment, drop_comment
from unbrace.clinic.exercise_sessions.queries import session_of
from unbrace.clinic.exercise_sessions.replays import comment_in, set_of
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.pages.replay.view import show

if TYPE_CHECKING:
    from unbrace.clinic.exercise_sessions.models import MomentComment
    from unbrace.portal.doorkeeper import MemberRequest


@require_POST
@for_therapists
def comment(request: MemberRequest, patient_id: UUID, session_id: UUID, set_id: UUID) -> HttpResponse:
    """About a set of this session of this person."""
    person = patient_in(request.clinic, patient_id)
    one = set_of(session_of(person, session_id), set_id)
    said = request.POST
    try:
        written = comment_on_moment(
            by=request.user,
            performed=one,
            at_ms=_ms(said.get("at", "")),
            text=said.get("text", ""),
            joint=said.get("joint", ""),
        )
    except Refused as refusal:
        return show(request, patient_id, session_id, refusal)
    messages.success(request, f"{person.name} can read it at this moment.")
    return _back(patient_id, written)


@require_POST
@for_therapists
def change(request: MemberRequest, patient_id: UUID, comment_id: UUID) -> HttpResponse:
    found = comment_in(patient_in(request.clinic, patient_id), comment_id)
    try:
        change_comment(by=request.user, comment=found, text=request.POST.get("text", ""))
    except Refused as refusal:
        messages.error(request, refusal.message)
        return _back(patient_id, found)
    messages.success(request, "Changed. It counts as new for its reader.")
    return _back(patient_id, found)


@require_POST
@for_therapists
def drop(request: MemberRequest, patient_id: UUID, comment_id: UUID) -> HttpResponse:
    found = comment_in(patient_in(request.clinic, patient_id), comment_id)
    drop_comment(by=request.user, comment=found)
    messages.success(request, "Taken back.")
    return redirect(_page(patient_id, found))


def _back(patient_id: UUID, written: MomentComment) -> HttpResponse:
    return redirect(f"{_page(patient_id, written)}#moment-{written.pk}")


def _page(patient_id: UUID, written: MomentComment) -> str:
    address = reverse("therapist:replay", args=[patient_id, written.performed.exercise.session_id])
    return f"{address}?set={written.performed_id}&at={written.at_ms / 1000}"


def _ms(seconds: str) -> int:
    """The moment as it was typed or taken from the figure; what is no time is refused with the others."""
    try:
        value = float(seconds.replace(",", "."))
    except ValueError:
        return -1
    return round(value * 1000) if math.isfinite(value) and value < 1e6 else -1
