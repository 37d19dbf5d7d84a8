"""Everything done so far, newest first; a session can be corrected, taken out and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic.check_ins.queries import with_mornings
from unbrace.clinic.exercise_sessions.actions import restore_session, withdraw_session
from unbrace.clinic.exercise_sessions.queries import session_of, sessions_for
from unbrace.clinic.worklist.actions import ask_for_review
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.history.presenter import A_PAGE, present

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@for_patients
def history(request: PatientRequest) -> HttpResponse:
    """Sessions, a page at a time; `?before=` the start of the last one shown leads further back."""
    sessions = with_mornings(sessions_for(request.patient, withdrawn=True))
    page = present(sessions, request.GET.get("before", ""))
    return render(request, "patient/pages/history/page.html", {"page": page, "a_page": A_PAGE})


@require_POST
@for_patients
def take_out(request: PatientRequest, session_id: UUID) -> HttpResponse:
    """A session that should not count any more; nothing is deleted. The rules look again: it proposes nothing now."""
    ask_for_review(withdraw_session(by=request.user, session=session_of(request.patient, session_id)))
    messages.success(request, gettext("Taken out. It no longer counts. You can put it back any time."))
    return redirect("patient:history")


@require_POST
@for_patients
def put_back(request: PatientRequest, session_id: UUID) -> HttpResponse:
    """The way back."""
    ask_for_review(restore_session(by=request.user, session=session_of(request.patient, session_id)))
    messages.success(request, gettext("It is back in your history."))
    return redirect("patient:history")
