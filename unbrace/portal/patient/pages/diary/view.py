"""The diary page: write, put right, undo. The form works without scripts; with them it also works without a network."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.check_ins.actions import undo_diary, write_diary
from unbrace.clinic.check_ins.diary import diary_entry_of, diary_of, wrote
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.questionnaires.queries import open_screen_of, regions_of, warning_card
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.diary.after import ask_after
from unbrace.portal.patient.pages.diary.presenter import form_of, line_of, read, said_in
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

SHOWN = 14
JUST_BEGUN = timedelta(hours=1)
SAVED = "Kept. You can change or undo it at any time."


@require_http_methods(["GET", "HEAD", "POST"])
@ensure_csrf_cookie
@for_patients
def diary(request: PatientRequest, entry_id: UUID | None = None) -> HttpResponse:
    """GET: the form and the last entries; with an id, that entry to be put right. POST: keep it."""
    if entry_id and not wrote(request.patient, entry_id):
        raise NotYours
    entry = diary_entry_of(request.patient, entry_id) if entry_id and request.method != "POST" else None
    said: dict[str, Any] = said_in(entry) if entry else {}
    problem, status = "", 200
    if request.method == "POST":
        try:
            draft = read(request, str(request.user.zone), entry_id)
            kept, is_new = write_diary(by=request.user, patient=request.patient, draft=draft)
        except Refused as refusal:
            said, problem = request.POST.dict(), refusal.message
            status = 409 if isinstance(refusal, Conflict) else 422
        else:
            if is_new:
                ask_after(request, kept)
            return redirect("patient:diary_then")
    own = [region.value for region in regions_of(request.patient)]
    context = {
        "form": form_of(own, said, replaces=str(entry_id or ""), problem=problem),
        "lines": [line_of(one) for one in diary_of(request.patient)[:SHOWN]],
        "owner": owner_mark(request.user),
        "card": warning_card(request.clinic),
    }
    return render(request, "patient/pages/diary/page.html", context, status=status)


@require_safe
@for_patients
def then(request: PatientRequest) -> HttpResponse:
    """After saving: to the safety questions, if any are due, else back with a thank-you."""
    due = gate_of(request.patient, request.safety).due
    if due is AskedIn.ONBOARDING:
        return redirect("patient:safety")
    begun = open_screen_of(request.patient)
    if begun is not None and begun.occasion is due and clock.now() - begun.started_at < JUST_BEGUN:
        return redirect("patient:safety_question", screen_id=begun.pk)  # with the places the note was about
    if due is not None:
        screen = begin_screen(by=request.user, patient=request.patient, asked_in=due)
        return redirect("patient:safety_question", screen_id=screen.pk)
    messages.success(request, SAVED)
    return redirect("patient:diary")


@require_POST
@for_patients
def undo(request: PatientRequest, entry_id: UUID) -> HttpResponse:
    """Take an entry back; what it had corrected counts again."""
    undo_diary(by=request.user, entry=diary_entry_of(request.patient, entry_id))
    messages.success(request, "Undone. If it had changed an earlier entry, that one counts again.")
    return redirect("patient:diary")
