"""The library's exercises as the draft meets them."""

import pytest

from unbrace.library.candidates import candidates
from unbrace.library.exercises import Catalogue, load_exercises
from unbrace.rehab.classification import Findings, classify
from unbrace.rehab.plan_draft import Candidate, Draft, Starting, draft, permitted
from unbrace.rehab.plan_draft.groups import FIRST_LINE, ON_TOP
from unbrace.rehab.red_flags import Region, Urgency


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_exercises()


@pytest.fixture(scope="module")
def squat(shipped: Catalogue) -> Candidate:
    return next(one for one in candidates(shipped) if one.id == "squat")


def test_a_candidate_says_what_its_exercise_says(shipped: Catalogue, squat: Candidate) -> None:
    exercise = shipped["squat"]
    assert (squat.code, squat.title, squat.family) == ("KM05", "Squat", "KM")
    assert squat.aims == set(exercise.aims)
    assert squat.dosage == exercise.dosage.default
    assert squat.ask_first == {"knee pain", "hip pain", "falls_risk", "cardio"}
    assert (squat.never_with, squat.changes) == (frozenset(), {})
    assert squat.equipment == ("chair behind you",)
    assert [one.id for one in candidates(shipped)] == [one.id for one in shipped]


def test_a_flag_of_the_content_keeps_it_out_of_a_draft(squat: Candidate) -> None:
    assert permitted([squat], (), at_hand={"chair"}) == (squat,)
    assert permitted([squat], {"falls_risk"}, at_hand={"chair"}) == ()
    assert permitted([squat], (), at_hand={"mat"}) == ()


def test_every_code_a_group_begins_with_is_registered(shipped: Catalogue) -> None:
    codes = {code for listed in (*FIRST_LINE.values(), *ON_TOP.values()) for code in listed}
    assert codes <= set(shipped.registers.codes)


@pytest.mark.parametrize("region", Region)
def test_with_the_whole_library_every_region_has_a_draft(shipped: Catalogue, region: Region) -> None:
    ready = sum(shipped.by_code(code) is not None for code in shipped.registers.codes)
    if ready < len(shipped.registers.codes):
        pytest.skip(f"{ready} of {len(shipped.registers.codes)} exercises have a folder")
    group = classify(region, Findings(weeks=20), urgency=Urgency.NONE_FOUND)
    assert group is not None
    start = Starting((group,), Urgency.NONE_FOUND, at_hand=frozenset({"mat", "chair", "band"}))
    assert isinstance(draft(start, candidates(shipped)), Draft)
