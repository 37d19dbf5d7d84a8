"""The sections that save on their own. Each comes back to its place on the page, which then says that it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic.accounts.actions import set_preferences, sign_out_device, sign_out_others
from unbrace.clinic.accounts.queries import Preferences
from unbrace.clinic.conversations.actions import withdraw_clips
from unbrace.clinic.personal_data.actions import ask_for_copy
from unbrace.clinic.personal_data.queries import copy_file, ready_copy_of
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_patients

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_POST
@for_patients
def reading(request: PatientRequest) -> HttpResponse:
    """The size of the text, and whether questions are read aloud."""
    said = request.POST
    now = Preferences.of(request.user)
    wanted = replace(
        now,
        text_size=said.get("text_size", now.text_size),
        reads_aloud=said.get("reads_aloud") == "yes",
    )
    set_preferences(by=request.user, preferences=wanted)
    return _saved("reading")


@require_POST
@for_patients
def coach(request: PatientRequest) -> HttpResponse:
    """Voice, volume, tones and vibration of the session."""
    said = request.POST
    now = Preferences.of(request.user)
    wanted = replace(
        now,
        coach_speaks=said.get("speaks") == "yes",
        coach_volume=_percent(said.get("volume", str(now.coach_volume))),
        coach_tones=said.get("tones") == "yes",
        coach_vibrates=said.get("vibrates") == "yes",
    )
    set_preferences(by=request.user, preferences=wanted)
    return _saved("coach")


@require_POST
@for_patients
def units(request: PatientRequest) -> HttpResponse:
    """Centimetres and kilograms, or inches and pounds."""
    now = Preferences.of(request.user)
    set_preferences(by=request.user, preferences=replace(now, units=request.POST.get("units", now.units)))
    return _saved("units")


@require_POST
@for_patients
def delete_clips(request: PatientRequest) -> HttpResponse:
    """Withdraw the yes to every clip: the films go, the words written with them stay."""
    withdraw_clips(by=request.user, patient=request.patient)
    return _saved("clips")


@require_POST
@for_patients
def sign_out_one(request: PatientRequest, signed_in_id: UUID) -> HttpResponse:
    """End the log-in of one of one's own devices."""
    sign_out_device(by=request.user, device_id=signed_in_id)
    return _saved("devices")


@require_POST
@for_patients
def sign_out_all_others(request: PatientRequest) -> HttpResponse:
    """Every device but this one."""
    sign_out_others(by=request.user, session_key=request.session.session_key or "")
    return _saved("devices")


@require_POST
@for_patients
def copy(request: PatientRequest) -> HttpResponse:
    """Ask for a copy of everything; it is put together beside the request."""
    ask_for_copy(by=request.user)
    return _saved("copy")


@require_safe
@for_patients
def fetch_copy(request: PatientRequest, copy_id: UUID) -> HttpResponseBase:
    """The finished file, for its person alone, for a week."""
    found = ready_copy_of(request.user, copy_id)
    return FileResponse(
        copy_file(found).open("rb"),
        as_attachment=True,
        filename="unbrace-my-data.zip",
        content_type="application/zip",
    )


def _percent(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise Refused("Please choose one of the volumes that are offered.")
    return int(text)


def _saved(section: str) -> HttpResponse:
    return redirect(f"{reverse('patient:settings')}?saved={section}#{section}")
