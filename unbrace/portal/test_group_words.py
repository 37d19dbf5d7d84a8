"""No group reaches a therapist's list as a code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from unbrace.portal.group_words import group_words
from unbrace.rehab import classification

CASES = Path(classification.__file__).parent / "cases" / "classification.yaml"
RULES = (*classification.LOW_BACK, *classification.NECK, *classification.UPPER_BACK)


@pytest.mark.parametrize("code", sorted({rule.code for rule in RULES}))
def test_every_group_has_words(code: str) -> None:
    words = group_words(f"{code} chronic")
    assert code not in words
    assert words.endswith("12 weeks or longer")


def test_every_case_of_the_rules_is_said_without_a_code() -> None:
    cases: Any = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    cases = cases if isinstance(cases, list) else cases["cases"]
    names = [case["group"] for case in cases if case.get("group")]
    assert len(names) > 15
    for name in names:
        words = group_words(name)
        assert not any(part in words for part in ("LB-", "NK-", "+", "chronic", "acute")), name


def test_two_additions_are_both_said() -> None:
    assert group_words("LB-O chronic+P+older") == (
        "low back, no single finding stands out; 12 weeks or longer; worry or low mood play a part; 65 or older"
    )
