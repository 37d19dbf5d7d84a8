"""Words in a message that open the safety questions. They open, and never close: what they miss proves nothing.

A list of words cannot understand a sentence, so this does not try to. It asks too often rather than too seldom: "no
numbness between my legs" opens the questions as well, and the answer takes half a minute. Nothing is concluded from
the words themselves; only the answers are judged, by `rehab.triage`. (Finucane 2020, IFOMPT framework, JOSPT 50:350:
single signs are poor evidence, so a person is asked.)

The words are content, one file for each language (`content/red_flags/words.en.yaml`); this file knows their shape.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from unbrace.rehab.red_flags import AskedIn, Region, Screen

#: So many words may lie between the first and the last word of one pattern: about one sentence.
WITHIN: Final = 9
APOSTROPHES: Final = frozenset("'’‘ʼ`´ʹ＇")
#: The shortest set first: somebody who may need a doctor now should not answer forty questions.
SETS: Final = (AskedIn.BEFORE_SESSION, AskedIn.CHECK_IN, AskedIn.FLARE_UP, AskedIn.ONBOARDING)

Phrase = tuple[str, ...]
Group = tuple[Phrase, ...]


@dataclass(frozen=True)
class Concern:
    """What some words may be about. `patterns` are groups of phrases, of each of which one has to be there.

    `sounds_like` ends the sentence "What you wrote sounds as if it could be about …"; `items` are the questions that
    tell. A word that ends in * stands for every ending.
    """

    id: str
    sounds_like: str
    items: tuple[str, ...]
    patterns: tuple[tuple[Group, ...], ...]


@dataclass(frozen=True)
class ConcernWords:
    """The words of one language. `reviewed_by` is None until a clinician has signed them."""

    version: str
    language: str
    reviewed_by: str | None
    concerns: tuple[Concern, ...]

    @property
    def by_id(self) -> Mapping[str, Concern]:
        return {concern.id: concern for concern in self.concerns}


def pattern(line: str, meaning: Mapping[str, str]) -> tuple[Group, ...]:
    """One line as it is written in the content: + between groups, | between phrases, <name> for those of a meaning."""
    for name, phrases in meaning.items():
        line = line.replace(f"<{name}>", phrases)
    return tuple(tuple(tuple(phrase.split()) for phrase in group.split("|")) for group in line.split("+"))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, small, without apostrophes and without marks that nobody sees."""
    seen = (" " if sign.isspace() else sign for sign in text.casefold() if sign not in APOSTROPHES)
    shown = (sign for sign in seen if sign.isprintable())
    return tuple("".join(sign if sign.isalnum() else " " for sign in shown).split())


def concerns_in(text: str, known: ConcernWords) -> tuple[Concern, ...]:
    """What this text may be about, in the order of the file; usually nothing."""
    words = words_of(text)
    return tuple(
        concern for concern in known.concerns if any(_holds(words, groups) for groups in concern.patterns)
    )


def _holds(words: Sequence[str], groups: Sequence[Group]) -> bool:
    """Whether one phrase of each group is there, all of them close together, in any order."""
    places = [_places(words, group) for group in groups]
    if not all(places):
        return False
    next_of = [0] * len(places)
    for first in sorted({start for found in places for start, _ in found}):
        for index, found in enumerate(places):
            while next_of[index] < len(found) and found[next_of[index]][0] < first:
                next_of[index] += 1
            if next_of[index] == len(found):
                return False
        if max(found[at][1] for found, at in zip(places, next_of, strict=True)) - first <= WITHIN:
            return True
    return False


def _places(words: Sequence[str], group: Group) -> list[tuple[int, int]]:
    """Where any of these phrases stands, from its first word to after its last; of one start the shortest."""
    found: dict[int, int] = {}
    for phrase in group:
        for start in range(len(words) - len(phrase) + 1):
            if all(_is(words[start + i], part) for i, part in enumerate(phrase)):
                found[start] = min(found.get(start, len(words)), start + len(phrase))
    return sorted(found.items())


def _is(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def set_for(concerns: Iterable[Concern], screen: Screen) -> AskedIn:
    """The shortest set that asks everything these concerns need to know; the first screen asks it all."""
    items = [screen.items[item] for concern in concerns for item in concern.items]
    return next((one for one in SETS[:-1] if all(one in item.asked_in for item in items)), SETS[-1])


def regions_for(concerns: Iterable[Concern], screen: Screen, own: Iterable[Region]) -> tuple[Region, ...]:
    """Where to ask about: the person's own places, and those without which a concern would not be asked about."""
    where = set(own)
    for concern in concerns:
        for item in concern.items:
            if not where & screen.items[item].regions:
                where |= screen.items[item].regions
    return tuple(region for region in Region if region in where)
