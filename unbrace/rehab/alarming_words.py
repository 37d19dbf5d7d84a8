"""Words in a note that open the safety questions. They open only: nothing that is written ever closes them.

A short, conservative list (safety protocol, section 1.6): no diagnosis is tried, and a note without any of these says
nothing about safety. Draft, to be signed by a clinician.
"""

from collections.abc import Sequence
from enum import Enum

VERSION = "alarming_words/2026-11-draft"


class Opens(Enum):
    """Which questions a note opens."""

    BODY = "body"
    SELF_HARM = "self_harm"


#: One phrase a line. "a|b" is one word or the other, "suicid*" any ending, "~" up to four words between.
PHRASES = {
    Opens.SELF_HARM: (
        "kill|killing myself",
        "end|ending my life",
        "suicid*",
        "hurt|hurting|harm|harming myself",
        "better off dead",
        "dont want to live",
        "dont want to be here",
        "do not want to live",
    ),
    Opens.BODY: (
        "chest pain|pains|pressure|tightness",
        "pain|pressure in my|the chest",
        "cant|cannot|couldnt|unable ~ pee|wee|urinate",
        "cant|cannot|couldnt|unable ~ pass water|urine",
        "wet|soiled myself",
        "lost|losing|no control of ~ bladder|bowel|bowels",
        "numb|numbness|tingling|feeling ~ between my|the legs",
        "numb|numbness|tingling|feeling ~ genitals|groin|saddle|bottom",
        "both|my legs ~ weak|numb|weakness|numbness",
        "cant|cannot|couldnt breathe",
        "short|shortness of breath",
        "fainted|collapsed",
        "passed|blacked out",
        "slurred|slurring",
        "face droop|drooping|droops|drooped",
        "double vision",
        "worst headache",
        "fever|feverish|shivering|chills",
    ),
}
GAP, MOST_BETWEEN = "~", 4
_KEPT = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def opened_by(note: str) -> frozenset[Opens]:
    """What this note opens."""
    words = words_of(note)
    return frozenset(
        opens
        for opens, phrases in PHRASES.items()
        if any(_stands_in(phrase.split(), words) for phrase in phrases)
    )


def words_of(note: str) -> list[str]:
    """In small letters, "can't" as "cant" whichever apostrophe was typed; every other sign parts two words."""
    plain = note.lower().replace("'", "").replace("\u2019", "")
    return "".join(letter if letter in _KEPT else " " for letter in plain).split()


def _stands_in(phrase: Sequence[str], words: Sequence[str]) -> bool:
    return any(_begins_at(phrase, words[at:]) for at in range(len(words)))


def _begins_at(phrase: Sequence[str], words: Sequence[str]) -> bool:
    if not phrase:
        return True
    if phrase[0] == GAP:
        return any(_begins_at(phrase[1:], words[skip:]) for skip in range(min(MOST_BETWEEN, len(words)) + 1))
    return bool(words) and _is(phrase[0], words[0]) and _begins_at(phrase[1:], words[1:])


def _is(wanted: str, word: str) -> bool:
    return any(
        word.startswith(one.removesuffix("*")) if one.endswith("*") else word == one
        for one in wanted.split("|")
    )
