"""The clinic itself, and what the person signed in prefers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unbrace.clinic.care_teams.actions import set_closed_care, set_emergency_contacts
from unbrace.clinic.care_teams.queries import is_self_guided
from unbrace.clinic.conversations.actions import set_reply_time
from unbrace.clinic.conversations.queries import reply_days_of
from unbrace.clinic.programmes.actions import set_self_guided
from unbrace.clinic.programmes.queries import running_in
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_office
from unbrace.portal.office.pages.settings import face
from unbrace.portal.theme import chosen, remember_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbrace.portal.doorkeeper import MemberRequest

CLOSED = "Saved. A record opens only for those whose care it is, and in an emergency with a reason."
OPEN = "Saved. Every therapist of this clinic opens every record."
NOBODY_PLANS = "Saved. People are on their own now, and every signed programme is paused."
THERAPIST_PLANS = "Saved. Programmes that were paused go on one by one, when a therapist has looked at each."


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def clinic_settings(request: MemberRequest) -> HttpResponse:
    """The time zone is set when the clinic is opened; all else about it, and light or dark, is chosen here."""
    problems: dict[str, str] = {}
    if request.method == "POST" and "emergency_number" in request.POST:
        problems = set_contacts(request)
        if not problems:
            return redirect("office:settings")
    elif request.method == "POST" and (act := _which(request)) is not None:
        problems = act(request)
        if not problems:
            return redirect("office:settings")
    elif request.method == "POST" and "who_plans" in request.POST:
        if asks := who_plans(request):
            return asks
        return redirect("office:settings")
    elif request.method == "POST" and request.POST.get("records") in ("open", "closed"):
        closed = request.POST["records"] == "closed"
        set_closed_care(by=request.user, clinic=request.clinic, on=closed)
        messages.success(request, CLOSED if closed else OPEN)
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
        **{field: typed.get(field, getattr(request.clinic, field)) for field in (*face.DETAILS, "accent")},
        "self_guided": request.clinic.self_guided,
        "nobody_signs": is_self_guided(request.clinic) and not request.clinic.self_guided,
    }
    return render(request, "office/pages/settings/page.html", context, status=422 if problems else 200)


def _which(request: MemberRequest) -> Callable[[MemberRequest], dict[str, str]] | None:
    """The form that was sent, by its own field."""
    forms = {
        "reply_days": set_days,
        "hours": face.set_details,
        "accent": face.set_colour,
        "logo_form": face.set_picture,
    }
    return next((act for field, act in forms.items() if field in request.POST), None)


def who_plans(request: MemberRequest) -> HttpResponse | None:
    """Before people are left on their own, a page says in words what that means for them."""
    nobody, running = request.POST["who_plans"] == "nobody", running_in(request.clinic).count()
    if nobody and not request.clinic.self_guided and request.POST.get("sure") != "yes":
        return render(request, "office/pages/settings/on_their_own.html", {"running": running})
    set_self_guided(by=request.user, clinic=request.clinic, on=nobody)
    messages.success(request, NOBODY_PLANS if nobody else THERAPIST_PLANS)
    return None


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
