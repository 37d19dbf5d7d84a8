"""The words of concern as this process read them at start."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from unbrace.clinic.questionnaires.red_flags import red_flag_screen

if TYPE_CHECKING:
    from unbrace.rehab.words_of_concern import ConcernWords


@cache
def concern_words() -> tuple[ConcernWords, ...]:
    """Of every language, English first. Raises `ContentErrors` when the content is wrong: better no start than words
    that open nothing."""
    from unbrace.library.concern_words import load_words

    return load_words(red_flag_screen())


def words_version() -> str:
    """Of all languages: the loader holds them to one."""
    return concern_words()[0].version


def may_be_about(concerns: list[str]) -> list[str]:
    """The same for a therapist: what the safety questions that tell are about, in the clinic's words."""
    known, items = concern_words()[0].by_id, red_flag_screen().items
    named = [items[item].concern for one in concerns if one in known for item in known[one].items]
    return list(dict.fromkeys(named)) or [one.replace("_", " ") for one in concerns]


def sounds_like(concerns: list[str], language: str) -> list[str]:
    """What these concerns are called to a person who reads this language, else in English; one that the words no longer
    know keeps its id."""
    english, *others = concern_words()
    known = next((words for words in others if words.language == language), english).by_id
    return [known[one].sounds_like if one in known else one.replace("_", " ") for one in concerns]
