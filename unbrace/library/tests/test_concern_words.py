"""The words that open the safety questions are read whole, and a line that could open nothing is refused in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from unbrace.library import concern_words
from unbrace.library.concern_words import load_words
from unbrace.library.errors import ContentErrors
from unbrace.library.red_flags import load_screen
from unbrace.rehab.tests.content_words import published_words

FILE, GERMAN = "words.en.yaml", "words.de.yaml"
#: Of the English file, with which the others are compared, and of one of the others.
REFUSALS = [
    ("items: [CES-1]", "items: [CES-99]", "CES-99 is not a safety question"),
    ("<numb> + <between>", "<numn> + <between>", "<numn> is not under meaning"),
    ("- palpitation*", "- Palpitations", "“Palpitations” never matches; write small letters"),
    ("- sepsis|meningitis", "- sepsis||meningitis", "an empty phrase; take away the | or + too many"),
    ("- cough* + blood", "- can't + blood", "never matches; write small letters without marks"),
    ("id: bowel", "id: bladder", "bladder is there twice; keep one"),
    ("language: en\n", "", "language"),
    ("language: en\n", "language: de\n", "says 'de', but the file's name says 'en'"),
    (
        "- palpitation*",
        "- palpitationsandmuchmoreofit*",
        "never matches; leave at most 24 letters before the *",
    ),
    ("- palpitation*", "- pálpitá\u064ction*", "never matches; write small letters without marks"),
]
REFUSED_BESIDE_ENGLISH = [
    (
        "version: 2026-11-draft-3",
        "version: 2026-11-draft-1",
        "the English file has 2026-11-draft-3; make them alike",
    ),
    ("items: [CES-3]", "items: [CES-2]", "the English file asks CES-3"),
    ("id: bowel", "id: bowels", "bowel is missing; the English file has it"),
    (
        "- palpitation*",
        "- vernichtungskopfschmerzen*",
        "never matches; leave at most 24 letters before the *",
    ),
]


def test_the_loader_reads_what_the_rule_is_tested_with() -> None:
    assert load_words(load_screen()) == published_words()


def test_it_is_a_draft_until_a_clinician_has_signed_it_in_every_language() -> None:
    assert {words.language: words.reviewed_by for words in load_words(load_screen())} == {
        "en": None, "ar": None, "de": None, "es": None,
    }  # fmt: skip


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for path in concern_words.ROOT.glob("words.*.yaml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def refused(content: Path, name: str, find: str, put: str) -> str:
    text = (content / name).read_text()
    assert text.count(find) == 1, "the case must change exactly one place"
    (content / name).write_text(text.replace(find, put))
    with pytest.raises(ContentErrors) as caught:
        load_words(load_screen(), root=content)
    return str(caught.value.errors[0])


@pytest.mark.parametrize(("find", "put", "says"), REFUSALS, ids=[says for _, _, says in REFUSALS])
def test_what_is_refused_says_what_to_do(find: str, put: str, says: str, content: Path) -> None:
    assert says in refused(content, FILE, find, put)


@pytest.mark.parametrize(("find", "put", "says"), REFUSED_BESIDE_ENGLISH)
def test_a_language_that_differs_from_english_is_refused(
    find: str, put: str, says: str, content: Path
) -> None:
    assert says in refused(content, GERMAN, find, put)


@pytest.mark.parametrize("name", [FILE, "words.ar.yaml", GERMAN, "words.es.yaml"])
def test_a_missing_file_is_named(name: str, content: Path) -> None:
    (content / name).unlink()
    with pytest.raises(ContentErrors, match=f"{name}: is missing; add the file"):
        load_words(load_screen(), root=content)
