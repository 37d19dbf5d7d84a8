"""A person's card offers only what may be done about it, and each control says whom it is about."""

from django.template.loader import render_to_string

from unbrace.portal.ui.person_card.examples import EXAMPLES


def html(example: str) -> str:
    return render_to_string("ui/person_card/person_card.html", EXAMPLES[example])


def test_the_most_pressing_reason_is_open_and_the_others_are_one_press_away() -> None:
    page = html("two reasons")
    assert (
        page.index("Worst pain on Sunday") < page.index("1 more: Message") < page.index("May I skip Friday?")
    )


def test_a_safety_answer_can_be_handed_over_and_nothing_else() -> None:
    page = html("safety, handed over by a colleague")
    assert 'action="#hand"' in page
    assert "Not before" not in page
    assert ">Done<" not in page
    assert "From Tom Berger" in page


def test_buttons_of_different_people_can_be_told_apart_by_ear() -> None:
    page = html("two reasons")
    assert 'aria-label="Done, Ana Ferreira"' in page
    assert 'aria-label="Set aside, Ana Ferreira"' in page
    assert 'aria-label="Write to Ana Ferreira"' in page


def test_what_was_seen_goes_with_every_deed() -> None:
    assert html("two reasons").count('name="seen" value="1"') == 4
