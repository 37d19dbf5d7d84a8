"""One session looked at again: how the person moved, where the engine noticed something, and what to write to it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic import clock
from unbrace.clinic.conversations.queries import snippets_of
from unbrace.clinic.exercise_sessions.actions import (
    MOST_AT_ONCE,
    ask_to_measure,
    measure_trace,
    replay_session,
)
from unbrace.clinic.exercise_sessions.queries import session_of
from unbrace.clinic.exercise_sessions.replays import trace_in
from unbrace.clinic.patients.queries import patient_in
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.pages.replay.presenter import present

if TYPE_CHECKING:
    from unbrace.clinic.refused import Refused
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_therapists
def replay(request: MemberRequest, patient_id: UUID, session_id: UUID) -> HttpResponse:
    """`?set=` which one, `?beside=` an earlier one to compare with, `?at=` a moment in seconds."""
    return show(request, patient_id, session_id)


def show(
    request: MemberRequest, patient_id: UUID, session_id: UUID, problem: Refused | None = None
) -> HttpResponse:
    """The page, and beside the field what could not be kept."""
    person = patient_in(request.clinic, patient_id)
    session = session_of(person, session_id)
    if session.withdrawn_at is not None:
        raise Http404
    page = present(session, request.user, request.GET, clock.now())
    context = {
        "patient": person,
        "page": page,
        "problem": problem,
        "typed": request.POST,
        "snippets": list(snippets_of(request.membership)),
    }
    return render(request, "therapist/pages/replay/page.html", context, status=422 if problem else 200)


@require_safe
@for_therapists
def trace(request: MemberRequest, patient_id: UUID, set_id: UUID) -> HttpResponse:
    """The movement of one set, as it was kept; the browser reads it while it comes in."""
    person = patient_in(request.clinic, patient_id)
    data = replay_session(by=request.user, trace=trace_in(request.clinic, person, set_id))
    return HttpResponse(data, content_type="application/octet-stream")


@require_safe
@for_therapists
def curve(request: MemberRequest, patient_id: UUID, set_id: UUID) -> HttpResponse:
    """Its curve. 202: a long set is being measured beside this request; ask again. 404: nothing measures it now."""
    found = trace_in(request.clinic, patient_in(request.clinic, patient_id), set_id)
    if found.curve is None and found.frames > MOST_AT_ONCE:
        ask_to_measure(found.performed.exercise.session)
        return JsonResponse({}, status=202)
    measured = measure_trace(found)
    return JsonResponse(measured or {}, status=200 if measured else 404)
