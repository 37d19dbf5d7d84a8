"""A remark says in words what is drawn, and only its writer may change it."""

from __future__ import annotations

from django.template.loader import render_to_string

from unbrace.portal.ui.clip_remark.examples import EXAMPLES


def html(name: str) -> str:
    return render_to_string("ui/clip_remark/clip_remark.html", EXAMPLES[name])


def test_a_reader_hears_when_and_what_was_drawn_and_may_not_change_it() -> None:
    page = html("read by the person")
    assert "At 0:12" in page
    assert "an angle of 42° on the picture, not measured from the body" in page
    assert "<form" not in page


def test_its_writer_may_change_it_and_take_it_back() -> None:
    page = html("one's own, with a voice that is being prepared")
    assert page.count("<form") == 2
    assert "Your voice is being prepared." in page
    assert "<audio" not in page
