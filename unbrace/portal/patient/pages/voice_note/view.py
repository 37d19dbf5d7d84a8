"""Where a voice note is recorded, taken in, heard and deleted. Nothing leaves the device before Send is pressed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic.accounts.queries import is_owner, owner_mark
from unbrace.clinic.conversations.actions import delete_voice_note, keep_voice_note
from unbrace.clinic.conversations.queries import voice_note_of, voice_path_of
from unbrace.clinic.patients.queries import own_care
from unbrace.clinic.questionnaires.queries import warning_card
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.portal.conversation import promise_to
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.language import reader_language
from unbrace.portal.message_files import audio

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import PatientRequest

SIGNED_OUT: Final = gettext_noop("Please sign in again. Your voice note is kept on this device.")
NOT_THEIRS: Final = gettext_noop(
    "This was recorded by someone else on this device. It waits for them to sign in."
)
NO_LONGER: Final = gettext_noop(
    "This was recorded for a clinic that no longer treats you, so it was not sent."
)
NOTHING: Final = gettext_noop("No voice came with this. Please record it again.")


@require_safe
@ensure_csrf_cookie
@for_patients
def voice_note(request: PatientRequest) -> HttpResponse:
    """The one page that may ask for the microphone. It needs a script, and says so."""
    context = {
        "promise": promise_to(request.patient),
        "owner": owner_mark(request.user),
        "card": warning_card(request.clinic, reader_language(request)),
    }
    return render(request, "patient/pages/voice_note/page.html", context)


@require_POST
def send(request: Any) -> JsonResponse:
    """Take in one note: 201 new, 200 known, 409 another under its key, 422 no voice, 403 not yours."""
    if not request.user.is_authenticated:
        return _no(SIGNED_OUT, 401)
    try:
        note, is_new = keep_voice_note(by=request.user, **_sent(request))
    except NotYours as refusal:
        return _no(refusal.message, 403)
    except Refused as refusal:
        return _no(refusal.message, 409 if isinstance(refusal, Conflict) else 422)
    return JsonResponse({"note": str(note.pk)}, status=201 if is_new else 200)


def _sent(request: Any) -> dict[str, Any]:
    if not request.patient or not is_owner(request.user, request.POST.get("owner", "")):
        raise NotYours(NOT_THEIRS)
    file = request.FILES.get("voice")
    if file is None or file.file is None:
        raise Refused(NOTHING, field="voice")
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        raise Refused(NOTHING, field="key") from None
    return {
        "patient": _care(request),
        "key": key,
        "content": cast("BinaryIO", file.file),
        "size": file.size or 0,
        "written_at": _moment(request.POST.get("written_at", "")),
    }


def _care(request: PatientRequest) -> Patient:
    try:
        return own_care(request.user, UUID(request.POST.get("care", "")))
    except (NotYours, ValueError) as error:
        raise NotYours(NO_LONGER) from error


def _moment(raw: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


@require_safe
@for_patients
def hear(request: PatientRequest, voice_id: UUID) -> HttpResponse:
    """One's own voice, or the part of it that a player asks for."""
    return audio(request, voice_path_of(voice_note_of(request.patient, voice_id)))


@require_POST
@for_patients
def delete(request: PatientRequest, voice_id: UUID) -> HttpResponse:
    """Gone for good."""
    delete_voice_note(by=request.user, note=voice_note_of(request.patient, voice_id))
    messages.success(request, gettext("Deleted. Nobody can hear it any more."))
    return redirect("patient:diary")


def _no(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": gettext(sentence), "field": ""}, status=status)
