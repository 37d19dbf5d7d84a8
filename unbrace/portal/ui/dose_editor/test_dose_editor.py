"""The editor works without scripts: every change is a button that posts."""

from django.template.loader import render_to_string

from unbrace.portal.ui.dose_editor.examples import EXAMPLES


def html(example: str) -> str:
    return render_to_string("ui/dose_editor/dose_editor.html", EXAMPLES[example])


def test_what_was_typed_is_shown_again_with_the_problem_beside_it() -> None:
    page = html("with a problem")
    assert 'value="ten"' in page
    assert 'aria-invalid="true" aria-describedby="problem-reps-1"' in page
    assert 'id="problem-reps-1"' in page


def test_the_first_cannot_go_up_and_the_last_cannot_go_down() -> None:
    assert 'value="up-0"' not in html("three days a week")
    assert 'value="down-0"' in html("three days a week")
    assert 'value="up-1"' in html("with a problem")
    assert 'value="down-1"' not in html("with a problem")


def test_the_chosen_days_are_ticked() -> None:
    assert html("three days a week").count("checked") == 1 + 3 + 1  # side, days, time of day
