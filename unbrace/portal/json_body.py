"""What a device sends as JSON, and what it hears when that is not taken in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from django.http import JsonResponse
from django.utils.translation import gettext_noop

from unbrace.clinic.refused import CallersFault, Conflict, NotYours, Refused

if TYPE_CHECKING:
    from django.http import HttpRequest

IN_PIECES: Final = gettext_noop(
    "This did not arrive in one piece. It stays on your device and is sent again."
)


def json_body(request: HttpRequest, most_bytes: int, too_large: str, in_pieces: str = IN_PIECES) -> Any:
    """The body, of at most `most_bytes`. Raises Refused with `too_large`, or with `in_pieces` where it is no JSON."""
    if len(request.body) > most_bytes:
        raise Refused(too_large)
    return read_json(request.body, in_pieces)


def read_json(raw: bytes, in_pieces: str = IN_PIECES) -> Any:
    """Raises Refused where it is not JSON, not UTF-8, or nested without end."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Refused(in_pieces) from error


def refused_as_json(refusal: CallersFault) -> JsonResponse:
    """403 for what is somebody else's, 409 for what has changed meanwhile, 422 for what can be put right."""
    status = 403 if isinstance(refusal, NotYours) else 409 if isinstance(refusal, Conflict) else 422
    return JsonResponse({"error": refusal.message, "field": refusal.field}, status=status)
