"""The words about a desk and about a lift that ship, and what is refused with which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from unbrace.library import desk_changes, lifting_words
from unbrace.library.desk_changes import load_desk_changes
from unbrace.library.errors import ContentErrors
from unbrace.library.lifting_words import load_lifting_words
from unbrace.rehab.desk import Change
from unbrace.rehab.lifting_seen import LiftCue, Style

DESK = (desk_changes.ROOT / desk_changes.FILE).read_text()
LIFTING = (lifting_words.ROOT / lifting_words.FILE).read_text()


def test_every_change_a_rule_can_propose_has_its_text_and_the_page_promises_nothing() -> None:
    words = load_desk_changes()
    assert set(words.texts) == set(Change)
    assert words.draft
    assert "has not reliably prevented" in words.evidence


def test_every_style_and_cue_has_its_text_and_none_is_better() -> None:
    words = load_lifting_words()
    assert set(words.styles) == set(Style)
    assert set(words.cues) == set(LiftCue)
    assert words.draft
    assert "no single right way" in words.evidence
    assert "which weight suits you" in words.equation.not_for


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("  laptop-stand:", "  laptop-stool:", "no rule proposes this change"),
        ("  laptop-stand:", "  laptop-stool:", "has no text for 'laptop-stand'"),
        ("Push them back", "Bad posture, push them back", "says 'bad posture'"),
        ("version: 1.0.0", "version: first", "version"),
    ],
)
def test_what_is_amiss_in_the_changes_is_said_with_its_place(
    tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    (tmp_path / desk_changes.FILE).write_text(DESK.replace(was, becomes))
    with pytest.raises(ContentErrors) as refused:
        load_desk_changes(tmp_path)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("  stoop:", "  stoup:", "has no text for 'stoop'"),
        ("  stoop:", "  stoup:", "is not known; use mixed, squat, stoop"),
        ("A little slower", "A dangerous start", "says 'dangerous'"),
    ],
)
def test_what_is_amiss_in_the_words_is_said_with_its_place(
    tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    (tmp_path / lifting_words.FILE).write_text(LIFTING.replace(was, becomes))
    with pytest.raises(ContentErrors) as refused:
        load_lifting_words(tmp_path)
    assert said in str(refused.value)


def test_no_file_is_said() -> None:
    nowhere = Path("/nowhere")
    for load in (load_desk_changes, load_lifting_words):
        with pytest.raises(ContentErrors, match="is missing"):
            load(nowhere)
