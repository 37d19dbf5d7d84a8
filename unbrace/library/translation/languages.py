"""The languages there are, how they call themselves, and which way they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

ORIGINAL: Final = "en"


@dataclass(frozen=True)
class Language:
    """`name` is what its speakers call it; `english` is for those who look after the clinic."""

    code: str
    name: str
    english: str
    direction: Literal["ltr", "rtl"] = "ltr"


#: The languages content is translated into. A file in any other is refused by its name.
LANGUAGES: Final = {
    one.code: one
    for one in (
        Language("ar", "العربية", "Arabic", "rtl"),
        Language("de", "Deutsch", "German"),
        Language("es", "Español", "Spanish"),
    )
}
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    known = LANGUAGES.get(language)
    return known.direction if known else "ltr"


def known_language(wanted: str) -> str:
    """The code of a language there is, for a wish such as `de-AT`; English for any other."""
    code = wanted.split("-")[0].lower()
    return code if code in LANGUAGES else ORIGINAL


def in_its_letters(language: str, text: str) -> bool:
    """Whether a sentence is written in the letters of its language: it catches a file under another's name."""
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    return arabic > latin if LANGUAGES[language].direction == "rtl" else not arabic
