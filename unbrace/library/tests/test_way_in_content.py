"""The questions of the way in as they ship: complete, understood by the rules, and not too long."""

from pathlib import Path
from typing import Any

import pytest

from unbrace.library.errors import ContentErrors
from unbrace.library.questionnaires import AnswerOption, ItemText, Shelf, Wording, load_questionnaires
from unbrace.library.red_flags import load_screen
from unbrace.library.way_in import FILE, ROOT, load_way_in
from unbrace.rehab.asking import steps_of, unasked_no
from unbrace.rehab.red_flags import NO, AskedIn, Region
from unbrace.rehab.way_in.asking import Asked
from unbrace.rehab.way_in.length import answers_in, seconds, texts_of
from unbrace.rehab.way_in.questions import FieldKind, WayIn
from unbrace.rehab.way_in.reading import read
from unbrace.rehab.way_in.scores import scores_of

#: Words and answers of the page before the safety questions (where it hurts) and of the question about age.
BEGIN_WORDS, BEGIN_ANSWERS = 71, 2
#: Looking through what was said and sending it.
END_WORDS, END_ANSWERS = 12, 1
BASE = ROOT / FILE


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_questionnaires()


@pytest.fixture(scope="module")
def shipped(shelf: Shelf) -> WayIn:
    return load_way_in(shelf)


def test_what_ships_is_a_draft_and_every_question_can_be_answered(shipped: WayIn) -> None:
    assert shipped.reviewed_by is None
    assert [one.id for one in shipped.questions][:2] == ["places", "worst"]
    assert all(one.fields for one in shipped.questions)


def test_every_region_has_places_on_the_body(shipped: WayIn) -> None:
    places = [c for q in shipped.questions for f in q.fields if f.kind is FieldKind.AREAS for c in f.choices]
    assert {place.region for place in places} == set(Region)


def test_questionnaires_of_others_are_asked_only_once_they_are_imported(shipped: WayIn, shelf: Shelf) -> None:
    assert {name for one in shipped.questions for name in one.measures} == {
        *("nprs:now", "nprs:worst", "nprs:average", "everyday", "trust", "mood", "sleep", "stress"),
        *("confidence", "holding"),
    }
    words = shelf["everyday"].wording
    assert words is not None
    imported = {name: shelf[name].model_copy(update={"wording": words}) for name in ("peg",)}
    active = load_way_in(Shelf({**shelf.questionnaires, **imported}))
    week = active.question("week")
    assert week is not None
    assert week.measures == ("peg",)


def test_imported_statements_to_tick_and_answers_to_choose_become_fields_and_scores(shelf: Shelf) -> None:
    statements = Wording(items=tuple(ItemText(id=str(n), text=f"Statement {n}") for n in range(1, 25)))
    options = tuple(AnswerOption(value=n, text=f"Answer {n}") for n in range(4))
    chosen = Wording(items=tuple(ItemText(id=str(n), text=f"Item {n}", options=options) for n in range(1, 5)))
    imported = {
        "rmdq-24": shelf["rmdq-24"].model_copy(update={"wording": statements}),
        "phq-4": shelf["phq-4"].model_copy(update={"wording": chosen}),
    }
    active = load_way_in(Shelf({**shelf.questionnaires, **imported}))
    function, mood = active.question("function"), active.question("mood")
    assert function is not None
    assert mood is not None
    assert [(one.kind, len(one.choices)) for one in function.fields] == [(FieldKind.ANY_OF, 24)]
    assert [(one.kind, len(one.choices)) for one in mood.fields] == [(FieldKind.ONE_OF, 4)] * 4
    said = {
        "function": read(function, {"rmdq_24_ticked": ["1", "3", "24"]}),
        "mood": read(mood, {field.id: ["3"] for field in mood.fields}),
    }
    instruments = {one.id: one.instrument for one in shelf}
    found = scores_of(active, said, instruments)
    assert found["rmdq-24"].value == 3
    assert found["phq-4"].value == 12
    assert found["phq-4"].flags
    none = {"function": read(function, {"none_of": ["rmdq_24_ticked"]})}
    assert scores_of(active, none, instruments)["rmdq-24"].value == 0


def _seconds_of_safety(regions: tuple[Region, ...]) -> tuple[int, float]:
    """Screens and seconds of the safety questions where everything is answered with no."""
    screen = load_screen()
    answers: dict[str, str] = {}
    shown, took = 0, 0.0
    for item_id in screen.required(AskedIn.ONBOARDING, regions, crisis_pathway=False):
        item = screen.items[item_id]
        if item_id != "GEN-5" and not unasked_no(item, answers):
            step = steps_of(item)[0]
            shown, took = shown + 1, took + seconds((step.ask, *step.any_of), 1)
        answers[item_id] = NO
    return shown, took


@pytest.mark.parametrize(
    ("regions", "most_screens", "most_minutes"),
    [((Region.LOW_BACK,), 47, 9.1), ((Region.UPPER_BACK,), 51, 9.7), ((Region.NECK,), 49, 9.1)],
    ids=["low back", "upper back", "neck"],
)
def test_how_long_it_takes(
    shipped: WayIn, regions: tuple[Region, ...], most_screens: int, most_minutes: float
) -> None:
    """Reading at 200 words a minute and 4 seconds an answer; everything said there is to read is counted once a screen.

    The aim is eight minutes, and it is missed by one: the safety questions take five, and not one of them is left out
    or thrown together with others. The warning card that follows them, to keep and not to answer, is not counted.
    """
    asked = Asked(shipped, {}, regions).questions
    own = sum(seconds(texts_of(one, regions), answers_in(one)) for one in asked)
    ends = seconds(["word " * (BEGIN_WORDS + END_WORDS)], BEGIN_ANSWERS + END_ANSWERS)
    safety_screens, safety = _seconds_of_safety(regions)
    # where and age; the safety questions and their result; these questions; the last look
    screens = 2 + safety_screens + 1 + len(asked) + 1
    minutes = (own + ends + safety) / 60
    print(
        f"{regions[0].value}: {screens} screens, {minutes:.1f} min "
        f"(safety {safety_screens} screens {safety / 60:.1f} min, the rest {(own + ends) / 60:.1f} min)"
    )
    assert screens <= most_screens
    assert minutes <= most_minutes


REFUSALS: list[tuple[str, str, str]] = [
    ("id: worst\n", "id: places\n", "places is the id of another question"),
    ("chapter: story\n    ask: How did", "chapter: stroy\n    ask: How did", "'stroy' is not a chapter"),
    ("measures: [trust]", "measures: [trusst]", "there is no questionnaire 'trusst'"),
    ("'nprs:worst'", "'nprs:wurst'", "nprs has no wording for 'wurst'"),
    ("{id: catches,", "{id: catsches,", "signs.signs has no answer 'catches', which a rule looks at"),
    ("said: [often]", "said: [offen]", "leans on an answer that no earlier question has"),
    ("goes_with: goal_2}", "goes_with: goal_9}", "there is no field 'goal_9' here"),
    ("aims: [static_loading, thoracic_stiffness]", "aims: [static_loding]", "'static_loding' is not an aim"),
    ("text: Neck, region: neck}", "text: Neck}", "every place on the body needs its region"),
    ("text: Broomstick", "text: A dangerous stick", "says 'dangerous'"),
    ("measures: [sleep]", "measures: [sleep]\n    fields: [{id: a, kind: words}]", "asks one thing"),
    ("{id: step, text: Step}", "{id: mat, text: Step}", "mat is there twice"),
]


@pytest.mark.parametrize(("find", "put", "says"), REFUSALS)
def test_what_is_refused_says_what_to_do(
    tmp_path: Path, shelf: Shelf, find: str, put: str, says: str
) -> None:
    text = BASE.read_text()
    assert text.count(find) == 1, "the case must change exactly one place"
    (tmp_path / FILE).write_text(text.replace(find, put))
    with pytest.raises(ContentErrors) as caught:
        load_way_in(shelf, tmp_path)
    assert any(says in str(error) for error in caught.value.errors), caught.value.errors


def test_a_missing_file_is_told(tmp_path: Path, shelf: Shelf) -> None:
    with pytest.raises(ContentErrors, match="is missing"):
        load_way_in(shelf, tmp_path)


def test_every_choice_a_rule_looks_at_can_be_chosen_somewhere(shipped: WayIn) -> None:
    choices: dict[str, Any] = {c.id: c for q in shipped.questions for f in q.fields for c in f.choices}
    assert {"below_knee", "arm", "came_back", "no_floor"} <= set(choices)
