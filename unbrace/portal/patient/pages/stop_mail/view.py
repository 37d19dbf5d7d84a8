"""No more mails. Mail programs press this button for the person, so it asks for no log-in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from unbrace.clinic.reminders.actions import stop_by_word
from unbrace.clinic.reminders.queries import stop_behind


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST does it; a word that is unknown is told nothing."""
    if stop_behind(token) is None:
        raise Http404
    if request.method == "POST":
        stop_by_word(word=token)
    return render(request, "patient/pages/stop_mail/page.html", {"done": request.method == "POST"})
