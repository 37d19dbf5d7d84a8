"""The words of concern as this process read them at start."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from unbrace.clinic.questionnaires.red_flags import red_flag_screen

if TYPE_CHECKING:
    from unbrace.rehab.words_of_concern import ConcernWords


@cache
def concern_words() -> ConcernWords:
    """Raises `ContentErrors` when the content is wrong: better no start than words that open nothing."""
    from unbrace.library.concern_words import load_words

    return load_words(red_flag_screen())


@cache
def patterns_for_browser() -> list[list[str]]:
    """The same patterns for a device without a network (`browser/words_of_concern.ts`): each a list of groups, a group
    its phrases with | between them."""
    return [
        ["|".join(" ".join(phrase) for phrase in group) for group in groups]
        for concern in concern_words().concerns
        for groups in concern.patterns
    ]


def may_be_about(concerns: list[str]) -> list[str]:
    """The same for a therapist: what the safety questions that tell are about, in the clinic's words."""
    known, items = concern_words().by_id, red_flag_screen().items
    named = [items[item].concern for one in concerns if one in known for item in known[one].items]
    return list(dict.fromkeys(named)) or [one.replace("_", " ") for one in concerns]


def sounds_like(concerns: list[str]) -> list[str]:
    """What these concerns are called to the person; one that the words no longer know keeps its id."""
    known = concern_words().by_id
    return [known[one].sounds_like if one in known else one.replace("_", " ") for one in concerns]
