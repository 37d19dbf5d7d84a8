"""A session is told honestly: nought is nought, not asked is not asked."""

import pytest
from django.template.loader import render_to_string

from unbrace.portal.ui.rep_bar.rep_bar import RepBar
from unbrace.portal.ui.session_card.examples import EXAMPLES
from unbrace.portal.ui.session_card.session_card import ExerciseDone, SessionCard, score_words


def html(example: str) -> str:
    return render_to_string("ui/session_card/session_card.html", EXAMPLES[example])


def test_a_pain_of_zero_is_shown_as_an_answer() -> None:
    assert score_words(0) == "0 of 10"
    assert "Pain during</span> <b>0 of 10</b>" in html("with actions")


def test_a_question_that_was_not_asked_is_not_shown_as_zero() -> None:
    assert score_words(None) == "not asked"
    assert "<dd>not asked</dd>" in html("taken out")


@pytest.mark.parametrize(
    ("bar", "words"),
    [
        (RepBar(24, 22, 2), "22 of 24 seen, 2 claimed"),
        (RepBar(24, 24), "24 of 24 seen"),
        (RepBar(24, 0, 24), "24 of 24 claimed"),
        (RepBar(24, 0), "0 of 24 seen"),
        (RepBar(30, 20, 10, "seconds"), "20 of 30 s seen, 10 claimed"),
    ],
)
def test_in_one_line_a_claim_is_not_added_to_what_was_seen(bar: RepBar, words: str) -> None:
    done = ExerciseDone("Squat", bar)
    skipped = ExerciseDone("Bridge", bar, skipped=True)
    assert SessionCard("Monday", "10:00", (done, skipped)).gist == f"Squat {words} · Bridge skipped"


def test_a_session_taken_out_can_be_put_back_and_nothing_else() -> None:
    page = html("taken out")
    assert 'action="#restore"' in page
    assert "Correct" not in page
