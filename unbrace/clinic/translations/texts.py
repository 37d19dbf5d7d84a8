"""Every translated text there is now, beside its English one: what can be read, approved and marked."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings

from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.programmes.exercises import catalogue
from unbrace.clinic.questionnaires.red_flags import (
    message_words,
    red_flag_screen,
    screen_words,
    urgency_messages,
)

if TYPE_CHECKING:
    from unbrace.library.exercise import Exercise
    from unbrace.library.translation.whole import WholeText

INTERFACE: Final = "interface"
SAFETY: Final = "safety"


@dataclass(frozen=True)
class Pair:
    """One sentence in both languages. `current` is False where people read the English, and only that."""

    place: str
    english: str
    translated: str
    current: bool = True


@dataclass(frozen=True)
class Text:
    """`what`: `interface`, `safety`, the id of an exercise, or of a text that is read as a whole.

    `mark` is the fingerprint an approval is about.
    """

    language: str
    what: str
    title: str
    mark: str
    pairs: tuple[Pair, ...]

    @property
    def needs(self) -> Permission:
        """The safety questions are a clinician's matter; the rest somebody in the office may read as well."""
        return Permission.APPROVE_SAFETY_WORDS if self.what == SAFETY else Permission.APPROVE_TRANSLATIONS


@cache
def texts_in(language: str) -> dict[str, Text]:
    """All current texts in this language by what they are, the interface and the safety questions first."""
    found = [
        _interface(language),
        _safety(language),
        *_read_as_a_whole(language),
        *(_exercise(language, one) for one in catalogue()),
    ]
    return {text.what: text for text in found if text}


@cache
def stale_in(language: str) -> tuple[str, ...]:
    """Titles of what is older in translation than in English, and so not shown."""
    whole = tuple(text.title for text in _whole_texts() if language in text.old)
    return (*whole, *(exercise.title for exercise in catalogue() if language in exercise.stale))


def _exercise(language: str, exercise: Exercise) -> Text | None:
    words = exercise.translations.get(language)
    if words is None:
        return None
    pairs = tuple(
        Pair(place or "instructions", english, translated)
        for (place, english), (_, translated) in zip(exercise.english.lines(), words.lines(), strict=True)
    )
    return Text(language, exercise.id, exercise.title, words.mark, pairs)


@cache
def _whole_texts() -> tuple[WholeText, ...]:
    from unbrace.library.translation.whole import whole_texts

    return tuple(whole_texts({exercise.code for exercise in catalogue()}))


def _read_as_a_whole(language: str) -> Iterator[Text]:
    from unbrace.library.translation.words import lines_of

    for whole in _whole_texts():
        if words := whole.words.get(language):
            pairs = tuple(
                Pair(" ".join(map(str, place)), text, translated)
                for (place, text), (_, translated) in zip(
                    lines_of(whole.english), lines_of(words.tree), strict=True
                )
            )
            yield Text(language, whole.what, whole.title, words.mark, pairs)


def _safety(language: str) -> Text | None:
    """The questions and what is told after them, as one: nobody reads the one without the other."""
    from unbrace.library.translation.faithful import mark_of

    questions, messages = screen_words().get(language), message_words().get(language)
    if questions is None or messages is None:
        return None
    pairs = (*_questions(language), *_messages(language))
    mark = mark_of([questions.mark, messages.mark])
    return Text(language, SAFETY, "Safety questions", mark, pairs)


def _questions(language: str) -> Iterator[Pair]:
    from unbrace.library.translation.screen import lines_of

    words = screen_words()[language]
    for item_id, english in red_flag_screen().items.items():
        here = lines_of(words.screen.items[item_id])
        for (place, text), (_, translated) in zip(lines_of(english), here, strict=True):
            yield Pair(f"{item_id} {place}", text, translated, item_id not in words.in_english)


def _messages(language: str) -> Iterator[Pair]:
    from unbrace.library.translation.messages import lines_of, pieces_of

    words, english = message_words()[language], pieces_of(urgency_messages())
    for name, piece in pieces_of(words.messages).items():
        for (place, text), (_, translated) in zip(lines_of(english[name]), lines_of(piece), strict=True):
            yield Pair(f"{name} {place}", text, translated, name not in words.in_english)


def _interface(language: str) -> Text | None:
    """The buttons and sentences of the pages, from the compiled catalogues of the house."""
    from unbrace.library.translation.faithful import mark_of

    pairs = tuple(
        Pair("", english, translated)
        for folder in settings.LOCALE_PATHS
        for english, translated in _catalogue(Path(folder) / language / "LC_MESSAGES" / "django.mo")
    )
    if not pairs:
        return None
    mark = mark_of(text for pair in pairs for text in (pair.english, pair.translated))
    return Text(language, INTERFACE, "Buttons and pages", mark, pairs)


def _catalogue(path: Path) -> Iterator[tuple[str, str]]:
    """Each message with its translation, plural forms one by one; the head of the file is none."""
    if not path.exists():
        return
    with path.open("rb") as file:
        messages = vars(gettext.GNUTranslations(file))["_catalog"]
    for key in sorted(messages, key=str):
        english = key[0] if isinstance(key, tuple) else key
        if english and messages[key]:
            yield english.rpartition("\x04")[2], messages[key]
