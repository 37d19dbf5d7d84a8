"""What every answer carries, how long a log-in lasts, and what a refusal looks like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from unbrace.clinic import clock
from unbrace.clinic.refused import Conflict, NotYours, Refused

Answer = Callable[[HttpRequest], HttpResponseBase]

NOTHING = (
    "accelerometer=(), autoplay=(self), camera={camera}, display-capture=(), encrypted-media=(), fullscreen=(self), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
    "screen-wake-lock=(self)"
)


def house_headers(get_response: Answer) -> Answer:
    """Camera for the pages that film only; no copy of a page in any cache, unless a view says so for
    something that is the same for everybody; nothing for other origins."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        camera = "(self)" if request.path in settings.CAMERA_PATHS else "()"
        response.headers.setdefault("Permissions-Policy", NOTHING.format(camera=camera))
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def session_limits(get_response: Answer) -> Answer:
    """End a log-in that was quiet for too long, or that is too old; members of a clinic sooner than patients."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            _keep_or_end(request)
        return get_response(request)

    return answer


def _keep_or_end(request: HttpRequest) -> None:
    now = clock.now()
    kind = "member" if request.membership else "patient"  # type: ignore[attr-defined]
    idle, whole = settings.SESSION_LIMITS[kind]
    began = _moment(request, "began") or now
    seen = _moment(request, "seen") or now
    if now - seen > idle or now - began > whole:
        logout(request)
        request.membership = request.patient = request.clinic = None  # type: ignore[attr-defined]
        return
    if "began" not in request.session:
        request.session["began"] = now.isoformat()
    if "seen" not in request.session or now - seen > timedelta(minutes=1):
        request.session["seen"] = now.isoformat()


def _moment(request: HttpRequest, name: str) -> datetime | None:
    value = request.session.get(name)
    return datetime.fromisoformat(value) if value else None


class RefusedBecomesAPage:
    """The last net under a view that let a refusal through: someone else's is a 404, a conflict a 409, else a 422."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotYours):
            raise Http404 from error
        if not isinstance(error, Refused):
            return None
        status = 409 if isinstance(error, Conflict) else 422
        if "application/json" in request.headers.get("Content-Type", ""):
            return JsonResponse({"error": error.message, "field": error.field}, status=status)
        return render(request, "ui/error.html", {"status": status, "message": error.message}, status=status)
