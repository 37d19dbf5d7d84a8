"""One's own movement, if it is kept, and what the therapist wrote to moments of it. Opening it is reading it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic import clock
from unbrace.clinic.exercise_sessions.actions import read_comments, replay_session
from unbrace.clinic.exercise_sessions.queries import session_of
from unbrace.clinic.exercise_sessions.replays import own_trace
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.replay.presenter import present

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@for_patients
def replay(request: PatientRequest, session_id: UUID) -> HttpResponse:
    """`?set=` which one, `?at=` a moment in seconds; without, the first that is new."""
    session = session_of(request.patient, session_id)
    if session.withdrawn_at is not None:
        raise Http404
    page = present(session, request.GET, clock.now())
    if request.method == "GET":
        read_comments(by=request.user, session=session)
    return render(request, "patient/pages/replay/page.html", {"page": page})


@require_safe
@for_patients
def trace(request: PatientRequest, set_id: UUID) -> HttpResponse:
    """The movement of one of one's own sets."""
    data = replay_session(by=request.user, trace=own_trace(request.patient, set_id))
    return HttpResponse(data, content_type="application/octet-stream")
