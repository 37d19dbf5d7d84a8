"""What speaks against an exercise for one person is said with where it is known from and which rule; nothing known is
said too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.people import screened
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.actions import PrescriptionDraft, Written, write_own_exercise
from unbrace.clinic.programmes.approvals import ToldOfThemselves
from unbrace.clinic.programmes.cautions import FOUND, SAFETY, WAY_IN, Standing, standing_of
from unbrace.clinic.programmes.models import OwnExerciseText
from unbrace.clinic.programmes.queries import approvals_needed, catalogue

if TYPE_CHECKING:
    from tests.people import People

SQUAT = PrescriptionDraft("squat", sets=2, reps=8)


def first_with(kind: str, flag: str) -> str:
    return next(
        one.id
        for one in catalogue()
        if any(c.kind == kind for c in Standing({flag: SAFETY}, True).of(one.id))
    )


def test_a_safety_answer_names_its_flag_its_source_and_its_rule(people: People) -> None:
    screened(people.maria, {"GEN-3": "Y"})
    standing = standing_of(people.maria)
    assert standing.flags == {"cardio": SAFETY}
    caution = standing.of(first_with("asks_first", "cardio"))[0]
    assert (caution.kind, caution.known_from) == ("asks_first", SAFETY)
    assert "cautions" in caution.rule
    assert caution.flag_words == "A heart or blood pressure condition"


def test_what_is_ruled_out_is_said_as_that() -> None:
    thin = Standing({"osteoporosis": SAFETY}, True)
    kinds = {one.id: [c.kind for c in thin.of(one.id)] for one in catalogue()}
    ruled = {one.id for one in catalogue() if "osteoporosis" in one.contraindications}
    assert {one for one, found in kinds.items() if "ruled_out" in found} == ruled != set()


def test_a_change_that_makes_it_possible_is_written_out() -> None:
    for exercise in catalogue():
        changes = {c.when: c.change for c in exercise.cautions if c.change}
        for flag, change in changes.items():
            said = [
                one.change
                for one in Standing({flag: SAFETY}, True).of(exercise.id)
                if one.kind == "with_change"
            ]
            assert said == [change], exercise.id


def test_most_cautious_first() -> None:
    kinds = ["ruled_out", "asks_first", "with_change"]
    flags = dict.fromkeys(catalogue().registers.cautions, SAFETY)
    for exercise in catalogue():
        found = [kinds.index(one.kind) for one in Standing(flags, True).of(exercise.id)]
        assert found == sorted(found)


def test_an_unstable_upper_neck_closes_the_whole_family_as_it_does_for_a_first_plan() -> None:
    neck = [one.id for one in catalogue() if one.code.startswith("NK")]
    assert neck
    assert all(Standing({"upper_neck": SAFETY}, True).of(one) for one in neck)


def test_what_the_rules_found_counts_by_the_name_the_exercises_know(people: People) -> None:
    standing = standing_of(people.maria, ["related_leg_pain"])
    assert standing.flags == {"leg_pain": FOUND}


def test_what_somebody_told_on_the_way_in_counts(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    told = ToldOfThemselves(frozenset({"wrist pain"}))
    monkeypatch.setattr("unbrace.clinic.programmes.cautions.told_of_themselves", lambda patient: told)
    standing = standing_of(people.maria)
    assert standing.flags == {"wrist pain": WAY_IN}
    [caution] = standing.of("bird-dog")
    assert (caution.kind, caution.known_from) == ("asks_first", WAY_IN)


def test_nobody_asked_is_not_an_all_clear(people: People) -> None:
    assert standing_of(people.maria).is_screened

    fresh = Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)
    assert not standing_of(fresh).is_screened


def test_an_own_exercise_asks_for_a_yes_where_its_author_said_so(people: People) -> None:
    screened(people.maria, {"GEN-3": "Y"})
    written = Written("Roll down", "Roll.", "sitting", SQUAT, cautions=("cardio",))
    own = write_own_exercise(by=people.tom.user, clinic=people.riverside, written=written, shared=True)
    exercise = f"own-{OwnExerciseText.objects.get(exercise=own).pk}"
    [caution] = standing_of(people.maria).of(exercise)
    assert (caution.kind, caution.flag) == ("asks_first", "cardio")
    needed = approvals_needed(people.maria, [PrescriptionDraft(exercise, 2, 8)], [])
    assert "caution_for_a_set_flag" in [one.rule for one in needed]


@pytest.mark.parametrize("exercise", ["own-", "own-nothing", "nothing", ""])
def test_what_nobody_knows_is_no_exercise(people: People, exercise: str) -> None:
    assert standing_of(people.maria).of(exercise) == []
