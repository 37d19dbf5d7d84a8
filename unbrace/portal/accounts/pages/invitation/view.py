"""From the link in the mail to being in care: sign up or sign in, then say yes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from unbrace.clinic.patients.actions import accept_invitation, decline_invitation
from unbrace.clinic.patients.middleware import PICKED_CARE
from unbrace.clinic.patients.queries import cares_of, invitation_behind
from unbrace.clinic.refused import Refused

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Invitation

PAGE = "accounts/pages/invitation/page.html"


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing (mail programs open links by themselves); the button does."""
    found = invitation_behind(token)
    if found is None:
        return render(request, PAGE, {"gone": True}, status=404)
    problem = ""
    if request.method == "POST" and request.POST.get("answer") == "no":
        return _no_thanks(request, token)
    if request.method == "POST" and request.user.is_authenticated:
        try:
            accept_invitation(by=request.user, token=token)
            request.session.pop(PICKED_CARE, None)  # the newest is shown
            return redirect("/")
        except Refused as refusal:
            problem = refusal.message
    back = urlencode({"next": request.path})
    context = {
        "clinic_name": found.clinic.name,
        "signup_url": f"{reverse('account_signup')}?{back}",
        "login_url": f"{reverse('account_login')}?{back}",
        "others": _others(request, found),
        "problem": problem,
    }
    return render(request, PAGE, context, status=422 if problem else 200)


def _no_thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Without a log-in: whoever holds the link may also decline it."""
    try:
        decline_invitation(token=token)
    except Refused:
        return render(request, PAGE, {"gone": True}, status=404)
    return render(request, PAGE, {"declined": True})


def _others(request: HttpRequest, found: Invitation) -> list[str]:
    """The clinics that treat this person already: whoever says yes should know what becomes of the old programme."""
    if not request.user.is_authenticated:
        return []
    return [care.clinic.name for care in cares_of(request.user) if care.clinic_id != found.clinic_id]
