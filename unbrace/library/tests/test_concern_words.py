"""The words that open the safety questions are read whole, and a line that could open nothing is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from unbrace.library import concern_words
from unbrace.library.concern_words import load_words
from unbrace.library.errors import ContentErrors
from unbrace.library.red_flags import load_screen
from unbrace.rehab.tests.content_words import published_words

FILE = "words.en.yaml"
REFUSALS = [
    ("items: [CES-1]", "items: [CES-99]", "CES-99 is not a safety question"),
    ("<numb> + <between>", "<numn> + <between>", "<numn> is not under meaning"),
    ("- palpitation*", "- Palpitations", "“Palpitations” never matches; write small letters"),
    ("- sepsis|meningitis", "- sepsis||meningitis", "an empty phrase; take away the | or + too many"),
    ("- cough* + blood", "- can't + blood", "never matches; write small letters without marks"),
    ("id: bowel", "id: bladder", "bladder is there twice; keep one"),
    ("language: en\n", "", "language"),
]


def test_the_loader_reads_what_the_rule_is_tested_with() -> None:
    assert load_words(load_screen()) == published_words()


def test_it_is_a_draft_until_a_clinician_has_signed_it() -> None:
    assert load_words(load_screen()).reviewed_by is None


@pytest.mark.parametrize(("find", "put", "says"), REFUSALS, ids=[says for _, _, says in REFUSALS])
def test_what_is_refused_says_what_to_do(find: str, put: str, says: str, tmp_path: Path) -> None:
    text = (concern_words.ROOT / FILE).read_text()
    assert text.count(find) == 1, "the case must change exactly one place"
    (tmp_path / FILE).write_text(text.replace(find, put))
    with pytest.raises(ContentErrors) as caught:
        load_words(load_screen(), root=tmp_path)
    assert says in str(caught.value.errors[0])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentErrors, match=f"{FILE}: is missing; add the file"):
        load_words(load_screen(), root=tmp_path)
