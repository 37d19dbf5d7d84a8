"""Words that open the safety questions: what has to, what need not, and that no text costs more than a moment."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab import words_of_concern
from unbrace.rehab.red_flags import AskedIn, Region
from unbrace.rehab.tests.case_files import cases
from unbrace.rehab.tests.content_screen import published_screen
from unbrace.rehab.tests.content_words import published_words
from unbrace.rehab.words_of_concern import concerns_in, regions_for, set_for, words_of

SCREEN = published_screen()
WORDS = published_words()
CASES = cases("words_of_concern")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_published_cases(case: dict[str, Any]) -> None:
    assert [concern.id for concern in concerns_in(case["text"], WORDS)] == case["about"], case["text"]


def test_every_concern_has_a_case_that_opens_it_and_there_are_near_misses() -> None:
    opened = {about for case in CASES for about in case["about"]}
    assert opened == {concern.id for concern in WORDS.concerns}
    assert sum(not case["about"] for case in CASES) >= 25


@pytest.mark.parametrize("concern", WORDS.concerns, ids=lambda concern: concern.id)
def test_the_set_that_opens_asks_about_what_was_written(concern: Any) -> None:
    """Whatever place the person named before: else the questions would pass by what they wrote."""
    chosen = set_for([concern], SCREEN)
    for own in Region:
        where = regions_for([concern], SCREEN, [own])
        asked = SCREEN.required(chosen, where, crisis_pathway=True)
        assert set(concern.items) <= set(asked), own


def test_two_concerns_get_one_set_that_asks_about_both() -> None:
    by_id = WORDS.by_id
    assert set_for([by_id["bladder"]], SCREEN) is AskedIn.BEFORE_SESSION
    assert set_for([by_id["bladder"], by_id["hurting_oneself"]], SCREEN) is AskedIn.CHECK_IN
    assert set_for([by_id["injury"], by_id["hurting_oneself"]], SCREEN) is AskedIn.ONBOARDING


@given(st.text(max_size=300), st.sampled_from([case for case in CASES if case["about"]]))
def test_nothing_written_around_it_hides_a_sign(more: str, case: dict[str, Any]) -> None:
    found = {concern.id for concern in concerns_in(f"{more}\n{case['text']}\n{more}", WORDS)}
    assert set(case["about"]) <= found


@given(st.text(alphabet="abc'’ \u200b\u00ad\n-", max_size=60))
def test_words_hold_letters_and_digits_only(text: str) -> None:
    assert all(word.isalnum() for word in words_of(text))


def test_a_longer_message_costs_no_more_for_each_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but first halves of patterns, which a walk over all pairs would look at again and again."""
    looked = [0, 0]
    ours = words_of_concern._is

    for turn, text in enumerate(("numb chest " * 200, "numb chest " * 400)):

        def counted(word: str, part: str, turn: int = turn) -> bool:
            looked[turn] += 1
            return ours(word, part)

        monkeypatch.setattr(words_of_concern, "_is", counted)
        concerns_in(text, WORDS)
    assert looked[0] > 0
    assert looked[1] <= 2.1 * looked[0]
