"""The guided session: the plan goes out, and stops 7, 8 and 9 of the data's way stand here in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.check_ins.gate import gate_of, open_for
from unbrace.clinic.exercise_sessions.actions import ask_to_measure, keep_traces, record_session
from unbrace.clinic.exercise_sessions.queries import done_on, trace_consent_of
from unbrace.clinic.exercise_sessions.upload import (
    MOST_BYTES,
    MOST_BYTES_WITH_TRACES,
    bytes_of_traces,
    parse_upload,
)
from unbrace.clinic.programmes.queries import current_version, is_paused
from unbrace.clinic.questionnaires.queries import warning_card
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist.actions import ask_for_review
from unbrace.clinic.worklist.queries import open_restarts_for, settled_words_for
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.json_body import read_json, refused_as_json
from unbrace.portal.patient.pages.exercise.presenter import plan_for
from unbrace.portal.patient.pages.exercise.safety import safety_for
from unbrace.portal.patient.pages.today.welcome_back import gentler_words
from unbrace.portal.translated import reader_of
from unbrace.portal.ui.demonstration.demonstration import MOULD
from unbrace.portal.ui.own_film.own_film import MOULD as FILM_MOULD

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

THANKS = gettext_noop("Saved. Your therapist can see it.")


@require_safe
@ensure_csrf_cookie
@for_patients
def exercise(request: PatientRequest) -> HttpResponse:
    """The sessions of the week, of which the browser opens today's; back to Today where there is nothing to do on any
    day, or nothing that is safe to do yet."""
    version = current_version(request.patient)
    now = timezone.localtime(clock.now(), request.user.zone)
    gate = gate_of(request.patient, request.safety)
    asked = open_for(gate.allowed, list(version.prescriptions.all()) if version else [])
    if version is None or not asked or is_paused(request.patient):
        return redirect("patient:today")
    words = {key: said.reason for key, said in settled_words_for(request.patient).items()}
    words |= {(p.exercise, p.side): gentler_words(p) for p in open_restarts_for(request.patient)}
    reader = reader_of(request)
    done = done_on(request.patient, now.date()) if any(p.part_of_day for p in asked) else frozenset()
    plan = plan_for(request.user, owner_mark(request.user), version, asked, words, reader, now.date(), done)
    plan["safety"] = safety_for(request.patient, gate, now)
    consent = trace_consent_of(request.patient)
    plan["traces"] = str(consent.pk) if consent else None
    card = warning_card(request.clinic, reader.language)
    context = {
        "plan": plan,
        "card": card,
        "mould": MOULD,
        "film_mould": FILM_MOULD,
        "setting": reader.safety(card.language),
    }
    page = render(request, "patient/pages/exercise/page.html", context)
    page.headers["X-Unbrace-Allowed"] = gate.allowed.value  # asked for again at Start: browser/door.ts
    return page


@require_POST
def results(request: Any) -> JsonResponse:
    """Take in one finished session. Sent again, it is answered the same and kept once."""
    if not request.user.is_authenticated:
        return JsonResponse(
            {"error": gettext("Please sign in again. What you did is kept on this device.")}, status=401
        )
    try:
        upload = parse_upload(_body(request))  # stop 7: come in
        session, is_new = record_session(by=request.user, upload=upload)  # 8: remember
        traces = keep_traces(by=request.user, session=session, upload=upload)
    except TooLarge as refusal:
        # the device sends it again without the traces
        return JsonResponse({"error": refusal.message, "field": ""}, status=413)
    except (NotYours, Refused) as refusal:
        return refused_as_json(refusal)
    if is_new:
        ask_for_review(session)  # stop 9: decide, beside the request
    if traces.kept:
        ask_to_measure(session)  # so that a replay has its curve at once
    answer: dict[str, Any] = {"session": str(session.pk), "message": gettext(THANKS)}
    if traces.kept or traces.refused:
        refused = [{"field": field, "error": sentence} for field, sentence in traces.refused]
        answer["traces"] = {"kept": traces.kept, "refused": refused}
    return JsonResponse(answer, status=201 if is_new else 200)


class TooLarge(Refused):
    """More than a session can be, even with the movement of half an hour."""


def _body(request: HttpRequest) -> Any:
    """Read from the stream: with traces a session may be longer than any other thing this house takes in."""
    raw = request.read(MOST_BYTES_WITH_TRACES + 1)
    body = read_json(raw) if len(raw) <= MOST_BYTES_WITH_TRACES else None
    if len(raw) > MOST_BYTES_WITH_TRACES or len(raw) - bytes_of_traces(body) > MOST_BYTES:
        raise TooLarge(gettext("This session is larger than a session can be. Please tell us about it."))
    return body


def _no(message: str, field: str, status: int) -> JsonResponse:
    return JsonResponse({"error": message, "field": field}, status=status)
