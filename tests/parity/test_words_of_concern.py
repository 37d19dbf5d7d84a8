"""Without a network a text is looked through as the server looks it through: the same words, the same concerns.

Compared are every published case of every language and texts that a generator makes of the patterns' own phrases, of
letters and marks of many scripts, and of what people and keyboards put between them.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from unbrace.clinic.conversations.words import concern_words
from unbrace.library.concern_table import lines_of, table_of
from unbrace.rehab.tests.case_files import cases
from unbrace.rehab.words_as_read import PREFIXES, words_of
from unbrace.rehab.words_of_concern import WITHIN, concerns_in

SCRIPT = Path(__file__).with_name("words_of_concern.mjs")
ROOT = Path(__file__).parents[2]
GENERATED = 3000
#: Each fault gets the cases and so many of the generated texts.
FOR_A_FAULT = 300

LETTERS = "aeiounñçßẞüöäÄÖÜéèİıſςΣŉﬁǅ٣9²½ابتةهىيیءأإآٱكکﷲﻻﺔـ"
MARKS = "\u0301\u0308\u0303\u064e\u0651\u0654\u0670\u0345\u20dd\u0e31"
BETWEEN = (
    " \t\n\r\x0b\x1c\x1f\x85\u00a0\u2028\u3000.,;:!?¿¡،؟-_/()*+|\"'’´`ʼ＇😀\u200b\u200d\u00ad\ufeff\x00\x07"
)

#: At the edges: the last word that still counts and the first that does not; a sign that parts words to Python alone.
EDGES = [
    "numb a a a a a a a saddle",
    "numb a a a a a a a a saddle",
    "i cant\x1cpee",
    "وجع وبالصدر",
    "بكح وبيطلع معي الدم",
    "عندي حرارة ۳٩ و٣٨",
]

READ, FOUND = "words_as_read.ts", "words_of_concern.ts"
FAULTS = [
    (READ, '.normalize("NFKD")', ""),
    (READ, '"NFKD"', '"NFD"'),
    (READ, r"[\p{C}\p{M}]", r"\p{C}"),
    (READ, r"\x1c-\x1f\x85", ""),
    (READ, '"ß": "ss", ', ""),
    (READ, '"ء": ""', '"ء": "ا"'),
    (READ, "& 15", "& 7"),
    (READ, '"وبال", ', ""),
    (READ, "const SHORTEST = 2", "const SHORTEST = 3"),
    (FOUND, "const WITHIN = 9", "const WITHIN = 10"),
    (FOUND, "const LONGEST_BEGINNING = 24", "const LONGEST_BEGINNING = 5"),
    (FOUND, "start >= first", "start > first"),
]


@cache
def published() -> list[str]:
    return [case["text"] for end in ("", ".ar", ".de", ".es") for case in cases(f"words_of_concern{end}")]


def phrases() -> list[str]:
    return sorted({phrase for lines in table_of(concern_words()).values() for line in lines for group in line
                   for phrase in group.split("|")})  # fmt: skip


@cache
def generated() -> list[str]:
    chance, known = random.Random(20261130), phrases()  # noqa: S311 - a seed, not a secret
    lines = [line for lines in table_of(concern_words()).values() for line in lines]
    return EDGES + [_text(chance, known, chance.choice(lines)) for _ in range(GENERATED - len(EDGES))]


def _text(chance: random.Random, known: Sequence[str], line: Sequence[str]) -> str:
    """One phrase of each group of a pattern, in any order, with noise of about the length that still counts."""
    pieces = [chance.choice(group.split("|")) for group in line]
    chance.shuffle(pieces)
    if chance.random() < 0.3:
        pieces[chance.randrange(len(pieces))] = chance.choice(known)
    said = list(_noise(chance, 2))
    for piece in pieces:
        said += [_spelled(chance, piece), *_noise(chance, WITHIN // len(pieces))]
    return chance.choice(BETWEEN).join(said) if chance.random() < 0.1 else " ".join(said)


def _spelled(chance: random.Random, phrase: str) -> str:
    """As somebody may type it: with endings, in capitals, apart, with prefixes, marks and what slips in."""
    ended = "".join(chance.choice("aensxتهي") if sign == "*" else sign for sign in phrase)
    if chance.random() < 0.3 and not phrase.isascii():
        ended = chance.choice(PREFIXES) + ended
    ways = (str, str, str.upper, str.title, lambda text: unicodedata.normalize("NFD", text))
    typed = chance.choice(ways)(ended)
    if chance.random() < 0.3:
        at = chance.randrange(len(typed) + 1)
        typed = typed[:at] + chance.choice(MARKS + BETWEEN + LETTERS) + typed[at:]
    return typed


def _noise(chance: random.Random, most: int) -> Iterator[str]:
    for _ in range(chance.randint(0, most)):
        signs = [*LETTERS, *MARKS, _any_sign(chance), chance.choice(BETWEEN)]
        yield "".join(chance.choice(signs) for _ in range(chance.randint(1, 6)))


def _any_sign(chance: random.Random) -> str:
    """Any sign that both know. Half pairs cannot travel as text, and a newer browser knows signs Python does not."""
    while unicodedata.category(sign := chr(chance.randrange(0x20000))) in ("Cs", "Cn"):
        pass
    return sign


@cache
def in_the_browser() -> dict[str, Any]:
    """What the browser's own file, bundled as for the page, finds in all of them; and what it finds with each fault."""
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "esbuild").exists():
        pytest.fail("no node or no esbuild: run `npm ci`")
    table = {
        f"{words.language} {concern.id}": lines_of(concern)
        for words in concern_words()
        for concern in words.concerns
    }
    some = published() + generated()[:FOR_A_FAULT]
    faults = [{"file": file, "find": find, "put": put, "texts": some} for file, find, put in FAULTS]
    asked = json.dumps({"table": table, "texts": published() + generated(), "faults": faults})
    done = subprocess.run([node, str(SCRIPT)], input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@cache
def on_the_server() -> list[dict[str, Any]]:
    return [{"words": list(words_of(text)), "names": names_in(text)} for text in published() + generated()]


def names_in(text: str) -> list[str]:
    return [
        f"{words.language} {concern.id}"
        for words in concern_words()
        for concern in concerns_in(text, [words])
    ]


def test_both_read_the_same_words_and_find_the_same_concerns() -> None:
    ours, theirs = on_the_server(), in_the_browser()["found"]
    print(f"{len(published())} published cases and {len(generated())} generated texts compared")
    assert len(ours) == len(theirs) == len(published()) + GENERATED
    texts = published() + generated()
    assert not [
        (text, one, other) for text, one, other in zip(texts, ours, theirs, strict=True) if one != other
    ]


def test_the_generated_texts_hold_every_concern_of_every_language_and_also_nothing() -> None:
    made = on_the_server()[len(published()) :]
    assert {name for one in made for name in one["names"]} == {
        f"{words.language} {concern.id}" for words in concern_words() for concern in words.concerns
    }
    assert sum(not one["names"] for one in made) > GENERATED / 5


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[f"{find}→{put}" for _, find, put in FAULTS])
def test_a_sown_fault_is_seen(number: int) -> None:
    faulty = in_the_browser()["faulty"][number]
    assert faulty != on_the_server()[: len(faulty)]
