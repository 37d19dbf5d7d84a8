"""Nought is an answer; nothing is not nought."""

import pytest
from django.template.loader import render_to_string

from unbrace.portal.ui.pain_scale.pain_scale import NoAnswer, PainScale, as_choice, read_answer


def test_zero_is_kept_as_zero() -> None:
    assert read_answer("0") == 0
    assert as_choice(0) == "0"


def test_skipping_is_not_zero() -> None:
    assert read_answer("skip") is None
    assert as_choice(None) == "skip"


def test_never_asked_marks_nothing() -> None:
    assert as_choice(None, asked=False) == ""


@pytest.mark.parametrize("raw", [None, "", "11", "-1", "2.5", "٣", "02", "ten"])
def test_anything_else_is_asked_again(raw: str | None) -> None:
    with pytest.raises(NoAnswer):
        read_answer(raw)


def test_what_is_counted_in_days_ends_at_seven() -> None:
    assert [value for value, _ in PainScale("d", "Days?", highest=7).options] == list("01234567")
    assert read_answer("7", highest=7) == 7
    with pytest.raises(NoAnswer, match="0 to 7"):
        read_answer("8", highest=7)


def test_a_chosen_zero_is_drawn_as_chosen() -> None:
    html = render_to_string("ui/pain_scale/pain_scale.html", {"scale": PainScale("p", "Pain?", "0")})
    assert 'value="0" checked' in html
    assert html.count("checked") == 1


def test_each_answer_has_one_label_of_its_own() -> None:
    html = render_to_string("ui/pain_scale/pain_scale.html", {"scale": PainScale("p", "Pain?")})
    assert html.count('type="radio"') == 12
    assert html.count("<label") == 12
    assert "checked" not in html
