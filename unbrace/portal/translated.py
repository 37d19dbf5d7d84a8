"""How translated content is set on a page: in which language and direction, and with which quiet mark.

A person must be able to tell words that somebody of their clinic has approved from words that a machine helped with.
Where there is no current translation they read the English one, and are told that it is on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from unbrace.clinic.translations.queries import SAFETY, reviewed_in
from unbrace.library.translation.languages import direction_of
from unbrace.portal.language import reader_language

ENGLISH: Final = "en"
NOT_REVIEWED: Final = {
    "es": "Traducción sin revisar",
    "de": "Übersetzung nicht geprüft",
    "ar": "ترجمة لم تُراجَع بعد",
}
ONLY_ENGLISH: Final = {
    "es": "De momento solo en inglés",
    "de": "Vorerst nur auf Englisch",
    "ar": "بالإنجليزية فقط حتى الآن",
}


@dataclass(frozen=True)
class Setting:
    """`language` and `direction` of a block of words; `mark` is in the reader's own language, empty for none."""

    language: str
    direction: str
    mark: str
    mark_language: str

    @property
    def attributes(self) -> SafeString:
        """For the block's first tag. A page that is in English throughout needs none."""
        if self.language == self.mark_language == ENGLISH:
            return SafeString("")
        return format_html(' lang="{}" dir="{}"', self.language, self.direction)

    @property
    def mark_direction(self) -> str:
        return direction_of(self.mark_language)


@dataclass(frozen=True)
class Reader:
    """Which language a person reads, and what of it their clinic has approved."""

    language: str = ENGLISH
    reviewed: frozenset[str] = frozenset()

    def setting(self, what: str, spoken: str) -> Setting:
        """`what`: `safety` or the id of an exercise; `spoken`: the language its words are really in."""
        mark = ""
        if spoken != self.language:
            mark = ONLY_ENGLISH.get(self.language, "")
        elif spoken != ENGLISH and what not in self.reviewed:
            mark = NOT_REVIEWED[spoken]
        return Setting(spoken, direction_of(spoken), mark, self.language)

    def safety(self, spoken: str) -> Setting:
        return self.setting(SAFETY, spoken)


def spoken_in(words: str) -> SafeString:
    """The attributes of an element with `words` of the content: nothing, or that they are English, where the language
    of the page has no words for them. A translated questionnaire measures only where its translation was validated."""
    language = translation.get_language() or ENGLISH
    if not words or language == ENGLISH or translation.gettext(words) != words:
        return SafeString("")
    return SafeString(' lang="en" dir="ltr"')


def reader_of(request: Any, clinic: Any = None) -> Reader:
    """One question to the database, and none for readers of English. `clinic`: where it is not the one of the page."""
    language = reader_language(request)
    if language == ENGLISH:
        return Reader()
    return Reader(language, reviewed_in(clinic or request.clinic, language))
