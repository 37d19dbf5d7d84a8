"""The gateway says: this number answered this. A stop word ends text messages to it; all else is let go, unread and
unstored: nobody sits here to answer, and an answer may say anything about a person."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from unbrace.clinic.reminders.actions import stop_by_answer

LARGEST = 5000


@csrf_exempt
@require_POST
def sms_answer(request: HttpRequest) -> HttpResponse:
    """`{"from": "+49…", "text": "STOP"}` with the gateway's bearer token. There is no such page without a token set."""
    said = request.headers.get("Authorization", "")
    wanted = settings.SMS_ANSWER_TOKEN
    if not wanted or not constant_time_compare(said, f"Bearer {wanted}"):
        raise Http404
    try:
        answer = json.loads(request.body[:LARGEST])
        phone, text = answer["from"], answer["text"]
    except (ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    if not isinstance(phone, str) or not isinstance(text, str):
        return HttpResponse(status=400)
    stop_by_answer(phone=phone, answer=text)
    return HttpResponse(status=204)
