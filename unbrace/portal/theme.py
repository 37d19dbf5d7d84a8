"""Light, dark, or as the device says. Kept in a cookie on this device: a phone in bed and a desk by day may differ."""

from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext, pgettext

A_YEAR: Final = 365 * 24 * 3600


def remember_theme(response: HttpResponse, theme: str) -> HttpResponse:
    """Keep the choice for a year; "auto", and anything unknown, forgets it."""
    if theme in ("light", "dark"):
        response.set_cookie("theme", theme, A_YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    else:
        response.delete_cookie("theme")
    return response


def chosen(cookie: str) -> list[tuple[str, str, bool]]:
    """The choices as (value, words, chosen). "Light" is a colour here; on the camera page it is a lamp."""
    current = cookie if cookie in ("light", "dark") else "auto"
    themes = (
        ("auto", gettext("As my device")),
        ("light", pgettext("colours", "Light")),
        ("dark", pgettext("colours", "Dark")),
    )
    return [(value, words, value == current) for value, words in themes]
