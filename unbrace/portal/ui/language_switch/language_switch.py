"""The languages to choose from, the present one marked."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language, get_language_info


@dataclass(frozen=True)
class Language:
    """`name` is what its own speakers call it; `direction` is "rtl" for Arabic."""

    code: str
    name: str
    direction: str
    here: bool


def languages() -> tuple[Language, ...]:
    now = get_language() or settings.LANGUAGE_CODE
    return tuple(
        Language(code, name, "rtl" if get_language_info(code)["bidi"] else "ltr", code == now)
        for code, name in settings.LANGUAGES
    )
