"""The way in: which questions are asked, what counts as an answer, and the first plan told by cases."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unbrace.rehab.plan_draft.groups import ONLY_BY_A_THERAPIST
from unbrace.rehab.red_flags import CLEARED, UNSURE, YES, Region
from unbrace.rehab.tests.case_files import cases
from unbrace.rehab.tests.plan_cases import hundred
from unbrace.rehab.tests.way_in_cases import GOALS, SIGNS, WAY_IN, plan_of, told
from unbrace.rehab.way_in.asking import Asked, choices_for, fits
from unbrace.rehab.way_in.first_plan import WEEK, on_the_floor, spread
from unbrace.rehab.way_in.length import answers_in, seconds, texts_of
from unbrace.rehab.way_in.meaning import CONDITIONS
from unbrace.rehab.way_in.questions import Question
from unbrace.rehab.way_in.reading import NotSaid, read
from unbrace.rehab.way_in.safety_flags import FLAG_OF, after_surgery, safety_flags

CASES = cases("way_in")
LOW_BACK, NECK = Region.LOW_BACK, Region.NECK
BY_ID = {one.id: one for one in hundred()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['case']}")
def test_case(case: dict[str, Any]) -> None:
    expected = {name: case[name] for name in ("ask", "groups", "flags", "lines") if name in case}
    assert told(plan_of(case)) == expected


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"WI{n:02d}" for n in range(1, len(CASES) + 1)]


# -- what no first plan may ever be -----------------------------------------------------------------------------------

ANSWERS = st.fixed_dictionaries(
    {
        "places": st.fixed_dictionaries(
            {"areas": st.sampled_from([["low_back"], ["low_back", "below_knee"], ["neck", "arm"]])}
        ),
        "story": st.fixed_dictionaries(
            {"since": st.sampled_from(["under_6_weeks", "6_to_12_weeks", "over_3_months"])}
        ),
        "signs": st.fixed_dictionaries(
            {
                "signs": st.lists(
                    st.sampled_from(["catches", "came_back", "long_sitting", "lifting", "avoids"]),
                    unique=True,
                )
            }
        ),
        "trust": st.fixed_dictionaries({"trust_harm": st.integers(0, 10)}),
        "health": st.fixed_dictionaries(
            {"health": st.lists(st.sampled_from([*CONDITIONS, "no_floor"]), unique=True)}
        ),
        "home": st.fixed_dictionaries(
            {"home": st.lists(st.sampled_from(["chair", "mat", "step", "band", "stick"]), unique=True)}
        ),
        "days": st.fixed_dictionaries(
            {"days": st.lists(st.sampled_from("0123456"), unique=True, min_size=1)}
        ),
    }
)
SAFETY = st.dictionaries(
    st.sampled_from([*FLAG_OF]), st.sampled_from([YES, UNSURE, CLEARED, "N"]), max_size=4
)


@settings(max_examples=150, deadline=None)
@given(said=ANSWERS, safety=SAFETY, urgency=st.sampled_from(["OK", "P", "D", "S", "E", ""]))
def test_nothing_is_drafted_past_an_open_safety_answer_and_no_flag_is_overlooked(
    said: dict[str, Any], safety: dict[str, str], urgency: str
) -> None:
    regions = ["neck"] if "neck" in said["places"]["areas"] else ["low_back"]
    plan = plan_of({"regions": regions, "said": said, "safety": safety, "urgency": urgency})
    assert bool(plan.lines) != bool(plan.ask)
    if urgency != "OK":
        assert plan.ask
    chosen = {int(day) for day in said["days"]["days"]}
    for line in plan.lines:
        exercise = BY_ID[line.exercise]
        assert not (exercise.never_with | exercise.ask_first) & set(plan.flags)
        assert exercise.code not in ONLY_BY_A_THERAPIST
        assert line.days
        assert set(line.days) <= chosen
        assert not ("no_floor" in said["health"]["health"] and on_the_floor(exercise))


@settings(max_examples=100, deadline=None)
@given(said=ANSWERS, safety=SAFETY)
def test_a_plan_is_the_same_every_time_and_never_long(said: dict[str, Any], safety: dict[str, str]) -> None:
    case = {"regions": ["low_back"], "said": said, "safety": safety}
    plan = plan_of(case)
    assert plan == plan_of(case)
    assert sum(line.minutes for line in plan.lines) <= 15
    assert len(plan.lines) <= 5


@pytest.mark.parametrize("count", range(1, 8))
def test_days_are_spread_over_the_days_there_are(count: int) -> None:
    for chosen in ((0, 2, 4), (5,), WEEK):
        found = spread(count, chosen)
        assert len(found) == min(count, len(chosen))
        assert set(found) <= set(chosen)
    assert spread(3, WEEK) == (0, 2, 4)


@pytest.mark.parametrize(
    ("answers", "flags"),
    [
        ({}, set()),
        ({"GEN-1": "N", "CAD-3": "N", "IBP-5": "3"}, set()),
        ({"GEN-1": YES}, {"pregnancy"}),
        ({"GEN-1": UNSURE}, {"pregnancy"}),
        ({"GEN-1": CLEARED}, {"pregnancy"}),
        ({"GEN-2": YES}, {"surgery"}),
        ({"GEN-2": CLEARED}, set()),
        ({"GEN-3": YES, "NEU-3": CLEARED}, {"cardio", "leg_pain"}),
        ({"UCI-1": YES}, {"upper_neck", "hypermobility"}),
        ({"IBP-5": "4"}, {"inflammatory"}),
        ({"IBP-5": "5"}, {"inflammatory"}),
        ({"IBP-5": CLEARED}, {"inflammatory"}),
        ({"FRX-2": UNSURE}, {"osteoporosis"}),
        ({"FRX-3": YES}, {"osteoporosis"}),
    ],
)
def test_flags_of_the_safety_answers(answers: dict[str, str], flags: set[str]) -> None:
    assert safety_flags(answers) == flags
    assert after_surgery(answers) == (answers.get("GEN-2") == CLEARED)


# -- which questions are asked -----------------------------------------------------------------------------------------


def ids(said: dict[str, Any], *screened: Region) -> list[str]:
    return [one.id for one in Asked(WAY_IN, said, screened).questions]


def test_only_what_the_branch_needs_is_asked() -> None:
    assert ids({}, LOW_BACK) == ["places", "signs", "goals", "belly"]
    assert "worst" in ids({"places": {"areas": ["neck", "low_back"]}}, LOW_BACK)
    assert "habits" in ids({"belly": {"belly": "often"}}, LOW_BACK)
    assert "habits" not in ids({"belly": {"belly": "hardly"}}, LOW_BACK)


def test_a_region_marked_but_not_screened_is_told() -> None:
    asked = Asked(WAY_IN, {"places": {"areas": ["neck", "low_back"]}}, (LOW_BACK,))
    assert asked.regions == (LOW_BACK, NECK)
    assert asked.not_screened == (NECK,)
    assert Asked(WAY_IN, {}, (LOW_BACK,)).not_screened == ()


def test_one_after_the_other_with_a_way_back() -> None:
    said = {"places": {"areas": ["low_back"]}}
    asked = Asked(WAY_IN, said, (LOW_BACK,))
    assert asked.next is not None
    assert asked.next.id == "signs"
    before = asked.before(asked.next)
    assert before is not None
    assert before.id == "places"
    assert asked.before(before) is None
    assert asked.before(None) == asked.questions[-1]
    assert [one.id for one in asked.open] == ["signs", "goals", "belly"]


def test_an_answer_of_another_branch_is_open_again() -> None:
    said = {"places": {"areas": ["neck"]}, "signs": {"signs": ["catches"]}}
    asked = Asked(WAY_IN, said, (NECK,))
    assert asked.next is not None
    assert asked.next.id == "signs"
    assert [choice.id for choice in choices_for(SIGNS, (NECK,))] == ["came_back", "headache"]


WRONG: list[tuple[str, Any]] = [
    ("signs", {}),
    ("signs", {"signs": "came_back"}),
    ("signs", {"signs": ["headache"]}),
    ("signs", {"signs": [], "more": 1}),
    ("places", {"areas": []}),
    ("belly", {"belly": "always"}),
    ("goals", {"goal_1": "", "goal_1_kind": "sitting", "goal_1_now": 3}),
    ("goals", {"goal_1": "Ski", "goal_1_kind": "sitting", "goal_1_now": 11}),
    ("goals", {"goal_1": "Ski", "goal_1_kind": "sitting", "goal_1_now": True}),
    ("goals", {"goal_1": "Ski", "goal_1_kind": "sitting", "goal_1_now": "3"}),
    ("goals", {"goal_1": "Ski", "goal_1_kind": "sitting", "goal_1_now": 3, "goal_2": "Run"}),
    ("goals", {"goal_1": "x" * 1001, "goal_1_kind": "sitting", "goal_1_now": 3}),
]


@pytest.mark.parametrize(("question", "said"), WRONG)
def test_what_does_not_fit_is_no_answer(question: str, said: dict[str, Any]) -> None:
    assert not fits(_question(question), said, (LOW_BACK,))


def test_nought_and_an_empty_list_are_answers() -> None:
    assert fits(_question("signs"), {"signs": []}, (LOW_BACK,))
    assert fits(_question("goals"), {"goal_1": "Ski", "goal_1_kind": "sitting", "goal_1_now": 0}, (LOW_BACK,))


@settings(max_examples=200)
@given(
    raw=st.dictionaries(
        st.sampled_from(["signs", "none_of", "goal_1", "goal_1_now", "goal_1_kind", "belly"]),
        st.lists(
            st.sampled_from(
                [
                    "",
                    "signs",
                    "none",
                    "came_back",
                    "catches",
                    "0",
                    "10",
                    "11",
                    "-1",
                    "often",
                    "sitting",
                    "\u0664",
                    "x",
                ]
            ),
            max_size=3,
        ),
    )
)
def test_whatever_a_form_sends_is_read_as_a_whole_answer_or_asked_again(raw: dict[str, list[str]]) -> None:
    for question in WAY_IN.questions:
        assert _asked_again(question, raw) or fits(question, read(question, raw, (LOW_BACK,)), (LOW_BACK,))


def test_an_empty_form_is_never_taken_for_none() -> None:
    for question in WAY_IN.questions:
        with pytest.raises(NotSaid):
            read(question, {}, (LOW_BACK,))


def test_ticked_and_none_at_once_asks_which() -> None:
    with pytest.raises(NotSaid, match="Which of the two"):
        read(_question("signs"), {"signs": ["came_back"], "none_of": ["signs"]}, (LOW_BACK,))


def test_the_length_counts_every_word_once_and_every_answer() -> None:
    goals = _question("goals")
    assert texts_of(goals, (LOW_BACK,)) == (
        *("What again?", "In your own words", "sitting", "lifting", "bending", "walking"),
        *("How well now?", "not at all", "as before"),
    )
    assert answers_in(goals) == 3
    assert seconds(("one two three four",), 2) == pytest.approx(4 * 0.3 + 8)
    assert goals.may_be_added(GOALS[3])
    assert not goals.may_be_added(GOALS[0])


def _asked_again(question: Question, raw: dict[str, list[str]]) -> bool:
    try:
        read(question, raw, (LOW_BACK,))
    except NotSaid as problem:
        return bool(str(problem)) and problem.field in {field.id for field in question.fields}
    return False


def _question(question_id: str) -> Question:
    found = WAY_IN.question(question_id)
    assert found is not None
    return found
