"""The ledger: the clinic's month, one person's counts, and the verbs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.refused import Refused
from unbrace.clinic.remote_monitoring import actions
from unbrace.clinic.remote_monitoring.actions import look_at_counts
from unbrace.clinic.remote_monitoring.kinds import Kind, Source, Way
from unbrace.clinic.remote_monitoring.ledger import ledger_of
from unbrace.clinic.remote_monitoring.queries import (
    amended_work_of,
    enrolment_of,
    enrolments_of,
    keeps_ledger,
    work_of,
)
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.form_ids import form_key
from unbrace.portal.monitoring_table import NO_ADVICE, as_csv, key_of, month_from, month_table
from unbrace.portal.therapist.pages.monitoring.form import (
    DAYS,
    stated_in,
    stated_typed,
    terms_in,
    terms_typed,
)
from unbrace.portal.therapist.pages.monitoring.presenter import corrections, day_lines
from unbrace.rehab.remote_monitoring import VERSION

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.remote_monitoring.ledger import Month
    from unbrace.portal.doorkeeper import MemberRequest

WAYS = tuple((way.value, way.label) for way in Way if way.value)


@require_safe
@for_therapists
def month(request: MemberRequest) -> HttpResponse:
    """Everybody who is monitored, in one month."""
    asked = month_from(request.GET.get("month", ""), request.clinic)
    table = month_table(request.clinic, asked, request.membership) if keeps_ledger(request.clinic) else None
    context = {"table": table, "no_advice": NO_ADVICE, "version": VERSION}
    return render(request, "therapist/pages/monitoring/month.html", context)


@require_safe
@for_therapists
def month_csv(request: MemberRequest, month: str) -> HttpResponse:
    asked = month_from(month, request.clinic)
    look_at_counts(by=request.user, clinic=request.clinic, month=asked)
    return as_csv(request.clinic, asked, request.membership)


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def monitoring(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """One person's ledger. A POST notes work or a live contact."""
    person = patient_in(request.clinic, patient_id)
    asked = month_from(request.GET.get("month", ""), request.clinic)
    if request.method != "POST":
        return _page(request, person, asked)
    contact = request.POST.get("kind") == "contact"
    try:
        stated = stated_in(request.POST, ZoneInfo(request.clinic.time_zone), contact=contact)
        actions.note_work(
            by=request.user, patient=person, stated=stated, key=form_key(request.POST.get("key"))
        )
    except Refused as refusal:
        return _page(request, person, asked, refusal)
    messages.success(request, "Noted. To put it right, amend it: nothing is written over.")
    return _back(person, asked)


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def terms(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Consent, beginning, set-up and teaching; each change is a version with its reason."""
    person = patient_in(request.clinic, patient_id)
    holds, refusal = enrolment_of(person), None
    if request.method == "POST":
        try:
            said = terms_in(request.POST)
            actions.enrol(
                by=request.user, patient=person, terms=said, because=request.POST.get("because", "")
            )
        except Refused as error:
            refusal = error
        else:
            messages.success(request, "Noted. Earlier versions stay readable.")
            return _back(person, month_from("", request.clinic))
    typed = terms_typed(holds, request.POST if refusal else None)
    context = {
        "patient": person,
        "on": keeps_ledger(request.clinic),
        "holds": holds,
        "versions": enrolments_of(person),
        "days": [(name, label, text, typed[name]) for name, label, text in DAYS],
        "typed": typed,
        "problem": refusal.message if refusal else "",
        "at": refusal.field if refusal else "",
    }
    page = "therapist/pages/monitoring/terms.html"
    return render(request, page, context, status=422 if refusal else 200)


@require_POST
@for_therapists
def count_time(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """From the clock of a page: how long it was used, and how long ago that ended."""
    person = patient_in(request.clinic, patient_id)
    try:
        key = UUID(request.POST.get("key", ""))
        length, ago = (_milliseconds(request.POST.get(name, "")) for name in ("length_ms", "ago_ms"))
        counted = actions.count_time(by=request.user, patient=person, key=key, length=length, ago=ago)
    except ValueError:
        return JsonResponse({"problem": "This is not a stretch of time."}, status=422)
    except Refused as refusal:
        return JsonResponse({"problem": refusal.message}, status=422)
    return JsonResponse({"counted_s": round(counted.total_seconds(), 1)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def amend(request: MemberRequest, patient_id: UUID, work_entry_id: UUID) -> HttpResponse:
    """Put one entry right, or strike it; both with a reason, and the first one is kept."""
    person = patient_in(request.clinic, patient_id)
    entry, zone, refusal = work_of(person, work_entry_id), ZoneInfo(request.clinic.time_zone), None
    if request.method == "POST":
        because = request.POST.get("because", "")
        try:
            if "strike" in request.POST:
                actions.strike_work(by=request.user, entry=entry, because=because)
            else:
                said = stated_in(request.POST, zone, contact=entry.source == Source.CONTACT)
                actions.amend_work(by=request.user, entry=entry, stated=said, because=because)
        except Refused as error:
            refusal = error
        else:
            messages.success(request, "Put right. What stood there before is kept below, with your reason.")
            return _back(person, month_from(f"{entry.begins_at.astimezone(zone):%Y-%m}", request.clinic))
    context = {
        "patient": person,
        "entry": entry,
        "typed": request.POST if refusal else stated_typed(entry, zone),
        "is_contact": entry.source == Source.CONTACT,
        "ways": WAYS,
        "problem": refusal.message if refusal else "",
        "at": refusal.field if refusal else "",
    }
    page = "therapist/pages/monitoring/amend.html"
    return render(request, page, context, status=422 if refusal else 200)


@require_POST
@for_therapists
def other_programme(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    person = patient_in(request.clinic, patient_id)
    asked = month_from(request.POST.get("month", ""), request.clinic)
    there = request.POST.get("there") == "yes"
    actions.note_other_programme(by=request.user, patient=person, month=asked, there=there)
    messages.success(request, "Noted.")
    return _back(person, asked)


@require_POST
@for_therapists
def sign(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Put one's name under the count of a period or month that is over."""
    person, post = patient_in(request.clinic, patient_id), request.POST
    asked = month_from(post.get("month", ""), request.clinic)
    try:
        begins, count = date.fromisoformat(post.get("begins", "")), int(post.get("count", ""))
        kind = Kind(post.get("kind", ""))
    except ValueError as error:
        raise Http404 from error
    try:
        actions.sign_count(by=request.user, patient=person, kind=kind, begins=begins, count=count)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Signed. It stays as it is, whatever is put right later.")
    return _back(person, asked)


def _page(
    request: MemberRequest, person: Patient, asked: Month, refusal: Refused | None = None
) -> HttpResponse:
    on, holds = keeps_ledger(request.clinic), enrolment_of(person)
    zone = ZoneInfo(request.clinic.time_zone)
    ledger = ledger_of(person, holds, asked) if holds else None
    now = clock.now().astimezone(zone)
    typed = request.POST if refusal else {"day": f"{now:%Y-%m-%d}", "time": "", "kind": "work"}
    context = {
        "patient": person,
        "on": on,
        "ledger": ledger,
        "days": day_lines(ledger.entries, zone) if ledger else [],
        "corrections": corrections(amended_work_of(person), zone) if ledger else [],
        "key": uuid4() if refusal is None else form_key(request.POST.get("key")),
        "month_key": key_of(asked),
        "before": key_of(asked.before),
        "next": key_of(asked.next) if asked.next <= month_from("", request.clinic) else "",
        "typed": typed,
        "ways": WAYS,
        "problem": refusal.message if refusal else "",
        "at": refusal.field if refusal else "",
        "no_advice": NO_ADVICE,
        "version": VERSION,
    }
    page = "therapist/pages/monitoring/page.html"
    return render(request, page, context, status=422 if refusal else 200)


def _milliseconds(text: str) -> timedelta:
    if not text.isascii() or not text.isdigit() or len(text) > 8:
        raise ValueError(text)
    return timedelta(milliseconds=int(text))


def _back(person: Patient, asked: Month) -> HttpResponse:
    return redirect(f"{reverse('therapist:monitoring', args=[person.pk])}?month={key_of(asked)}")
