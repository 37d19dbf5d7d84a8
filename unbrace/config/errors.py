"""The pages for 400, 403, 404 and 500: what happened in plain words, and the way on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_noop

SENTENCES = {
    400: gettext_noop("That did not come through as it should. Go back and try once more."),
    403: gettext_noop(
        "This page was open for a long time, so it was locked for safety. Load it again and repeat the last step."
    ),
    404: gettext_noop("There is nothing here for you. The link may be old."),
    500: gettext_noop(
        "Something broke on our side. Nothing you saved is lost. Please try again in a minute."
    ),
}


def page(status: int) -> Callable[..., HttpResponse]:
    """A handler that shows no detail of the error and needs no database, so that it cannot fail in turn."""

    def handler(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        message = gettext(SENTENCES[status])
        if "application/json" in request.headers.get("Content-Type", ""):
            return JsonResponse({"error": message, "field": ""}, status=status)
        return HttpResponse(
            render_to_string("ui/error.html", {"status": status, "message": message, "request": request}),
            status=status,
        )

    return handler


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form or script whose token is old. `again`: what was sent is not at fault and may be sent once more."""
    if "application/json" in request.headers.get("Content-Type", ""):
        return JsonResponse({"error": gettext(SENTENCES[403]), "field": "", "again": True}, status=403)
    return page(403)(request)
