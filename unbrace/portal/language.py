"""The language a person reads, and the middleware that answers in it.

What somebody chose counts before what their browser asks for: first the language saved with their account, then the one
chosen on this device before signing in, then the browser's list, then English. Therapist and office read English for
now: half a page in another language is worse than a page in one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from unbrace.clinic.translations.queries import translation_is_reviewed

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Clinic

Answer = Callable[[HttpRequest], HttpResponseBase]

ENGLISH: Final = "en"
COOKIE: Final = "language"
A_YEAR: Final = 365 * 24 * 3600
ENGLISH_DOORS: Final = ("/therapist/", "/office/", "/ui/", "/gateway/")
NAMES: Final[dict[str, str]] = dict(settings.LANGUAGES)


def known(language: str) -> str:
    """The code as the house writes it ("de" for "de-AT"), or "" for a language it does not speak."""
    code = language.lower().replace("_", "-").split("-")[0]
    return code if code in NAMES else ""


def reader_language(request: HttpRequest) -> str:
    """The language this person reads: "en", "es", "de" or "ar"."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return known(user.language) or ENGLISH
    return known(request.COOKIES.get(COOKIE, "")) or _asked_for_by_browser(request) or ENGLISH


def _asked_for_by_browser(request: HttpRequest) -> str:
    wishes = parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    return next((code for wish, _ in wishes if (code := known(wish))), "")


def interface_is_reviewed(language: str, clinic: Clinic | None) -> bool:
    """Whether somebody of this clinic stands for the words of the pages in this language. English is the original."""
    return language == ENGLISH or translation_is_reviewed(language=language, clinic=clinic)


def in_the_readers_language(get_response: Answer) -> Answer:
    """Words, dates and numbers of the whole answer, errors included. Stands after the one that knows who is here."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        language = ENGLISH if request.path.startswith(ENGLISH_DOORS) else reader_language(request)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer


def remember_language(response: HttpResponse, language: str) -> HttpResponse:
    """Keep the choice on this device for a year: the sign-in page is read before anybody is known."""
    response.set_cookie(COOKIE, language, A_YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return response
