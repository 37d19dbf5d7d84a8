"""Triage, told by cases: what somebody answers, how soon somebody looks, and why."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.red_flags import CLEARED, NO, STICKY, UNSURE, YES, AnswerKind, AskedIn, Region, Urgency
from unbrace.rehab.tests.content_screen import published_screen
from unbrace.rehab.triage import COMBINATIONS, RULED_ON, Combination, _Answers, triage

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "triage.yaml").read_text())
SCREEN = published_screen()
EVERYWHERE = tuple(Region)


def all_no() -> dict[str, str]:
    return {i.id: "0" if i.kind is AnswerKind.COUNT else NO for i in SCREEN.items.values()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    answers = all_no() | {item: str(answer) for item, answer in case["answers"].items()}
    required = SCREEN.required(AskedIn.ONBOARDING, EVERYWHERE, crisis_pathway=True)
    outcome = triage(answers, age=case["age"], screen=SCREEN, required=required)
    assert outcome.urgency.code == case["urgency"]
    assert sorted(map(str, outcome.reasons)) == case["reasons"]
    assert outcome.complete


def test_no_case_and_no_item_was_left_out() -> None:
    print(f"{len(CASES)} triage cases, {len(SCREEN.items)} items")
    assert {case["id"] for case in CASES} == {f"V{n:02d}" for n in range(1, 56)}
    assert len(SCREEN.items) == 53


def test_a_blank_answer_blocks_and_is_named() -> None:
    answers = all_no()
    del answers["CES-2"]
    required = SCREEN.required(AskedIn.ONBOARDING, [Region.LOW_BACK], crisis_pathway=False)
    outcome = triage(answers, age=40, screen=SCREEN, required=required)
    assert outcome.missing == ("CES-2",)
    assert not outcome.may_exercise


@pytest.mark.parametrize("surprise", [{"XYZ-9": YES}, {"CES-1": "maybe"}, {"CES-1": CLEARED}, {"IBP-5": "6"}])
def test_what_is_not_understood_is_never_taken_for_no(surprise: dict[str, str]) -> None:
    outcome = triage(all_no() | surprise, age=40, screen=SCREEN)
    assert outcome.urgency >= Urgency.TELL_THERAPIST
    assert outcome.not_understood == tuple(surprise)
    assert not outcome.may_exercise


def test_crisis_questions_are_asked_only_where_somebody_answers_them() -> None:
    with_pathway = SCREEN.required(AskedIn.CHECK_IN, EVERYWHERE, crisis_pathway=True)
    without = SCREEN.required(AskedIn.CHECK_IN, EVERYWHERE, crisis_pathway=False)
    assert set(with_pathway) - set(without) == {"MH-1", "MH-2"}


def test_an_unknown_age_counts_as_old_enough() -> None:
    outcome = triage(all_no() | {"CAN-3": YES, "AAA-2": UNSURE}, age=None, screen=SCREEN)
    assert "C8:E" in map(str, outcome.reasons)


def _answer_for(item_id: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(SCREEN.items[item_id].allowed_answers()))


some_answers = st.fixed_dictionaries({}, optional={item: _answer_for(item) for item in SCREEN.items})


@given(some_answers, st.sampled_from(sorted(SCREEN.items)), st.none() | st.integers(0, 110))
def test_one_more_yes_never_lowers_the_result(answers: dict[str, str], item: str, age: int | None) -> None:
    strongest = "5" if SCREEN.items[item].kind is AnswerKind.COUNT else YES
    before = triage(answers, age=age, screen=SCREEN).urgency
    assert triage(answers | {item: strongest}, age=age, screen=SCREEN).urgency >= before


@given(some_answers, st.randoms())
def test_the_order_of_answers_does_not_matter(answers: dict[str, str], random: Any) -> None:
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert triage(dict(shuffled), age=50, screen=SCREEN) == triage(answers, age=50, screen=SCREEN)


@given(some_answers, st.sampled_from(sorted(set(SCREEN.items) - {"GEN-5"})))
def test_a_required_answer_left_out_always_blocks(answers: dict[str, str], item: str) -> None:
    without = {key: answer for key, answer in (all_no() | answers).items() if key != item}
    outcome = triage(without, age=50, screen=SCREEN, required=tuple(SCREEN.items))
    assert item in outcome.missing
    assert not outcome.may_exercise


@given(st.sampled_from(sorted(STICKY - {"IBP-5"})))
def test_a_cleared_fact_is_silent_alone(item: str) -> None:
    outcome = triage(all_no() | {item: CLEARED}, age=50, screen=SCREEN)
    assert outcome.urgency is Urgency.NONE_FOUND
    assert [str(reason) for reason in outcome.reasons] == [f"{item}:cleared"]


class Noted(dict[str, str]):
    """Answers that remember which questions were looked at."""

    def __init__(self, given: dict[str, str]) -> None:
        super().__init__(given)
        self.looked_at: set[str] = set()

    def get(self, key: str, default: object = None) -> str | None:  # type: ignore[override]
        self.looked_at.add(key)
        return super().get(key)


@pytest.mark.parametrize("rule", COMBINATIONS, ids=lambda rule: rule.id)
def test_every_question_a_combination_looks_at_is_on_the_list_the_screen_is_held_to(
    rule: Combination,
) -> None:
    looked_at: set[str] = set()
    for said in ("Y", "N"):
        for left_out in [None, *RULED_ON]:
            answers = Noted({item: "N" if item == left_out else said for item in RULED_ON})
            rule.applies(_Answers(answers, 70))
            looked_at |= answers.looked_at
    assert looked_at <= RULED_ON
