"""Words that open the safety questions: what has to, what need not, and that no text costs more than a moment."""

from __future__ import annotations

import sys
from collections import Counter
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.red_flags import AskedIn, Region
from unbrace.rehab.tests.case_files import cases
from unbrace.rehab.tests.content_screen import published_screen
from unbrace.rehab.tests.content_words import published_words
from unbrace.rehab.words_as_read import words_of
from unbrace.rehab.words_of_concern import concerns_in, regions_for, set_for

SCREEN = published_screen()
WORDS = published_words()
ENGLISH = WORDS[0]
OF_A_LANGUAGE = {
    words.language: cases("words_of_concern" + f".{words.language}" * (words is not ENGLISH))
    for words in WORDS
}
CASES = [case for some in OF_A_LANGUAGE.values() for case in some]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_published_cases(case: dict[str, Any]) -> None:
    assert [concern.id for concern in concerns_in(case["text"], WORDS)] == case["about"], case["text"]


@pytest.mark.parametrize("language", OF_A_LANGUAGE)
def test_every_concern_has_as_many_cases_as_in_english_and_there_are_near_misses(language: str) -> None:
    ours, english = (
        Counter(about for case in OF_A_LANGUAGE[one] for about in case["about"]) for one in (language, "en")
    )
    assert set(ours) == {concern.id for concern in ENGLISH.concerns}
    assert not [about for about in english if ours[about] < english[about]]
    assert sum(not case["about"] for case in OF_A_LANGUAGE[language]) >= 25


def test_no_two_cases_have_one_id() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("language", OF_A_LANGUAGE)
def test_each_language_finds_its_own_cases_itself(language: str) -> None:
    """Not by a word that another language happens to have."""
    (own,) = (words for words in WORDS if words.language == language)
    for case in OF_A_LANGUAGE[language]:
        assert [concern.id for concern in concerns_in(case["text"], [own])] == case["about"], case["text"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Gesäß GESÄẞ Gesa\u0308ss", ("gesass", "gesass", "gesass")),
        ("sensación sensacion SENSACIO\u0301N", ("sensacion",) * 3),
        ("خَدَرٌ خـــدر", ("خدر", "خدر")),
        ("أشعر إشعر آشعر ٱشعر اشعر", ("اشعر",) * 5),
        ("حساسة حساسه مستشفى مستشفي شيء شي", ("حساسه", "حساسه", "مستشفي", "مستشفي", "شي", "شي")),
        ("can´t can't ﬁne", ("cant", "cant", "fine")),
    ],
)
def test_what_people_write_in_several_ways_is_read_in_one(typed: str, read: tuple[str, ...]) -> None:
    assert words_of(typed) == read


def test_umlauts_are_found_with_their_dots_without_them_and_as_two_letters() -> None:
    for typed in ("gefühllos am Gesäß", "gefuhllos am Gesass", "gefuehllos am Gesaess"):
        assert [concern.id for concern in concerns_in(typed, WORDS)] == ["saddle_feeling"], typed


@pytest.mark.parametrize(
    "said", ["الساق ضعيفة", "وساقي ضعيفة", "ضعف بالساق", "وبالساق ضعف", "ضعف للساق", "ضعف عالساق"]
)
def test_an_arabic_word_is_found_behind_what_is_written_in_one_with_it(said: str) -> None:
    assert "weak_leg" in {concern.id for concern in concerns_in(said, WORDS)}


@pytest.mark.parametrize("concern", ENGLISH.concerns, ids=lambda concern: concern.id)
def test_the_set_that_opens_asks_about_what_was_written(concern: Any) -> None:
    """Whatever place the person named before: else the questions would pass by what they wrote."""
    chosen = set_for([concern], SCREEN)
    for own in Region:
        where = regions_for([concern], SCREEN, [own])
        asked = SCREEN.required(chosen, where, crisis_pathway=True)
        assert set(concern.items) <= set(asked), own


def test_two_concerns_get_one_set_that_asks_about_both() -> None:
    by_id = ENGLISH.by_id
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


def steps_of(text: str) -> int:
    """How many lines and calls it takes to look a text through."""
    steps = 0

    def counted(_frame: FrameType, _event: str, _arg: object) -> Any:
        nonlocal steps
        steps += 1
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        concerns_in(text, WORDS)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("half", ["numb chest ", "pecho hormigueo ", "taub Brust ", "تنميل صدر ", "numb"])
def test_a_longer_message_costs_no_more_for_each_word(half: str) -> None:
    """Nothing but first halves of patterns, which a walk over all pairs would look at again and again; or one word
    without an end."""
    fixed, once, twice = (steps_of(half * times) for times in (0, 200, 400))
    assert once > fixed
    assert twice - fixed <= 2.1 * (once - fixed)
