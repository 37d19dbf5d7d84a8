"""Every instrument, scored by the cases beside it; and what must hold for all of them."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.scoring import (
    Answer,
    Band,
    ImportantChange,
    Incomplete,
    Instrument,
    OutOfRange,
    Score,
    change_label,
    rounded,
    score,
)
from unbrace.rehab.tests.case_files import cases

CONTENT = Path(__file__).parents[2] / "content" / "questionnaires"


def _instrument(folder: Path) -> Instrument:
    raw = yaml.safe_load((folder / "questionnaire.yaml").read_text())
    given: dict[str, Any] = dict(raw["scoring"])
    given["bands"] = tuple(Band(**band) for band in given.get("bands", ()))
    given["never_prorated"] = tuple(given.get("never_prorated", ()))
    given["subscales"] = {name: tuple(items) for name, items in given.get("subscales", {}).items()}
    change = ImportantChange(**raw["change"]) if "change" in raw else None
    return Instrument(id=folder.name, change=change, **given)


INSTRUMENTS = {folder.name: _instrument(folder) for folder in sorted(CONTENT.iterdir()) if folder.is_dir()}
CASES = [
    (name, case)
    for name in INSTRUMENTS
    if (CONTENT / name / "cases.yaml").exists()
    for case in yaml.safe_load((CONTENT / name / "cases.yaml").read_text())
]


@pytest.mark.parametrize(
    ("name", "case"), CASES, ids=lambda value: value["id"] if isinstance(value, dict) else ""
)
def test_case(name: str, case: dict[str, Any]) -> None:
    expect = case["expect"]
    if "refused" in expect:
        with pytest.raises(OutOfRange):
            score(INSTRUMENTS[name], case["answers"])
        return
    outcome = score(INSTRUMENTS[name], case["answers"])
    if "incomplete" in expect:
        assert isinstance(outcome, Incomplete)
        return
    assert isinstance(outcome, Score)
    assert outcome.value == expect["value"]
    for what in ("band", "percent"):
        if what in expect:
            assert getattr(outcome, what) == expect[what]
    if "subscales" in expect:
        assert dict(outcome.subscales) == expect["subscales"]
    if "flags" in expect:
        assert list(outcome.flags) == expect["flags"]


def test_no_case_was_left_out() -> None:
    print(f"{len(CASES)} scoring cases over {len(INSTRUMENTS)} instruments")
    assert (
        len(CASES) == 117 + 21
    )  # the specification's, and those of our own: everyday 5, mood 5, trust 5, holding 6


@pytest.mark.parametrize("case", cases("change"), ids=lambda case: case["id"])
def test_change(case: dict[str, Any]) -> None:
    change = INSTRUMENTS[case["instrument"]].change
    assert change is not None
    assert change_label(case["first"], case["now"], change) == case["label"]


def test_better_is_up_for_activities_that_matter() -> None:
    change = ImportantChange(points=2, higher_is_worse=False)
    assert change_label(3, 7, change) == "improved"
    assert change_label(7, 3, change) == "worsened"
    assert change_label(3, 4, change) == "within variation"


def test_the_self_harm_item_is_heard_even_where_the_sum_cannot_be_scored() -> None:
    outcome = score(INSTRUMENTS["phq-9"], [None, None, None, 0, 0, 0, 0, 0, 2])
    assert outcome == Incomplete((1, 2, 3), ("MH-1",))


def test_the_self_harm_item_is_never_made_up() -> None:
    assert isinstance(score(INSTRUMENTS["phq-9"], [1] * 8 + [None]), Incomplete)


def test_rounding_goes_half_up_where_python_goes_to_even() -> None:
    assert (rounded(25, 2, 0), round(12.5)) == (13, 12)
    assert rounded(5, 3, 1) == 1.7


@pytest.mark.parametrize("name", sorted(INSTRUMENTS))
def test_a_wrong_number_of_answers_is_refused(name: str) -> None:
    instrument = INSTRUMENTS[name]
    with pytest.raises(ValueError, match=r"answers for|at most|is not one"):
        score(instrument, [instrument.highest] * (instrument.items + 1) if name != "rmdq-24" else [25])


FIXED = [
    i for i in INSTRUMENTS.values() if i.arithmetic in {"single", "mean", "total", "percent_of_answered"}
]


@given(st.sampled_from(FIXED), st.data())
def test_scores_stay_in_range_and_a_blank_is_never_a_zero(
    instrument: Instrument, data: st.DataObject
) -> None:
    one: st.SearchStrategy[Answer] = st.none() | st.integers(instrument.lowest, instrument.highest)
    answers = data.draw(st.lists(one, min_size=instrument.items, max_size=instrument.items))
    outcome = score(instrument, answers)
    if isinstance(outcome, Incomplete):
        assert outcome.missing
        return
    top = {"total": instrument.highest * instrument.items, "percent_of_answered": 100}
    bottom = instrument.lowest * (instrument.items if instrument.arithmetic == "total" else 1)
    assert bottom <= outcome.value <= top.get(instrument.arithmetic, instrument.highest)
    filled = [instrument.highest if answer is None else answer for answer in answers]
    at_most = score(instrument, filled)
    assert isinstance(at_most, Score)
    assert outcome.value <= at_most.value
