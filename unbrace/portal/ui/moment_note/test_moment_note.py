"""A comment says where it belongs, who wrote it, and offers only what its reader may do."""

from django.template.loader import render_to_string

from unbrace.portal.ui.moment_note.examples import EXAMPLES
from unbrace.portal.ui.moment_note.moment_note import MomentNote


def html(name: str) -> str:
    return render_to_string("ui/moment_note/moment_note.html", EXAMPLES[name])


def test_it_says_where_in_words() -> None:
    note: MomentNote = EXAMPLES["read by the person"]["note"]
    assert note.where == "Squat, set 1 · 0:12, repetition 3 · left knee"


def test_a_reader_may_not_change_it() -> None:
    page = html("read by the person")
    assert "<form" not in page
    assert "new" in page
    assert 'data-moment="12400"' in page


def test_its_writer_may_and_sees_whether_it_was_read() -> None:
    page = html("one's own")
    assert page.count("<form") == 2
    assert "changed since · read" in page
