"""What the person does on the breathing page: practised, stopped, counted, gone on to another stage, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from unbrace.clinic.education.actions import (
    begin_stage,
    count_breaths,
    practise,
    stop_practice,
    withdraw_count,
    withdraw_practice,
)
from unbrace.clinic.education.queries import breathing_course, count_of, practice_of
from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.language import reader_language
from unbrace.portal.patient.kept_forms import doing, from_a_device
from unbrace.portal.patient.pages.breathing.view import whole
from unbrace.portal.ui.pain_scale.pain_scale import SKIPPED
from unbrace.rehab.red_flags import AskedIn
from unbrace.rehab.unbracing import Caution, asks_safety_first, breaths_a_minute, pace_within

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


def _back(request: PatientRequest, said: str, *, refused: bool = False) -> HttpResponse:
    (messages.error if refused else messages.success)(request, said)
    return redirect("patient:breathing")


def _safety(request: PatientRequest, asked_in: AskedIn) -> HttpResponse:
    screen = begin_screen(by=request.user, patient=request.patient, asked_in=asked_in)
    return redirect("patient:safety_question", screen_id=screen.pk)


@require_POST
@from_a_device
@for_patients
def practised(request: PatientRequest) -> HttpResponse:
    """One practice. Every answer may be left out."""
    post = request.POST
    raw = post.get("ease", "")
    breath_in, breath_out = whole(post.get("in")), whole(post.get("out"))
    paced = breath_in is not None and breath_out is not None
    try:
        with doing(request) as done_at:
            practise(
                by=request.user,
                patient=request.patient,
                seconds=whole(post.get("seconds")),
                pace=pace_within(breathing_course().bounds, breath_in, breath_out, None) if paced else None,
                ease=None if raw in ("", SKIPPED) else _number(raw),
                held=post.get("held", ""),
                talked=post.get("talked", ""),
                done_at=done_at,
            )
    except Refused as refusal:
        return _back(request, refusal.message, refused=True)
    return _back(request, gettext("Kept."))


def _number(raw: str) -> int:
    number = whole(raw)
    return -1 if number is None else number  # refused by the action, in its own words


@require_POST
@from_a_device
@for_patients
def stopped(request: PatientRequest) -> HttpResponse:
    """Somebody stopped. What to do now comes first; something alarming leads to the safety questions."""
    try:
        caution = Caution(request.POST.get("caution", ""))
    except ValueError:
        return _back(request, gettext("Please choose what made you stop."), refused=True)
    with doing(request) as done_at:
        stop_practice(by=request.user, patient=request.patient, caution=caution, done_at=done_at)
    if caution is Caution.ALARMING:
        return _safety(request, AskedIn.AFTER_SESSION)
    return _back(request, breathing_course(reader_language(request)).text.cautions[caution].says)


@require_POST
@from_a_device
@for_patients
def counted(request: PatientRequest) -> HttpResponse:
    """The own count. Faster than usual at rest leads to the safety questions."""
    post = request.POST
    try:
        with doing(request) as done_at:
            count = count_breaths(
                by=request.user,
                patient=request.patient,
                taps=_number(post.get("taps", "")),
                seconds=_number(post.get("seconds", "")),
                done_at=done_at,
            )
    except Refused as refusal:
        return _back(request, refusal.message, refused=True)
    if asks_safety_first(breaths_a_minute(count.taps, count.seconds)):
        messages.info(
            request, gettext("That is faster than usual for somebody at rest. A few questions first.")
        )
        return _safety(request, AskedIn.BEFORE_SESSION)
    return _back(request, gettext("Kept. It is your own count; nothing was measured."))


@require_POST
@for_patients
def stage(request: PatientRequest) -> HttpResponse:
    """On to the next stage, or back to an earlier one."""
    try:
        begin_stage(by=request.user, patient=request.patient, stage_id=request.POST.get("stage", ""))
    except Refused as refusal:
        return _back(request, refusal.message, refused=True)
    return _back(request, gettext("Here is your stage."))


@require_POST
@for_patients
def take_out(request: PatientRequest, practice_id: UUID) -> HttpResponse:
    """A practice that should not count."""
    try:
        withdraw_practice(by=request.user, practice=practice_of(request.patient, practice_id))
    except Refused as refusal:
        return _back(request, refusal.message, refused=True)
    return _back(request, gettext("Taken out. It no longer counts."))


@require_POST
@for_patients
def take_out_count(request: PatientRequest, count_id: UUID) -> HttpResponse:
    """A count with a slip of the finger."""
    withdraw_count(by=request.user, count=count_of(request.patient, count_id))
    return _back(request, gettext("Taken out. It no longer counts."))
