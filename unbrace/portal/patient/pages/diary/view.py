"""The diary page: write, put right, undo. The form works without scripts; with them it also works without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.check_ins.actions import undo_diary
from unbrace.clinic.check_ins.queries import diary_entry_of, diary_of, wrote
from unbrace.clinic.conversations.queries import voice_notes_of
from unbrace.clinic.patients.middleware import PICKED_CARE
from unbrace.clinic.questionnaires.queries import regions_of, warning_card
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.much_pain import usual_for_page
from unbrace.portal.patient.pages.diary.after import keep, next_page
from unbrace.portal.patient.pages.diary.care import care_of_form, named_care
from unbrace.portal.patient.pages.diary.presenter import form_of, line_of, read, said_in
from unbrace.portal.translated import reader_of

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import PatientRequest

SHOWN = 14
SAVED = gettext_noop("Kept. You can change or undo it at any time.")


@require_http_methods(["GET", "HEAD", "POST"])
@ensure_csrf_cookie
@for_patients
def diary(request: PatientRequest, entry_id: UUID | None = None) -> HttpResponse:
    """GET: the form and the last entries; with an id, that entry to be put right. POST: keep it."""
    patient = care_of_form(request)
    if entry_id and not wrote(patient, entry_id):
        raise NotYours
    entry = diary_entry_of(patient, entry_id) if entry_id and request.method != "POST" else None
    said: dict[str, Any] = said_in(entry) if entry else {}
    problem, status = "", 200
    if request.method == "POST":
        try:
            draft = read(request, str(request.user.zone), entry_id)
            keep(request, patient, draft)
        except Refused as refusal:
            said, problem = request.POST.dict(), refusal.message
            status = 409 if isinstance(refusal, Conflict) else 422
        else:
            return redirect(_then(patient))
    own = [region.value for region in regions_of(patient)]
    reader = reader_of(request, patient.clinic)
    card = warning_card(patient.clinic, reader.language)
    context = {
        "form": form_of(own, said, replaces=str(entry_id or ""), problem=problem),
        "lines": [line_of(one) for one in diary_of(patient)[:SHOWN]],
        "voices": voice_notes_of(patient)[:SHOWN],
        "owner": owner_mark(request.user),
        "card": card,
        "setting": reader.safety(card.language),
        "care": patient,
        "then": _then(patient),
        "usual": usual_for_page(patient),
    }
    return render(request, "patient/pages/diary/page.html", context, status=status)


@require_safe
@for_patients
def then(request: PatientRequest) -> HttpResponse:
    """After saving: to the safety questions, if any are due, else back with a thank-you. What was written for another
    clinic than the one looked at turns to that one first, for its questions are asked there."""
    care = request.GET.get("care", str(request.patient.pk))
    if care != str(request.patient.pk):
        request.session[PICKED_CARE] = str(named_care(request.user, care).pk)
        return redirect("patient:diary_then")
    return next_page(request, SAVED, "patient:diary")


def _then(patient: Patient) -> str:
    return f"{reverse('patient:diary_then')}?care={patient.pk}"


@require_POST
@for_patients
def undo(request: PatientRequest, entry_id: UUID) -> HttpResponse:
    """Take an entry back; what it had corrected counts again."""
    undo_diary(by=request.user, entry=diary_entry_of(request.patient, entry_id))
    messages.success(request, gettext("Undone. If it had changed an earlier entry, that one counts again."))
    return redirect("patient:diary")
