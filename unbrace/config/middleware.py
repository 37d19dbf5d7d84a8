"""What every answer carries, how long a log-in lasts, and what a refusal looks like."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.http.request import RawPostDataException
from django.shortcuts import render

from unbrace.clinic import clock
from unbrace.clinic.accounts.actions import note_device
from unbrace.clinic.accounts.queries import TextSize
from unbrace.clinic.refused import Conflict, NotYours, Refused

Answer = Callable[[HttpRequest], HttpResponseBase]

NOTHING = (
    "accelerometer=(), autoplay=(self), camera={camera}, display-capture=(), encrypted-media=(), fullscreen=(self), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone={microphone}, midi=(), payment=(), usb=(), "
    "screen-wake-lock=(self)"
)


def house_headers(get_response: Answer) -> Answer:
    """Camera and microphone only for pages that need them; no copy of a page in any cache, unless a view says so for
    something that is the same for everybody; nothing for other origins."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        camera, microphone = (
            "(self)" if any(re.fullmatch(one, request.path) for one in paths) else "()"
            for paths in (settings.CAMERA_PATHS, settings.MICROPHONE_PATHS)
        )
        policy = NOTHING.format(camera=camera, microphone=microphone)
        response.headers.setdefault("Permissions-Policy", policy)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def session_limits(get_response: Answer) -> Answer:
    """End a log-in that was quiet for too long, or that is too old; members of a clinic sooner than patients.

    A page that looks by itself whether anything is new does not count as somebody being there.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            _keep_or_end(request)
        response = get_response(request)
        if request.user.is_authenticated:
            _text_size_before_the_log_in(request, response)
        return response

    return answer


def _text_size_before_the_log_in(request: HttpRequest, response: HttpResponseBase) -> None:
    """The pages before the next log-in do not know who comes: the device remembers whoever was here last."""
    size = request.user.text_size  # type: ignore[union-attr]
    if request.COOKIES.get("text_size", TextSize.NORMAL) != size:
        response.set_cookie(
            "text_size",
            size,
            timedelta(days=365),
            samesite="Lax",
            secure=settings.HTTPS,
            httponly=True,
        )


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
    if request.path in settings.QUIET_PATHS:
        return
    if "began" not in request.session:
        request.session["began"] = now.isoformat()
    if "seen" not in request.session or now - seen > timedelta(minutes=1):
        request.session["seen"] = now.isoformat()
        _note_device(request)


def _note_device(request: HttpRequest) -> None:
    """So that somebody finds a lost telephone in the list of their devices, and can end its log-in from another one."""
    if request.session.session_key is None:
        request.session.save()
    key = str(request.session.session_key)
    note_device(
        by=request.user,  # type: ignore[arg-type]
        session_key=key,
        before=request.session.get("noted", ""),
        introduces_itself=request.headers.get("User-Agent", "")[:400],
    )
    request.session["noted"] = key


def _moment(request: HttpRequest, name: str) -> datetime | None:
    value = request.session.get(name)
    return datetime.fromisoformat(value) if value else None


class WithoutNul:
    """Nobody types a NUL, and PostgreSQL keeps none in a text: it is left out of addresses and forms before a view
    reads them. A view that the check of forgery leaves alone reads its own; JSON is read by `clinic.reading`."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: Any, view: Answer, args: Any, kwargs: Any) -> None:
        request.GET = _without_nul(request.GET)
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = _without_nul(request.POST)


def _without_nul(said: QueryDict) -> QueryDict:
    if not any("\x00" in value for _, values in said.lists() for value in values):
        return said
    clean = said.copy()
    for name, values in said.lists():
        clean.setlist(name, [value.replace("\x00", "") for value in values])
    clean._mutable = False
    return clean


class RefusedBecomesAPage:
    """The last net under a view that let a refusal through: someone else's is a 404, a conflict a 409, else a 422."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotYours):
            raise Http404 from error
        if isinstance(
            error, RawPostDataException
        ):  # a form where JSON belongs: it was read as a form before the view
            return HttpResponse(status=415)
        if not isinstance(error, Refused):
            return None
        status = 409 if isinstance(error, Conflict) else 422
        if "application/json" in request.headers.get("Content-Type", ""):
            return JsonResponse({"error": error.message, "field": error.field}, status=status)
        return render(request, "ui/error.html", {"status": status, "message": error.message}, status=status)
