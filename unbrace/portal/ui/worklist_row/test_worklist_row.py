"""A row offers only what can be done about it."""

from django.template.loader import render_to_string

from unbrace.portal.ui.worklist_row.examples import EXAMPLES


def html(example: str) -> str:
    return render_to_string("ui/worklist_row/worklist_row.html", EXAMPLES[example])


def test_a_proposal_can_be_accepted_changed_or_refused_with_a_reason() -> None:
    page = html("a step up")
    assert 'action="#accept"' in page
    assert 'href="#change"' in page
    assert 'name="reason" required' in page


def test_buttons_of_different_rows_can_be_told_apart_by_ear() -> None:
    assert 'aria-label="Accept, Jonas Weber"' in html("a step up")


def test_without_a_proposal_the_row_only_opens_the_patient() -> None:
    page = html("nothing to press")
    assert "<form" not in page
    assert 'aria-label="Open Ana Ferreira"' in page
