"""The words about lifting in every language, as this process read them at start."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unbrace.library.lifting_words import LiftingWords
    from unbrace.library.translation.words import Words


def lifting_texts(language: str = "en") -> LiftingWords:
    """In this language, or in English where nobody has translated them as they are now."""
    english, words = _english(), lifting_words()[0].get(language)
    return english.said_in(words) if words else english


@cache
def _english() -> LiftingWords:
    from unbrace.library.lifting_words import load_lifting_words

    return load_lifting_words()


@cache
def lifting_words() -> tuple[dict[str, Words], frozenset[str]]:
    """The translations, and the languages whose words are older than the English."""
    from unbrace.library.lifting_words import load_lifting_translations

    return load_lifting_translations(_english())
