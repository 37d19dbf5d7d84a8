"""The texts of the changes in every language, as this process read them at start."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unbrace.library.desk_changes import DeskChanges
    from unbrace.library.translation.words import Words


def desk_texts(language: str = "en") -> DeskChanges:
    """In this language, or in English where nobody has translated them as they are now."""
    english, words = _english(), desk_words()[0].get(language)
    return english.said_in(words) if words else english


@cache
def _english() -> DeskChanges:
    from unbrace.library.desk_changes import load_desk_changes

    return load_desk_changes()


@cache
def desk_words() -> tuple[dict[str, Words], frozenset[str]]:
    """The translations, and the languages whose words are older than the English."""
    from unbrace.library.desk_changes import load_change_words

    return load_change_words(_english())
