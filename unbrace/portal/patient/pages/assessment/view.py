"""The assessment a therapist has asked for: the list, what was found, and the way to each test. Fails closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.assessments.actions import record_attempt
from unbrace.clinic.assessments.bounds import sides_of
from unbrace.clinic.assessments.queries import (
    assessment_of,
    assessments_of,
    flags_of,
    offered,
    open_assessment_of,
    over_for_today,
)
from unbrace.clinic.assessments.upload import MOST_BYTES, SCHEMA, parse_attempt
from unbrace.clinic.calls.queries import in_a_call
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.built_id import build_id
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.json_body import json_body, refused_as_json
from unbrace.portal.patient.pages.assessment.presenter import lines_of, plan_of
from unbrace.portal.pictures import shown_test
from unbrace.portal.result_words import ENDS, WHY_NOT, unit_words
from unbrace.portal.translated import reader_of
from unbrace.portal.ui.demonstration.demonstration import MOULD

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

TOO_LARGE = gettext_noop("This result is larger than a result can be. Please tell us about it.")
THANKS = gettext_noop("Kept. Your therapist can see it.")
CLOSED = gettext_noop("No tests today. First look at the safety questions on Today; nothing you did is lost.")
NOT_OPEN = gettext_noop("This test is not open now.")
EARLIER_SHOWN = 6


@require_safe
@ensure_csrf_cookie
@for_patients
def assessment(request: PatientRequest) -> HttpResponse:
    """The open one with its tests; without one, or when nothing is safe to do yet, what was found before."""
    reader = reader_of(request)
    current = open_assessment_of(request.patient)
    allowed = current is not None and gate_of(request.patient, request.safety).allowed is Allowed.ALL
    tests = offered(current, flags_of(request.patient)) if current else []
    over = bool(current and over_for_today(current))
    owner = owner_mark(request.user)
    earlier = [one for one in assessments_of(request.patient)[:EARLIER_SHOWN] if one.ended_at]
    context: dict[str, Any] = {
        "current": current,
        "lines": lines_of(current, tests) if current else [],
        "open_count": sum(1 for one in tests if not one.attempts and not one.held_back),
        "closed": current is not None and not allowed,
        "over": over,
        "earlier": [(one, lines_of(one, offered(one, frozenset()))) for one in earlier],
        "setting": reader.setting("tests_of_function", "en"),
        "build_id": build_id(),
        "why_not": WHY_NOT,
        "ends": ENDS,
        "mould": MOULD,
    }
    if current is not None and allowed and not over:
        context["plan"] = plan_of(request.user, owner, current, tests, reader, over_today=over)
    return render(request, "patient/pages/assessment/page.html", context)


@require_POST
def results(request: Any) -> JsonResponse:
    """One attempt as JSON: 201 new, 200 known, 409 another content under its key, 422 cannot be read, 403 not yours."""
    if not request.user.is_authenticated:
        return JsonResponse(
            {"error": gettext("Please sign in again. What you did is kept on this device.")}, status=401
        )
    try:
        upload = parse_attempt(json_body(request, MOST_BYTES, TOO_LARGE))
        done_at = upload.done_at + timedelta(seconds=upload.device_clock_offset_s)
        attempt, is_new = record_attempt(
            by=request.user, upload=upload, in_a_visit=in_a_call(request.user, done_at)
        )
    except (NotYours, Refused) as refusal:
        return refused_as_json(refusal)
    answer = {"attempt": str(attempt.pk), "message": gettext(THANKS)}
    return JsonResponse(answer, status=201 if is_new else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def by_hand(request: PatientRequest, assessment_id: UUID, test: str) -> HttpResponse:
    """One test without scripts and without a camera: how it goes, and a form for the number or the reason."""
    current = assessment_of(request.patient, assessment_id)
    one = next((one for one in offered(current, flags_of(request.patient)) if one.test.id == test), None)
    if one is None:
        raise NotYours
    allowed = gate_of(request.patient, request.safety).allowed is Allowed.ALL
    shut = current.ended_at is not None or not allowed or one.held_back or over_for_today(current)
    if shut:
        messages.info(request, gettext(NOT_OPEN if allowed else CLOSED))
        return redirect("patient:assessment")
    problem = ""
    if request.method == "POST":
        try:
            record_attempt(by=request.user, upload=parse_attempt(_as_upload(request, current.pk, one.test)))
        except Refused as refusal:
            problem = refusal.message
        else:
            messages.success(request, gettext(THANKS))
            return redirect("patient:assessment")
    context = {
        "test": one.test,
        "shown": shown_test(one.test),
        "current": current,
        "problem": problem,
        "said": request.POST,
        "key": request.POST.get("key") or uuid4(),
        "sides": [
            (side, request.POST.get(f"value-{side}", ""), f"value-{side}") for side in sides_of(one.test)
        ],
        "unit": unit_words(one.test.without_camera.unit),
        "pains": [_scale(request.POST.get(name, "")) for name in ("pain-before", "pain-after")],
        "why_not": WHY_NOT,
        "ends": ENDS if one.test.looks_at.value == "range" else {},
        "setting": reader_of(request).setting("tests_of_function", "en"),
    }
    page = "patient/pages/assessment/by_hand.html"
    return render(request, page, context, status=422 if problem else 200)


def _scale(said: str) -> list[tuple[int, bool]]:
    """The numbers of a pain scale, and which was chosen."""
    return [(number, said == str(number)) for number in range(11)]


def _as_upload(request: PatientRequest, assessment_id: UUID, test: Any) -> dict[str, Any]:
    """The form as a device would send it."""
    said, now = request.POST, clock.now()
    values = {side: _number(said.get(f"value-{side}", "")) for side in sides_of(test)}
    given = {side: value for side, value in values.items() if value is not None}
    not_done = "skip" in said
    return {
        "schema": SCHEMA,
        "key": said.get("key", ""),
        "owner": owner_mark(request.user),
        "assessment": str(assessment_id),
        "test": test.id,
        "content_version": test.version,
        "content_hash": test.content_hash,
        "outcome": "not_done" if not_done else "measured",
        "why": said.get("why", "") if not_done else "",
        "how": "self" if test.without_camera.by == "person" else "helper",
        "by_hand": {} if not_done else given,
        "seen": None,
        "pain_before": _pain(said.get("pain-before", "")),
        "pain_after": None if not_done else _pain(said.get("pain-after", "")),
        "ended": "" if not_done else said.get("ended", ""),
        "done_at": _first_sent_at(request, now).isoformat(),
        "time_zone": str(request.user.zone),
        "device_clock_offset_s": 0,
    }


def _first_sent_at(request: PatientRequest, now: datetime) -> datetime:
    """When the form was opened: the same however often the button is pressed, so that pressed twice is kept once."""
    try:
        opened = datetime.fromisoformat(request.POST.get("opened", ""))
    except ValueError:
        return now
    return min(opened, now) if opened.tzinfo is not None else now


def _number(raw: str) -> float | None:
    """A number as people write it; anything else is for the form to refuse in words."""
    raw = raw.strip().replace(",", ".")
    if not raw:
        return None
    try:
        return float(raw)
    except ValueError:
        raise Refused("Write digits only, such as 12.", field="by_hand") from None


def _pain(raw: str) -> int | None:
    return int(raw) if raw.isdecimal() and len(raw) < 3 else None
