"""Not today. Opening the link changes nothing (mail programs open links by themselves); the button does.

No log-in and no token against forged requests: the secret word in the address is the whole right, and it does this one
thing. The page says nothing about what the reminder was for.

Pressed in the reminder itself it comes as JSON with the moment of the press, because it may have waited on the device
for a network (`browser/not_today.ts`): 200 once it is known, however often it comes; 422 where there is nothing to
keep.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from unbrace.clinic.reading import Reader
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.reminders.actions import not_today as take_the_day_off
from unbrace.clinic.reminders.queries import reminding_behind
from unbrace.portal.json_body import read_json
from unbrace.portal.patient.kept_forms import by_our_clock

SCHEMA: Final = "unbrace.not-today/1"
MOST_BYTES: Final = 500


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def not_today(request: HttpRequest, token: str) -> HttpResponse:
    """A word that is unknown or older than two days is told nothing at all."""
    if request.method == "POST" and request.content_type == "application/json":
        return _from_a_device(request, token)
    if reminding_behind(token) is None:
        raise Http404
    if request.method == "POST":
        try:
            take_the_day_off(word=token)
        except NotYours as error:
            raise Http404 from error
    return render(request, "patient/pages/not_today/page.html", {"done": request.method == "POST"})


def _from_a_device(request: HttpRequest, token: str) -> JsonResponse:
    """The device has nobody to tell, so it is told nothing but yes or no."""
    try:
        take_the_day_off(word=token, pressed_at=_pressed_at(request))
    except (NotYours, Refused):
        return JsonResponse({}, status=422)
    return JsonResponse({})


def _pressed_at(request: HttpRequest) -> datetime | None:
    """None for now, where a device's clock is so far off that its moment is none: the press is worth more than that."""
    raw = request.read(MOST_BYTES + 1)
    reader = Reader(read_json(raw) if len(raw) <= MOST_BYTES else None)
    reader.only("schema", "pressed_at", "device_clock_offset_s")
    reader.choice("schema", [SCHEMA])
    try:
        return by_our_clock(reader, "pressed_at")
    except Refused:
        return None
