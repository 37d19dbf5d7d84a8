"""The breathing course in every language, as this process read it at start."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from unbrace.clinic.programmes.queries import catalogue

if TYPE_CHECKING:
    from unbrace.library.breathing import Course
    from unbrace.library.translation.words import Words


def breathing_course(language: str = "en") -> Course:
    """In this language, or in English where nobody has translated it as it is now.

    Raises `ContentErrors` when the content is wrong: better no start than a pacer without bounds.
    """
    english, words = _english(), breathing_words()[0].get(language)
    return english.said_in(words) if words else english


@cache
def breathing_words() -> tuple[dict[str, Words], frozenset[str]]:
    """The translations, and the languages whose words are older than the English."""
    from unbrace.library.breathing import load_course_words

    return load_course_words(_english())


@cache
def _english() -> Course:
    from unbrace.library.breathing import load_breathing

    return load_breathing({exercise.code for exercise in catalogue()})
