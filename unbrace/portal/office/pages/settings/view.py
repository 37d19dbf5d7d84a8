"""The clinic itself, and what the person signed in prefers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unbrace.clinic.care_teams.actions import set_emergency_contacts, set_self_guided
from unbrace.clinic.care_teams.queries import is_self_guided
from unbrace.clinic.conversations.actions import set_reply_time
from unbrace.clinic.conversations.queries import reply_days_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_office
from unbrace.portal.theme import chosen, remember_theme

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def clinic_settings(request: MemberRequest) -> HttpResponse:
    """Name and time zone are set when the clinic is opened; whom people call, and light or dark, are chosen here."""
    problems: dict[str, str] = {}
    if request.method == "POST" and "emergency_number" in request.POST:
        problems = set_contacts(request)
        if not problems:
            return redirect("office:settings")
    elif request.method == "POST" and "reply_days" in request.POST:
        problems = set_days(request)
        if not problems:
            return redirect("office:settings")
    elif request.method == "POST" and "who_plans" in request.POST:
        set_self_guided(by=request.user, clinic=request.clinic, on=request.POST["who_plans"] == "nobody")
        messages.success(request, "Saved. Programmes that are signed stay as they are.")
        return redirect("office:settings")
    elif request.method == "POST":
        messages.success(request, "Saved.")
        return remember_theme(redirect("office:settings"), request.POST.get("theme", ""))
    typed = request.POST if problems else {}
    context = {
        "themes": chosen(request.COOKIES.get("theme", "")),
        "number": typed.get("emergency_number", request.clinic.emergency_number),
        "crisis_line": typed.get("crisis_line", request.clinic.crisis_line),
        "reply_days": typed.get("reply_days", reply_days_of(request.clinic)),
        "problems": problems,
        "self_guided": request.clinic.self_guided,
        "nobody_signs": is_self_guided(request.clinic) and not request.clinic.self_guided,
    }
    return render(request, "office/pages/settings/page.html", context, status=422 if problems else 200)


def set_contacts(request: MemberRequest) -> dict[str, str]:
    """Whom people call; gives the problem by field, or nothing."""
    try:
        set_emergency_contacts(
            by=request.user,
            clinic=request.clinic,
            emergency_number=request.POST["emergency_number"],
            crisis_line=request.POST.get("crisis_line", ""),
        )
    except NotYours:
        raise
    except Refused as refusal:
        return {refusal.field or "emergency_number": refusal.message}
    messages.success(request, "Saved. People of this clinic now see this number.")
    return {}


def set_days(request: MemberRequest) -> dict[str, str]:
    """How soon people are told that they get an answer; gives the problem by field, or nothing."""
    raw = request.POST["reply_days"].strip()
    try:
        days = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 4 else 0
        set_reply_time(by=request.user, clinic=request.clinic, working_days=days)
    except NotYours:
        raise
    except Refused as refusal:
        return {"reply_days": refusal.message}
    messages.success(request, "Saved. People of this clinic now read this above their messages.")
    return {}
