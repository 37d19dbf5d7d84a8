"""The calendar behind a secret address. Nothing but times and the same few words is in it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from unbrace.clinic.reminders.queries import calendar_behind


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """404 for an address that never was or no longer is: nobody learns which."""
    found = calendar_behind(token)
    if found is None:
        raise Http404
    return HttpResponse(
        found,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="reminders.ics"', "X-Robots-Tag": "noindex"},
    )
