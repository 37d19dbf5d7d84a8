"""Words in a message that open the safety questions. They open, and never close: what they miss proves nothing.

A list of words cannot understand a sentence, so this does not try to. It asks too often rather than too seldom: "no
numbness between my legs" opens the questions as well, and the answer takes half a minute. Nothing is concluded from
the words themselves; only the answers are judged, by `rehab.triage`. (Finucane 2020, IFOMPT framework, JOSPT 50:350:
single signs are poor evidence, so a person is asked.)

The words are content, one file for each language (`content/red_flags/words.*.yaml`); this file knows their shape. A
text is looked through in all languages at once: people write in the one that hurts, not in the one of the page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from unbrace.rehab.red_flags import AskedIn, Region, Screen
from unbrace.rehab.words_as_read import forms_of, words_of

#: So many words may lie between the first and the last word of one pattern: about one sentence.
WITHIN: Final = 9
#: So many letters may stand before a *. With a bound, one endless word costs no more than many short ones.
LONGEST_BEGINNING: Final = 24
#: Where there is no key for it, people write ä as ae; or they leave the dots off, which reading does anyway.
WITH_E: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
#: The shortest set first: somebody who may need a doctor now should not answer forty questions.
SETS: Final = (AskedIn.BEFORE_SESSION, AskedIn.CHECK_IN, AskedIn.FLARE_UP, AskedIn.ONBOARDING)

Phrase = tuple[str, ...]
Group = tuple[Phrase, ...]
#: Where in a text each word stands, under all that part of a phrase may say for it.
Where = Mapping[str, set[int]]


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
    groups = ([read for phrase in group.split("|") for read in as_read(phrase)] for group in line.split("+"))
    return tuple(tuple(dict.fromkeys(group)) for group in groups)


def as_read(phrase: str) -> Iterator[Phrase]:
    """A phrase the way a text is read, so that it may be written with its accents."""
    for spelled in dict.fromkeys((phrase, phrase.translate(WITH_E))):
        yield tuple("".join(words_of(part)) + "*" * part.endswith("*") for part in spelled.split())


def concerns_in(text: str, known: Sequence[ConcernWords]) -> tuple[Concern, ...]:
    """What this text may be about in any of these languages, as the first one names it; usually nothing."""
    where = _where(words_of(text))
    found = {
        concern.id
        for words in known
        for concern in words.concerns
        if any(_holds(where, groups) for groups in concern.patterns)
    }
    return tuple(concern for concern in known[0].concerns if concern.id in found)


def _where(words: Sequence[str]) -> Where:
    where: dict[str, set[int]] = {}
    for at, word in enumerate(words):
        for form in forms_of(word):
            beginnings = (f"{form[: end + 1]}*" for end in range(min(len(form), LONGEST_BEGINNING)))
            for part in (form, *beginnings):
                where.setdefault(part, set()).add(at)
    return where


def _holds(where: Where, groups: Sequence[Group]) -> bool:
    """Whether one phrase of each group is there, all of them close together, in any order."""
    places = [_places(where, group) for group in groups]
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


def _places(where: Where, group: Group) -> list[tuple[int, int]]:
    """Where any of these phrases stands, from its first word to after its last; of one start the shortest."""
    found: dict[int, int] = {}
    for phrase in group:
        for start in where.get(phrase[0], ()):
            if all(start + i in where.get(part, ()) for i, part in enumerate(phrase)):
                end = start + len(phrase)
                found[start] = min(found.get(start, end), end)
    return sorted(found.items())


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
