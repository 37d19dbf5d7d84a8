"""Say what is wrong with a catalogue of words, in a sentence per fault.

A translation that drops a place for a number shows a dose without its number; one that carries another number shows a
wrong dose. Both look fine to a reader of the other language, so a machine looks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from babel.messages.catalog import Catalog, Message

PLACE: Final = re.compile(r"%\(\w+\)s|\{\w*\}|<[^>]+>|%%")
FIGURE: Final = re.compile(r"\d+(?:[.,:]\d+)*")
OTHER_DIGITS: Final = re.compile(r"[\u0660-\u0669\u06f0-\u06f9]")
#: A form for exactly one or two may say it with a word: "دقيقتان". One that takes many numbers may not.
FORMS_BY_WORD: Final = {2: (0,), 6: (0, 1, 2)}


def faults(catalogue: Catalog, marked: Iterable[str], waiting: frozenset[str] = frozenset()) -> Iterator[str]:
    """`marked`: the first form of everything that is marked now; `waiting`: what is known to be in English still."""
    known = {_first(message) for message in catalogue if message.id}
    for missing in sorted(set(marked) - known):
        yield f"{missing!r}: not in the catalogue; run setup/build_catalogues.py --extract"
    for message in catalogue:
        if message.id and not (_first(message) in waiting and _is_empty(message)):
            yield from _faults_of(message, catalogue.num_plurals)


def _is_empty(message: Message) -> bool:
    return not any(message.string if isinstance(message.string, tuple | list) else [message.string])


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def _faults_of(message: Message, forms: int) -> Iterator[str]:
    name = _first(message)
    if isinstance(message.id, str):
        yield from _faults_between(name, name, str(message.string or ""))
        return
    said = tuple(message.string) if isinstance(message.string, tuple | list) else ()
    if len(said) != forms:
        yield f"{name!r}: {len(said)} plural forms, not {forms}"
        return
    several = str(message.id[1])
    for number, form in enumerate(said):
        by_word = number in FORMS_BY_WORD.get(forms, ())
        yield from _faults_between(
            f"{name} [{number}]", several, form, may_lack=_counted(name, several) if by_word else frozenset()
        )


def _counted(one: str, several: str) -> frozenset[str]:
    """The places that a form for one or two may say with a word instead."""
    return frozenset(PLACE.findall(one)) | frozenset(PLACE.findall(several))


def _faults_between(
    name: str, english: str, said: str, may_lack: frozenset[str] = frozenset()
) -> Iterator[str]:
    if not said.strip() and english.strip():
        yield f"{name!r}: not translated"
        return
    wanted, there = Counter(PLACE.findall(english)), Counter(PLACE.findall(said))
    lost = {place for place in wanted - there if place not in may_lack}
    if lost or there - wanted:
        yield f"{name!r}: places {sorted(wanted.elements())} became {sorted(there.elements())}"
    if OTHER_DIGITS.search(said):
        yield f"{name!r}: figures are written 0 to 9 in every language"
    figures, own = _figures(english), _figures(said)
    if figures != own:
        yield f"{name!r}: figures {figures} became {own}"


def _figures(words: str) -> list[str]:
    return sorted(FIGURE.findall(PLACE.sub("", words)))
