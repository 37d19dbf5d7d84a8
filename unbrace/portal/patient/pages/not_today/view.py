"""Not today. Opening the link changes nothing (mail programs open links by themselves); the button does.

No log-in and no token against forged requests: the secret word in the address is the whole right, and it does this one
thing. The page says nothing about what the reminder was for.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from unbrace.clinic.refused import NotYours
from unbrace.clinic.reminders.actions import not_today as take_the_day_off
from unbrace.clinic.reminders.queries import reminding_behind


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def not_today(request: HttpRequest, token: str) -> HttpResponse:
    """A word that is unknown or older than two days is told nothing at all."""
    if reminding_behind(token) is None:
        raise Http404
    if request.method == "POST":
        try:
            take_the_day_off(word=token)
        except NotYours as error:
            raise Http404 from error
    return render(request, "patient/pages/not_today/page.html", {"done": request.method == "POST"})
