"""Where a device hands over an entry that it kept. Sent again it is answered the same and kept once."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from unbrace.clinic.accounts.queries import is_owner
from unbrace.clinic.check_ins.diary_draft import MOST_BYTES, parse_diary
from unbrace.clinic.refused import CallersFault, Conflict, NotYours, Refused
from unbrace.portal.patient.pages.diary.after import keep
from unbrace.portal.patient.pages.diary.care import care_of_device


@require_POST
def entries(request: Any) -> JsonResponse:
    """One entry as JSON: 201 new, 200 known, 409 another content under its key, 422 cannot be read, 403 not yours."""
    if not request.user.is_authenticated:
        return JsonResponse(
            {"error": gettext("Please sign in again. Your entry is kept on this device.")}, status=401
        )
    try:
        arrived = parse_diary(_body(request))
        if not is_owner(request.user, arrived.owner):
            raise NotYours(
                "This entry was written by someone else on this device. It waits for them to sign in."
            )
        patient = care_of_device(request.user, arrived)
        entry, is_new = keep(request, patient, arrived.draft)
    except (NotYours, Refused) as refusal:
        return _no(refusal)
    return JsonResponse(
        {"entry": str(entry.pk), "then": reverse("patient:diary_then")}, status=201 if is_new else 200
    )


def _body(request: HttpRequest) -> Any:
    if len(request.body) > MOST_BYTES:
        raise Refused("This entry is larger than an entry can be. Please shorten the note.")
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Refused(
            "This did not arrive in one piece. It stays on your device and is sent again."
        ) from error


def _no(refusal: CallersFault) -> JsonResponse:
    status = 403 if isinstance(refusal, NotYours) else 409 if isinstance(refusal, Conflict) else 422
    return JsonResponse({"error": refusal.message, "field": refusal.field}, status=status)
