"""One question, step by step: what is shown next, and what all of it means together."""

import pytest

from unbrace.rehab.asking import Shown, answer_of, next_step, steps_of, with_unasked
from unbrace.rehab.red_flags import (
    AnswerKind,
    AskedIn,
    Part,
    RedFlagItem,
    Region,
    Screen,
    Urgency,
)


def item(item_id: str = "CAN-3", *parts: Part, **more: object) -> RedFlagItem:
    fields = {
        "kind": AnswerKind.YES_NO_UNSURE,
        "if_yes": Urgency.DOCTOR_IN_DAYS,
        "if_unsure": Urgency.TELL_THERAPIST,
        **more,
    }
    return RedFlagItem(
        id=item_id,
        question="All of it?",
        regions=frozenset(Region),
        asked_in=frozenset({AskedIn.ONBOARDING}),
        concern="concern",
        source="source",
        parts=parts,
        **fields,  # type: ignore[arg-type]
    )


BOTH = item("CAN-3", Part("There at night?"), Part("Whatever you do?"))
BLADDER = item("CES-2", Part("Has it changed?", ("Trouble starting", "A weak stream")))


@pytest.mark.parametrize(
    ("given", "means"),
    [
        ({}, None),
        ({0: "Y"}, None),
        ({0: "N"}, "N"),
        ({0: "Y", 1: "N"}, "N"),
        ({0: "U", 1: "N"}, "N"),
        ({0: "Y", 1: "Y"}, "Y"),
        ({0: "U", 1: "Y"}, "U"),
        ({0: "Y", 1: "U"}, "U"),
        ({0: "maybe", 1: "Y"}, "maybe"),
    ],
)
def test_all_steps_together_make_one_answer(given: dict[int, str], means: str | None) -> None:
    assert answer_of(BOTH, given) == means


def test_a_plain_no_ends_the_question_and_anything_else_goes_on() -> None:
    assert next_step(BOTH, {0: "N"}) is None
    for said in ("Y", "U"):
        step = next_step(BOTH, {0: said})
        assert step is not None
        assert step.ask == "Whatever you do?"


@pytest.mark.parametrize(
    ("when", "means"),
    [("Y", "Y"), ("U", "Y"), ("OLD_CHECKED", "OLD_CHECKED"), ("OLD_UNCHECKED", "OLD_UNCHECKED")],
)
def test_a_yes_to_a_cauda_equina_sign_asks_since_when_and_not_knowing_means_new(
    when: str, means: str
) -> None:
    step = next_step(BLADDER, {0: "Y"})
    assert step is not None
    assert step.shown is Shown.SINCE_WHEN
    assert answer_of(BLADDER, {0: "Y"}) is None
    assert answer_of(BLADDER, {0: "Y", 1: when}) == means


def test_not_sure_about_a_cauda_equina_sign_asks_no_further() -> None:
    assert next_step(BLADDER, {0: "U"}) is None
    assert answer_of(BLADDER, {0: "U"}) == "U"


@pytest.mark.parametrize(
    ("question", "given"),
    [
        (BOTH, {0: "C"}),
        (BLADDER, {0: "Y", 1: "N"}),
        (BLADDER, {0: "Y", 1: "C"}),
        (BLADDER, {0: "OLD_CHECKED"}),
    ],
)
def test_what_no_button_of_the_screen_says_is_not_understood(
    question: RedFlagItem, given: dict[int, str]
) -> None:
    """A no where "since when" is asked would take a sign of danger back; "cleared" is a clinician's word."""
    said = answer_of(question, given)
    assert said is not None
    assert said not in question.allowed_answers()


def test_a_count_is_what_was_ticked() -> None:
    count = item(
        "IBP-5", Part("Tick all that fit.", ("a", "b", "c", "d", "e")), kind=AnswerKind.COUNT, count_from=4
    )
    assert answer_of(count, {0: "4"}) == "4"
    assert steps_of(count)[0].codes == {"0", "1", "2", "3", "4", "5"}


def test_a_question_without_parts_is_shown_as_it_is_written() -> None:
    (step,) = steps_of(item())
    assert (step.ask, step.shown) == ("All of it?", Shown.PLAIN)
    assert step.codes == {"Y", "N", "U"}


@pytest.mark.parametrize(("before", "after"), [("N", "N"), ("U", None), ("Y", None)])
def test_what_follows_a_no_is_not_asked(before: str, after: str | None) -> None:
    first, second = item("MH-1"), item("MH-2", follows="MH-1")
    screen = Screen("1", None, {"MH-1": first, "MH-2": second})
    assert with_unasked(screen, ["MH-1", "MH-2"], {"MH-1": before}).get("MH-2") == after
