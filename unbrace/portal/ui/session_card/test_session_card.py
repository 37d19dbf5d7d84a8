"""A session is told honestly: nought is nought, not asked is not asked."""

from django.template.loader import render_to_string

from unbrace.portal.ui.session_card.examples import EXAMPLES
from unbrace.portal.ui.session_card.session_card import score_words


def html(example: str) -> str:
    return render_to_string("ui/session_card/session_card.html", EXAMPLES[example])


def test_a_pain_of_zero_is_shown_as_an_answer() -> None:
    assert score_words(0) == "0 of 10"
    assert "Pain during</span> <b>0 of 10</b>" in html("with actions")


def test_a_question_that_was_not_asked_is_not_shown_as_zero() -> None:
    assert score_words(None) == "not asked"
    assert "<dd>not asked</dd>" in html("taken out")


def test_a_session_taken_out_can_be_put_back_and_nothing_else() -> None:
    page = html("taken out")
    assert 'action="#restore"' in page
    assert "Correct" not in page
