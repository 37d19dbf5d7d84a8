"""Hear what a patient of this clinic said in their diary."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from unbrace.clinic.conversations.queries import voice_note_of, voice_path_of
from unbrace.clinic.patients.queries import patient_in
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.message_files import audio

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_therapists
def hear(request: MemberRequest, patient_id: UUID, voice_id: UUID) -> HttpResponse:
    """Only of a patient of this clinic, and only while it is not deleted."""
    note = voice_note_of(patient_in(request.clinic, patient_id), voice_id)
    return audio(request, voice_path_of(note))
