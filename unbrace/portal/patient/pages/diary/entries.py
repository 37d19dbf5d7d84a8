"""Where a device hands over an entry that it kept. Sent again it is answered the same and kept once."""

from __future__ import annotations

from typing import Any, Final

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from unbrace.clinic.accounts.queries import is_owner
from unbrace.clinic.check_ins.diary_draft import MOST_BYTES, parse_diary
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.json_body import json_body, refused_as_json
from unbrace.portal.patient.pages.diary.after import keep
from unbrace.portal.patient.pages.diary.care import care_of_device

TOO_LARGE: Final = gettext_noop("This entry is larger than an entry can be. Please shorten the note.")


@require_POST
def entries(request: Any) -> JsonResponse:
    """One entry as JSON: 201 new, 200 known, 409 another content under its key, 422 cannot be read, 403 not yours."""
    if not request.user.is_authenticated:
        return JsonResponse(
            {"error": gettext("Please sign in again. Your entry is kept on this device.")}, status=401
        )
    try:
        arrived = parse_diary(json_body(request, MOST_BYTES, TOO_LARGE))
        if not is_owner(request.user, arrived.owner):
            raise NotYours(
                "This entry was written by someone else on this device. It waits for them to sign in."
            )
        patient = care_of_device(request.user, arrived)
        entry, is_new = keep(request, patient, arrived.draft)
    except (NotYours, Refused) as refusal:
        return refused_as_json(refusal)
    return JsonResponse(
        {"entry": str(entry.pk), "then": reverse("patient:diary_then")}, status=201 if is_new else 200
    )
