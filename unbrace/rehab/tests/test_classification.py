"""Which group a person starts in, and why."""

from typing import Any

import pytest

from unbrace.rehab.classification import Findings, care_level, classify
from unbrace.rehab.red_flags import Region, Urgency
from unbrace.rehab.tests.case_files import cases

CASES = cases("classification")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    group = classify(Region(case["region"]), Findings(**case["findings"]), urgency=Urgency.NONE_FOUND)
    assert str(group) == case["group"]
    assert group is not None
    assert group.reason.endswith(".")


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"CL{n:02d}" for n in range(1, 21)]


@pytest.mark.parametrize("urgency", [u for u in Urgency if u >= Urgency.DOCTOR_IN_DAYS])
def test_nobody_is_classified_while_a_doctor_is_needed(urgency: Urgency) -> None:
    assert classify(Region.LOW_BACK, Findings(weeks=2), urgency=urgency) is None


def test_the_upper_back_has_a_group_of_its_own() -> None:
    group = classify(Region.UPPER_BACK, Findings(weeks=20), urgency=Urgency.NONE_FOUND)
    assert str(group) == "TH chronic"


@pytest.mark.parametrize(
    ("risk", "grade", "distress", "fear", "level"),
    [
        ("low", 3, True, True, "low"),
        (None, 3, False, False, "high"),
        (None, 1, True, True, "high"),
        (None, 1, False, False, "low"),
        (None, 2, False, False, "medium"),
        (None, 1, True, False, "medium"),
        (None, None, False, False, "medium"),
    ],
)
def test_care_level(risk: str | None, grade: int | None, distress: bool, fear: bool, level: str) -> None:
    assert care_level(risk, pain_grade=grade, distress=distress, fear=fear) == level
