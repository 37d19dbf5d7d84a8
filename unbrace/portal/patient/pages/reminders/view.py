"""The person's reminders: the form, a pause, the private calendar, and the browsers that may show them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.reminders.actions import (
    allow_device,
    choose_reminders,
    close_calendar,
    forget_device,
    open_calendar,
    pause_reminders,
)
from unbrace.clinic.reminders.queries import (
    can_be_reached,
    channel_labels,
    devices_of,
    plan_of,
    public_key,
)
from unbrace.portal.date_words import whole_date
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.reminders.form import read
from unbrace.portal.patient.pages.reminders.presenter import present

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def reminders(request: PatientRequest) -> HttpResponse:
    """GET: what is chosen; POST: keep what was chosen, or say beside each field what is wrong."""
    if request.method != "POST":
        return _page(request)
    chosen, problems = read(request.POST)
    if chosen is not None:
        try:
            choose_reminders(by=request.user, patient=request.patient, chosen=chosen)
        except Refused as refusal:
            problems = {refusal.field: refusal.message}
    if problems:
        return _page(request, typed=request.POST, problems=problems)
    messages.success(
        request, gettext("Saved.") if chosen and chosen.channels else gettext("Saved. You get no reminders.")
    )
    return redirect("patient:reminders")


def _page(request: PatientRequest, **more: Any) -> HttpResponse:
    plan = plan_of(request.patient)
    page = present(
        plan,
        labels=channel_labels(),
        missing=can_be_reached(plan),
        devices=devices_of(request.patient),
        push_key=public_key(),
        today=today_of(request.patient),
        **more,
    )
    status = 422 if page.problems else 200
    return render(request, "patient/pages/reminders/page.html", {"page": page}, status=status)


@require_POST
@for_patients
def pause(request: PatientRequest) -> HttpResponse:
    """Up to a date; an empty field goes on at once."""
    raw = request.POST.get("until", "")
    try:
        until = date.fromisoformat(raw) if raw else None
        pause_reminders(by=request.user, patient=request.patient, until=until)
    except ValueError:
        return _page(request, problems={"until": gettext("Write a date, like 2026-12-31.")})
    except Refused as refusal:
        return _page(request, problems={"until": refusal.message})
    messages.success(
        request,
        gettext("Paused until {date}.").format(date=whole_date(until))
        if until
        else gettext("Reminders go on."),
    )
    return redirect("patient:reminders")


@require_POST
@for_patients
def new_calendar(request: PatientRequest) -> HttpResponse:
    """The secret address is on this one page and never shown again. An empty request makes none."""
    if request.POST.get("make") != "address":
        return redirect("patient:reminders")
    return _page(request, new_calendar=open_calendar(by=request.user, patient=request.patient))


@require_POST
@for_patients
def end_calendar(request: PatientRequest) -> HttpResponse:
    """The address leads nowhere from now on."""
    close_calendar(by=request.user, patient=request.patient)
    messages.success(request, gettext("The address no longer works."))
    return redirect("patient:reminders")


@require_POST
@for_patients
def allow(request: PatientRequest) -> JsonResponse:
    """What the browser gives when somebody allows reminders on it: an address and two keys, as JSON."""
    try:
        said = json.loads(request.body[:5000])
        endpoint, keys = said["endpoint"], said["keys"]
        p256dh, auth = keys["p256dh"], keys["auth"]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": gettext("This is not what a browser sends.")}, status=400)
    if not all(isinstance(value, str) for value in (endpoint, p256dh, auth)):
        return JsonResponse({"error": gettext("This is not what a browser sends.")}, status=400)
    try:
        allow_device(by=request.user, patient=request.patient, endpoint=endpoint, p256dh=p256dh, auth=auth)
    except Refused as refusal:
        return JsonResponse({"error": refusal.message}, status=422)
    return JsonResponse({"allowed": True}, status=201)


@require_POST
@for_patients
def forget(request: PatientRequest, device_id: UUID) -> HttpResponse:
    """A browser that is to be left in peace."""
    forget_device(by=request.user, patient=request.patient, device_id=device_id)
    messages.success(request, gettext("That device gets no reminders any more."))
    return redirect("patient:reminders")
