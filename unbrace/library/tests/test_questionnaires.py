"""Questionnaires as the rooms above meet them: whose words, which scoring; and everything the loader refuses."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from unbrace.library.errors import ContentErrors
from unbrace.library.questionnaires import Shelf, load_questionnaires
from unbrace.library.questionnaires.checks import check_digit_fits
from unbrace.library.questionnaires.file import Terms
from unbrace.rehab.answer_ranges import answer_ranges, score_range
from unbrace.rehab.scoring import Score, score

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "questionnaire_refusals.yaml").read_text())
OWN = {
    *(
        "activity",
        "confidence",
        "everyday",
        "grc",
        "holding",
        "mood",
        "nprs",
        "pgic",
        "psfs",
        "sleep",
        "stress",
    ),
    "trust",
}


@pytest.fixture(scope="module")
def shipped() -> Shelf:
    return load_questionnaires()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "questionnaire_shelf", tmp_path / "questionnaires"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_refused_says_what_to_do(case: dict[str, Any], shelf: Path) -> None:
    change(shelf, case)
    with pytest.raises(ContentErrors) as caught:
        load_questionnaires(shelf)
    assert [str(error) for error in caught.value.errors] == case["says"]


def change(root: Path, case: dict[str, Any]) -> None:
    if "remove" in case:
        (root / case["remove"]).unlink()
        return
    file = root / case["file"]
    if "write" in case:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(case["write"])
        return
    text = file.read_text()
    assert text.count(case["find"]) == 1, "the case must change exactly one place"
    file.write_text(text.replace(case["find"], case["put"]))


def test_the_shelf_itself_is_right(shelf: Path) -> None:
    assert [one.id for one in load_questionnaires(shelf)] == ["everyday", "mood"]


def test_an_empty_shelf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentErrors, match="holds no questionnaire"):
        load_questionnaires(tmp_path)


def test_what_ships_is_a_draft_and_asks_only_in_our_own_words(shipped: Shelf) -> None:
    print(f"{len(shipped)} questionnaires, {len(OWN)} in our own words, {len(CASES)} refusals")
    assert shipped.draft
    assert {one.id for one in shipped if one.can_be_asked} == OWN
    assert all((one.terms is Terms.OWN_WORDS) is (one.text is not None) for one in shipped)
    assert len(shipped) == 30


def test_what_no_study_tested_says_so(shipped: Shelf) -> None:
    assert {one.id for one in shipped if one.not_validated} == {
        *("confidence", "everyday", "holding", "mood", "sleep", "stress", "trust"),
    }


def test_a_misspelt_name_gets_a_hint(shipped: Shelf) -> None:
    with pytest.raises(KeyError, match="did you mean 'peg'"):
        shipped["pegg"]


def test_every_instrument_scores_its_lowest_and_highest_answers(shipped: Shelf) -> None:
    for one in shipped:
        ranges = answer_ranges(one.instrument)
        ends = [[low for low, _ in ranges], [high for _, high in ranges]]
        if one.instrument.arithmetic == "ticked":
            ends = [[], list(range(1, one.instrument.items + 1))]
        low, high = (score(one.instrument, answers) for answers in ends)
        assert isinstance(low, Score)
        assert isinstance(high, Score)
        lowest, highest = score_range(one.instrument)
        assert lowest <= low.value <= high.value <= highest, one.id


def test_the_hash_is_about_the_text_not_about_the_signature(shelf: Path) -> None:
    before = load_questionnaires(shelf)["mood"].content_hash
    file = shelf / "mood" / "questionnaire.yaml"
    file.write_text(file.read_text().replace("reviewed_by: null", "reviewed_by: A. Clinician"))
    assert load_questionnaires(shelf)["mood"].content_hash == before
    file.write_text(file.read_text().replace("highest: 3", "highest: 4"))
    assert load_questionnaires(shelf)["mood"].content_hash != before


@pytest.mark.parametrize(("code", "fits"), [("72514-3", True), ("72514-4", False), ("91147-9", True)])
def test_the_check_digit_of_a_code(code: str, fits: bool) -> None:
    assert check_digit_fits(code) is fits
