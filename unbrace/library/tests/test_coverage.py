"""X4, X5, X6 and X9: the library as a whole, and each check with the fault it must catch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from unbrace.library.coverage import FRAIL, MAY_HAVE_FEWER, check_coverage, minutes, open_to
from unbrace.library.exercise_file import Caution, CautionRule, ExerciseFile
from unbrace.library.exercises import Catalogue, load_exercises
from unbrace.rehab.dosage import Dosage, Sides, Tempo

Change = Callable[[ExerciseFile], ExerciseFile | None]


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_exercises()


def found(shipped: Catalogue, change: Change) -> list[str]:
    """What the check says of the shipped library with every exercise changed, or dropped for another of its own."""
    written: dict[str, ExerciseFile] = {exercise.id: change(exercise) or exercise for exercise in shipped}
    return [str(error) for error in check_coverage(written, shipped.registers)]


def without(aim: str) -> Change:
    return lambda text: text.model_copy(update={"aims": tuple(a for a in text.aims if a != aim) or ("none",)})


def test_what_ships_covers_everything(shipped: Catalogue) -> None:
    assert len(shipped) == len(shipped.registers.codes) == 100
    assert found(shipped, lambda text: text) == []


def test_x4_an_aim_that_nothing_serves_is_named(shipped: Catalogue) -> None:
    assert found(shipped, without("dnf_endurance_deficit")) == [
        "aims.yaml: dnf_endurance_deficit: has 0 exercises; write at least 3"
    ]
    assert found(shipped, without("arm_pain")) == []
    assert set(shipped.registers.aims) >= MAY_HAVE_FEWER


def test_x4_one_of_them_needs_nothing_bought(shipped: Catalogue) -> None:
    def bought(text: ExerciseFile) -> ExerciseFile:
        served = "scapular_endurance" in text.aims
        return text.model_copy(update={"equipment": ("light band",) if served else text.equipment})

    assert "aims.yaml: scapular_endurance: has no exercise that needs nothing bought; write one" in found(
        shipped, bought
    )


@pytest.mark.parametrize("family", ["LM", "BR", "WK"])
def test_x5_nobody_is_left_with_nothing(shipped: Catalogue, family: str) -> None:
    ask = Caution(when="cardio", rule=CautionRule.THERAPIST_APPROVES)

    def closed(text: ExerciseFile) -> ExerciseFile | None:
        return text.model_copy(update={"cautions": (ask,)}) if text.code.startswith(family) else None

    assert found(shipped, closed) == [
        f"codes.yaml: {family}: leaves nothing to somebody with cardio and falls_risk and osteoporosis; write one"
    ]


def test_x6_what_is_to_be_avoided_is_never_open(shipped: Catalogue) -> None:
    flags = set(shipped.registers.cautions)
    avoided = [(e, flag) for e in shipped for flag in flags & set(e.contraindications)]
    assert len(avoided) >= 5
    for exercise, flag in avoided:
        assert exercise not in shipped.open_to({flag})
        assert not open_to(exercise, {flag, "pregnancy"})
    assert "relaxed-roll-down" in {e.id for e in shipped.open_to(set())}, "and open without the flag"


def test_x6_what_a_therapist_must_approve_waits_for_the_therapist(shipped: Catalogue) -> None:
    assert "squat" not in {e.id for e in shipped.open_to({"cardio"})}
    assert {"pelvic-tilt", "belly-check"} <= {e.id for e in shipped.open_to(FRAIL)}


def test_x9_a_dose_that_does_not_fit_into_a_first_day_is_named(shipped: Catalogue) -> None:
    def endless(text: ExerciseFile) -> ExerciseFile | None:
        if "lateral_trunk_endurance_deficit" not in text.aims:
            return None
        long = replace(text.dosage.default, sets=3, reps=None, hold_s=400.0)
        return text.model_copy(update={"dosage": text.dosage.model_copy(update={"default": long})})

    said = found(shipped, endless)
    assert said
    assert all("lateral_trunk_endurance_deficit" in error and "shorten a dose" in error for error in said)


def test_while_exercises_are_planned_nothing_can_be_missing(shipped: Catalogue) -> None:
    written: dict[str, ExerciseFile] = {"squat": shipped["squat"]}
    assert list(check_coverage(written, shipped.registers)) == []


@pytest.mark.parametrize(
    ("dosage", "expected"),
    [
        (Dosage(sets=3, reps=10, tempo=Tempo(2, 1, 2), rest_s=60), 4.5),
        (Dosage(sets=1, hold_s=600, rest_s=0), 10),
        (Dosage(sets=2, reps=6, hold_s=5, side=Sides.EACH, tempo=Tempo(1, 0, 1), rest_s=48), 3.6),
        (Dosage(sets=1, reps=15, rest_s=0), 1),
    ],
)
def test_how_long_a_dose_takes(dosage: Dosage, expected: float) -> None:
    assert minutes(dosage) == pytest.approx(expected)
