"""Each member of each combination counts, at each edge: one letter lost in a table must not go unnoticed."""

from itertools import product

import pytest

from unbrace.rehab.red_flags import (
    ASKED_SINCE_WHEN,
    CLEARED,
    NO,
    OLD_CHECKED,
    OLD_UNCHECKED,
    STICKY,
    UNSURE,
    YES,
    AnswerKind,
    AskedIn,
    RedFlagItem,
    Region,
    Screen,
    Urgency,
)
from unbrace.rehab.tests.content_screen import published_screen
from unbrace.rehab.triage import COMBINATIONS, RULED_ON, Triage, triage

SCREEN = published_screen()
NEUROLOGY = ("NEU-1", "NEU-2", "CES-5", "MYE-1", "MYE-2", "ARM-1")
#: The specification's combinations, written out: one of each column together is enough, at every age named.
TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "C1": (("CAN-1",), (*NEUROLOGY, "CAN-4")),
    "C2": (("CAN-1",), ("CAN-2", "CAN-3")),
    "C3": (("INF-1",), NEUROLOGY),
    "C4": (("INF-1",), ("INF-2",), ("CAN-3",)),
    "C5": (("CAD-1",), ("CAD-3",)),
    "C6": (("MYE-1", "MYE-2", "MYE-3"), ("CES-2", "CES-3", "CSP-1", "CSP-2", "NEU-2")),
    "C7": (("UCI-1",), ("MYE-1", "MYE-2", "CSP-2")),
    "C8": (("CAN-3",), ("AAA-2",)),
    "C9": (("CAN-2",), ("CAN-3",)),
    "C10": (("FRX-2",), NEUROLOGY),
}
ALL = [(rule, ids) for rule, columns in TOGETHER.items() for ids in product(*columns)]


def outcome(answers: dict[str, str], age: int | None = 70) -> Triage:
    return triage(answers, age=age, screen=SCREEN)


def spoke(rule: str, answers: dict[str, str], age: int | None = 70) -> bool:
    return rule in {reason.rule for reason in outcome(answers, age).reasons}


@pytest.mark.parametrize(
    ("rule", "ids"), ALL, ids=lambda value: "+".join(value) if isinstance(value, tuple) else value
)
def test_one_of_each_column_is_enough_and_one_column_alone_is_not(rule: str, ids: tuple[str, ...]) -> None:
    assert spoke(rule, dict.fromkeys(ids, YES))
    for left_out in ids:
        assert not spoke(rule, {item: YES for item in ids if item != left_out})


def test_the_table_above_names_every_combination() -> None:
    print(f"{len(ALL)} ways into {len(COMBINATIONS)} combinations")
    assert [rule.id for rule in COMBINATIONS] == list(TOGETHER)
    assert {rule.id: rule.urgency.code for rule in COMBINATIONS if rule.urgency.code != "E"} == {
        "C2": "S",
        "C9": "S",
    }


def test_the_screen_is_held_to_every_question_in_the_table_and_to_the_age() -> None:
    in_the_table = {item for columns in TOGETHER.values() for column in columns for item in column}
    print(f"{len(RULED_ON)} questions no screen may be without")
    assert in_the_table | {"GEN-5"} == RULED_ON


def test_not_sure_counts_only_where_the_combination_says_so() -> None:
    assert spoke("C6", {"MYE-1": YES, "CES-2": UNSURE})
    assert spoke("C6", {"MYE-1": YES, "CES-3": UNSURE})
    assert spoke("C8", {"CAN-3": YES, "AAA-2": UNSURE})
    assert not spoke("C6", {"MYE-1": YES, "CSP-1": UNSURE})
    assert not spoke("C9", {"CAN-2": UNSURE, "CAN-3": YES})


def test_a_cleared_fact_still_counts_in_every_combination_it_belongs_to() -> None:
    for rule, columns in TOGETHER.items():
        for ids in product(*columns):
            cleared = {item: CLEARED if item in STICKY else YES for item in ids}
            assert spoke(rule, cleared), (rule, cleared)


def test_cancer_with_neurology_is_not_said_twice() -> None:
    answers = {"CAN-1": YES, "CAN-2": YES, "NEU-1": YES}
    assert spoke("C1", answers)
    assert not spoke("C2", answers)


@pytest.mark.parametrize(("age", "speaks"), [(59, False), (60, True), (None, True)])
def test_the_aneurysm_combination_begins_at_sixty(age: int | None, speaks: bool) -> None:
    assert spoke("C8", {"CAN-3": YES, "AAA-2": YES}, age) is speaks


@pytest.mark.parametrize(("age", "urgency"), [(17, "P"), (18, "OK"), (0, "P"), (None, "OK")])
def test_under_eighteen_a_therapist_decides(age: int | None, urgency: str) -> None:
    assert outcome({"GEN-5": NO}, age).urgency.code == urgency


def test_the_age_answers_its_own_question_and_no_other() -> None:
    asked = ("GEN-5", "GEN-1")
    assert triage({}, age=40, screen=SCREEN, required=asked).missing == ("GEN-1",)
    assert triage({}, age=None, screen=SCREEN, required=asked).missing == ("GEN-5", "GEN-1")


def test_only_a_complete_screen_without_a_finding_opens_the_door() -> None:
    assert outcome({"GEN-1": NO}).may_exercise
    assert not outcome({"GEN-1": YES}).may_exercise
    assert not triage({}, age=40, screen=SCREEN, required=["GEN-1"]).may_exercise
    assert not outcome({"XYZ-9": NO}).may_exercise


def test_every_reason_says_what_it_is_about_and_where_that_comes_from() -> None:
    found = outcome({"CAN-1": YES, "NEU-1": YES}).reasons
    assert {str(reason) for reason in found} == {"CAN-1:D", "NEU-1:S", "C1:E"}
    assert all(reason.sentence and reason.source for reason in found)
    (combination,) = (reason for reason in found if reason.rule == "C1")
    assert (
        combination.sentence == "A history of cancer together with weakness, unsteadiness or a band of pain."
    )


def test_since_when_is_asked_for_exactly_the_five() -> None:
    assert {"CES-1", "CES-2", "CES-3", "CES-4", "CES-5"} == ASKED_SINCE_WHEN
    for item in ASKED_SINCE_WHEN:
        assert outcome({item: OLD_CHECKED}).urgency is Urgency.TELL_THERAPIST
        assert outcome({item: OLD_UNCHECKED}).urgency is Urgency.DOCTOR_TODAY
    assert outcome({"NEU-1": OLD_CHECKED}).not_understood == ("NEU-1",)


def test_only_facts_about_the_person_can_be_cleared() -> None:
    facts = {"CAN-1", "INF-2", "UCI-1", "CAD-3", "NEU-3", "ARM-2", "IBP-5", "GEN-1", "GEN-2", "GEN-3"}
    assert facts == STICKY
    clearable = {item for item in SCREEN.items if CLEARED in SCREEN.items[item].allowed_answers()}
    assert clearable == facts


def test_every_urgency_has_its_letter_both_ways() -> None:
    assert [urgency.code for urgency in Urgency] == ["OK", "P", "D", "S", "E"]
    assert [Urgency.from_code(code) for code in ("OK", "P", "D", "S", "E")] == list(Urgency)


@pytest.mark.parametrize(("parts", "urgency"), [("0", "OK"), ("1", "OK"), ("2", "D"), ("5", "D")])
def test_a_count_speaks_from_its_own_number_with_its_own_urgency(parts: str, urgency: str) -> None:
    everywhere = frozenset(Region)
    item = RedFlagItem(
        id="X-1",
        question="How many?",
        kind=AnswerKind.COUNT,
        regions=everywhere,
        asked_in=frozenset(AskedIn),
        concern="a made-up one",
        source="test",
        count_from=2,
        if_count=Urgency.DOCTOR_IN_DAYS,
    )
    screen = Screen("test", None, {"X-1": item})
    assert triage({"X-1": parts}, age=40, screen=screen).urgency.code == urgency
    assert item.allowed_answers() == {"0", "1", "2", "3", "4", "5"}
    assert triage({"X-1": "6"}, age=40, screen=screen).not_understood == ("X-1",)


def test_a_set_asks_only_its_items_for_its_regions() -> None:
    low_back = SCREEN.required(AskedIn.FLARE_UP, [Region.LOW_BACK], crisis_pathway=False)
    assert "CES-4" in low_back
    assert "CAD-2" not in low_back
    assert "GEN-1" not in low_back
    after = SCREEN.required(AskedIn.AFTER_SESSION, [Region.NECK], crisis_pathway=True)
    assert after == ("GEN-4",)
    assert SCREEN.required(AskedIn.ONBOARDING, [], crisis_pathway=True) == ()
