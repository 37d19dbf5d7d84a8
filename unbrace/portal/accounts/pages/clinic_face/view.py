"""The colour and the logo of one's own clinic, for every page behind the log-in. There is no id in these addresses:
nobody reads another clinic's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from unbrace.clinic.care_teams.queries import logo_of

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Clinic

FOR_A_DAY = "private, max-age=86400"


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """The clinic's colour in the place of the house's, by day; at night the house's own stays readable."""
    accent = _clinic(request).accent
    if not accent:
        raise Http404
    by_day = f"{{--pine:{accent};--pine-deep:{accent}}}"
    css = (
        f'@media (prefers-color-scheme:light){{:root:not([data-theme="dark"]){by_day}}}\n'
        f':root[data-theme="light"]{by_day}\n'
    )
    return _kept(HttpResponse(css, content_type="text/css; charset=utf-8"))


@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """A PNG of our own drawing."""
    found = logo_of(_clinic(request))
    if found is None:
        raise Http404
    return _kept(HttpResponse(bytes(found.data), content_type="image/png"))


def _clinic(request: HttpRequest) -> Clinic:
    clinic: Clinic | None = request.clinic  # type: ignore[attr-defined]
    if clinic is None:
        raise Http404
    return clinic


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = FOR_A_DAY
    response["Vary"] = "Cookie"
    return response
