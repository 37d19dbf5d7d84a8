"""One step up or down: which part changes, and where it ends."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unbrace.rehab.dosage import Dosage, Ladder, Rungs, Step, lighter_week, share_of, step_down, step_up
from unbrace.rehab.progression import Decision, OtherExercise, Prescribed, decide
from unbrace.rehab.progression.effects import changes_of
from unbrace.rehab.tests.progress_cases import SQUAT, TWO_GREEN, USUAL

REPS = Ladder(reps=Rungs(4, 12, 2), sets=Rungs(1, 3, 1))
HOLD = Ladder(hold_s=Rungs(5, 20, 5), sets=Rungs(1, 4, 1))


def change(step: Step | None) -> tuple[str, object, object] | None:
    return (step.variable, step.before, step.after) if step else None


@pytest.mark.parametrize(
    ("dosage", "ladder", "expected"),
    [
        (Dosage(sets=2, reps=8), REPS, ("reps", 8, 10)),
        (Dosage(sets=2, reps=11), REPS, ("reps", 11, 12)),
        (Dosage(sets=2, reps=12), REPS, ("sets", 2, 3)),
        (Dosage(sets=3, reps=12), REPS, None),
        (Dosage(sets=2, hold_s=10), HOLD, ("hold_s", 10, 15)),
        (Dosage(sets=2, hold_s=18), HOLD, ("hold_s", 18, 20)),
        (Dosage(sets=3, hold_s=20), HOLD, ("sets", 3, 4)),
        (Dosage(sets=4, hold_s=20), HOLD, None),
        (Dosage(sets=3, reps=6, hold_s=20), HOLD, None),
        (Dosage(sets=3, reps=12, load_kg=5), replace(REPS, load_kg=Rungs(1, 20, 0.5)), ("load_kg", 5, 5.5)),
        (Dosage(sets=3, reps=12, load_kg=20), replace(REPS, load_kg=Rungs(1, 40, 1)), ("load_kg", 20, 21)),
        (Dosage(sets=3, reps=12, load_kg=4), replace(REPS, load_kg=Rungs(1, 20, 1)), None),
        (Dosage(sets=3, reps=12, load_kg=20), replace(REPS, load_kg=Rungs(1, 20, 1)), None),
        (
            Dosage(sets=3, reps=12, band="red"),
            replace(REPS, bands=("yellow", "red", "green")),
            ("band", "red", "green"),
        ),
        (Dosage(sets=3, reps=12, band="green"), replace(REPS, bands=("yellow", "red", "green")), None),
        (Dosage(sets=3, reps=8), Ladder(), None),
    ],
)
def test_one_step_up(dosage: Dosage, ladder: Ladder, expected: tuple[str, object, object] | None) -> None:
    assert change(step_up(dosage, ladder)) == expected


def test_climbing_to_the_end_changes_one_part_at_a_time_and_stays_within_the_caps() -> None:
    dosage, steps = Dosage(sets=1, reps=4), 0
    while step := step_up(dosage, replace(REPS, sets=Rungs(1, 9, 1))):
        changed = [name for name in vars(dosage) if getattr(dosage, name) != getattr(step.dosage, name)]
        assert changed == [step.variable]
        dosage, steps = step.dosage, steps + 1
    assert (dosage.sets, dosage.reps, steps) == (3, 12, 6)


@pytest.mark.parametrize(
    ("dosage", "ladder", "expected"),
    [
        (Dosage(sets=3, reps=10), REPS, ("reps", 10, 7)),
        (Dosage(sets=3, reps=8), REPS, ("reps", 8, 5)),
        (Dosage(sets=3, reps=5), REPS, ("reps", 5, 4)),
        (Dosage(sets=3, reps=4), REPS, None),
        (Dosage(sets=3, hold_s=10), HOLD, ("hold_s", 10, 7)),
        (Dosage(sets=3, hold_s=5), HOLD, None),
        (Dosage(sets=3, reps=6, hold_s=10), Ladder(), ("reps", 6, 4)),
    ],
)
def test_one_step_down(dosage: Dosage, ladder: Ladder, expected: tuple[str, object, object] | None) -> None:
    assert change(step_down(dosage, ladder)) == expected


@pytest.mark.parametrize(("sets", "lighter"), [(5, 3), (4, 2), (3, 2), (2, 1), (1, None)])
def test_a_lighter_week_has_fewer_sets(sets: int, lighter: int | None) -> None:
    step = lighter_week(Dosage(sets=sets, reps=8))
    assert (step.dosage.sets if step else None) == lighter


def test_a_share_is_rounded_down_and_never_nothing() -> None:
    assert change(share_of(Dosage(sets=3, reps=10), 0.6)) == ("reps", 10, 6)
    assert change(share_of(Dosage(sets=3, reps=8), 0.6)) == ("reps", 8, 4)
    assert change(share_of(Dosage(sets=3, hold_s=15), 0.5)) == ("hold_s", 15, 7)
    assert share_of(Dosage(sets=3, reps=1), 0.5) is None


TOP = replace(SQUAT, dosage=Dosage(sets=3, reps=12))
BOTTOM = replace(SQUAT, dosage=Dosage(sets=3, reps=4))
SPLIT_SQUAT = OtherExercise("split-squat", Dosage(sets=3, reps=8))


@pytest.mark.parametrize(
    ("kind", "prescribed", "expected"),
    [
        (Decision.PROGRESS, SQUAT, ("reps", 8, 10, 10)),
        (Decision.ASK_PT, SQUAT, ("reps", 8, 10, 10)),
        (Decision.PROGRESS, replace(TOP, harder=(SPLIT_SQUAT,)), ("exercise", "squat", "split-squat", 4)),
        (Decision.PROGRESS, TOP, None),
        (Decision.REGRESS, SQUAT, ("reps", 8, 5, 5)),
        (Decision.REGRESS, replace(BOTTOM, easier=(SPLIT_SQUAT,)), ("exercise", "squat", "split-squat", 8)),
        (Decision.REGRESS, BOTTOM, None),
        (Decision.DELOAD, TOP, ("sets", 3, 2, 12)),
        (Decision.RESTART_80, SQUAT, ("reps", 8, 6, 6)),
        (Decision.RESTART_60, SQUAT, ("reps", 8, 4, 4)),
        (Decision.RE_ONBOARD, SQUAT, ("reps", 8, 4, 4)),
        *((kind, SQUAT, None) for kind in (Decision.HOLD, Decision.LOCK, Decision.SAFE_FLOOR)),
        *((kind, SQUAT, None) for kind in (Decision.FLARE, Decision.SIMPLIFY)),
    ],
)
def test_what_each_decision_changes(
    kind: Decision, prescribed: Prescribed, expected: tuple[str, object, object, int] | None
) -> None:
    changes = changes_of(kind, prescribed)
    told = [(change.variable, change.before, change.after, change.dosage.reps) for change in changes]
    assert told == ([expected] if expected else [])


def test_every_decision_is_covered_above() -> None:
    assert len(Decision) == 12


def test_at_the_top_without_a_harder_exercise_the_therapist_chooses() -> None:
    proposal = decide(TWO_GREEN, replace(USUAL, prescribed=TOP))
    assert (proposal.kind, proposal.because.value) == (Decision.HOLD, "top_of_ladder")
    assert proposal.therapist_notes


def test_the_first_load_above_five_kilograms_is_asked_for() -> None:
    loaded = replace(
        TOP, dosage=Dosage(sets=3, reps=12, load_kg=5), ladder=replace(TOP.ladder, load_kg=Rungs(1, 20, 0.5))
    )
    proposal = decide(TWO_GREEN, replace(USUAL, prescribed=loaded))
    assert (proposal.kind, proposal.changes[0].after) == (Decision.ASK_PT, 5.5)
    assert decide(TWO_GREEN, replace(USUAL, prescribed=loaded, approved=True)).kind is Decision.PROGRESS


RUNGS = st.builds(
    lambda low, more, step: Rungs(low, low + more, step),
    st.integers(1, 10),
    st.integers(0, 10),
    st.integers(1, 5),
)
ANY_DOSAGE = st.builds(
    Dosage,
    sets=st.integers(1, 5),
    reps=st.none() | st.integers(1, 30),
    hold_s=st.none() | st.integers(1, 60),
    load_kg=st.none() | st.integers(1, 20),
)
ANY_LADDER = st.builds(
    Ladder,
    reps=st.none() | RUNGS,
    hold_s=st.none() | RUNGS,
    sets=st.none() | RUNGS,
    load_kg=st.none() | RUNGS,
)


def parts_changed(before: Dosage, after: Dosage) -> list[str]:
    return [name for name in vars(before) if getattr(before, name) != getattr(after, name)]


@settings(max_examples=60, deadline=None)
@given(ANY_DOSAGE, ANY_LADDER)
def test_whatever_is_prescribed_a_step_up_changes_one_part_and_never_passes_its_top(
    dosage: Dosage, ladder: Ladder
) -> None:
    step = step_up(dosage, ladder)
    if step:
        assert parts_changed(dosage, step.dosage) == [step.variable]
        assert float(step.before) < float(step.after) <= getattr(ladder, step.variable).highest
        assert step.variable != "sets" or step.dosage.sets <= 4


@settings(max_examples=60, deadline=None)
@given(ANY_DOSAGE, ANY_LADDER)
def test_whatever_is_prescribed_a_step_down_changes_one_part_and_leaves_something(
    dosage: Dosage, ladder: Ladder
) -> None:
    step = step_down(dosage, ladder)
    if step:
        assert parts_changed(dosage, step.dosage) == [step.variable]
        assert 0 < float(step.after) < float(step.before)
