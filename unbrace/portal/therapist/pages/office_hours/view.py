"""A therapist's own hours: the week and the rules as one form, and exceptions one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.refused import Refused
from unbrace.clinic.visits.actions import change_hours, drop_change, set_office_hours
from unbrace.clinic.visits.actions.set_office_hours import LIMITS
from unbrace.clinic.visits.queries import changes_of, hours_of
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.pages.office_hours.form import moment_in, rows_of, wanted_in
from unbrace.portal.visit_words import city

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest

LABELS = {
    "first_min": ("First visit", "minutes"),
    "follow_up_min": ("Follow-up", "minutes"),
    "before_min": ("Free time before each", "minutes"),
    "after_min": ("Free time after each", "minutes"),
    "notice_h": ("Not sooner than", "hours from now"),
    "ahead_days": ("Not later than", "days from now"),
    "cancel_until_h": ("Cancel or move at least", "hours before"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def office_hours(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    try:
        set_office_hours(by=request.user, therapist=request.membership, wanted=wanted_in(request.POST))
    except Refused as refusal:
        return _page(request, refusal, weekly=True)
    messages.success(request, "Saved. Visits that are booked stay as they are.")
    return redirect("therapist:office_hours")


@require_POST
@for_therapists
def add_change(request: MemberRequest) -> HttpResponse:
    """Away, or extra hours."""
    try:
        begins, ends = (
            moment_in(request.POST.get(name, ""), name, request.user.zone) for name in ("begins", "ends")
        )
        change_hours(
            by=request.user,
            therapist=request.membership,
            what=request.POST.get("what", ""),
            begins=begins,
            ends=ends,
        )
    except Refused as refusal:
        return _page(request, refusal)
    messages.success(request, "Saved.")
    return redirect("therapist:office_hours")


@require_POST
@for_therapists
def take_change_out(request: MemberRequest, change_id: UUID) -> HttpResponse:
    drop_change(by=request.user, therapist=request.membership, change_id=change_id)
    messages.success(request, "Taken out.")
    return redirect("therapist:office_hours")


def _page(request: MemberRequest, refusal: Refused | None = None, *, weekly: bool = False) -> HttpResponse:
    hours = hours_of(request.membership)
    typed = request.POST if weekly else None
    problems = {refusal.field: refusal.message} if refusal else {}
    context: dict[str, Any] = {
        "hours": hours,
        "rows": [(row, problems.get(f"day-{row.number}", "")) for row in rows_of(hours, typed)],
        "numbers": [
            (
                name,
                label,
                unit,
                typed.get(name, "") if typed is not None else getattr(hours, name),
                problems.get(name, ""),
            )
            for name, (label, unit) in LABELS.items()
            if name in LIMITS
        ],
        "is_open": "is_open" in typed if typed is not None else hours.is_open or hours._state.adding,
        "by_video": "by_video" in typed if typed is not None else hours.by_video,
        "in_person": "in_person" in typed if typed is not None else hours.in_person,
        "address": typed.get("address", "") if typed is not None else hours.address,
        "changes": [
            (one, one.begins.astimezone(request.user.zone), one.ends.astimezone(request.user.zone))
            for one in changes_of(hours)
        ],
        "typed_change": request.POST if refusal and not weekly else {},
        "problems": problems,
        "weekly": weekly,
        "zone": city(request.user.time_zone),
    }
    status = 422 if refusal else 200
    return render(request, "therapist/pages/office_hours/page.html", context, status=status)
