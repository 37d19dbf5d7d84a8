"""From the link in the mail to being in care: sign up or sign in, then say yes."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from unbrace.clinic.patients.actions import accept_invitation
from unbrace.clinic.patients.queries import invitation_behind
from unbrace.clinic.refused import Refused

PAGE = "accounts/pages/invitation/page.html"


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing (mail programs open links by themselves); the button does."""
    found = invitation_behind(token)
    if found is None:
        return render(request, PAGE, {"gone": True}, status=404)
    problem = ""
    if request.method == "POST" and request.user.is_authenticated:
        try:
            accept_invitation(by=request.user, token=token)
            return redirect("/")
        except Refused as refusal:
            problem = refusal.message
    back = urlencode({"next": request.path})
    context = {
        "clinic_name": found.clinic.name,
        "signup_url": f"{reverse('account_signup')}?{back}",
        "login_url": f"{reverse('account_login')}?{back}",
        "problem": problem,
    }
    return render(request, PAGE, context, status=422 if problem else 200)
