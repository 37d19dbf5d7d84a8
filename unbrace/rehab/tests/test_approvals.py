"""What always needs a therapist's yes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.approvals import ALWAYS, Intended, Return, approvals_for
from unbrace.rehab.tests.case_files import cases

CASES = cases("approvals")


def intended_of(given: dict[str, Any]) -> Intended:
    values = {"age": 45, **given}
    for name in ("codes", "flags"):
        values[name] = frozenset(values.get(name, ()))
    if "ask_first" in values:
        values["ask_first"] = {code: frozenset(flags) for code, flags in values["ask_first"].items()}
    if "returns_after" in values:
        values["returns_after"] = Return(values["returns_after"])
    return Intended(**values)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    found = approvals_for(intended_of(case["intended"]))
    assert [one.rule for one in found] == case["asks"]
    assert all(one.reason.endswith(".") and one.rules_version for one in found)


def test_no_condition_was_left_out() -> None:
    print(f"{len(CASES)} approval cases, {len(ALWAYS)} conditions")
    assert {rule for case in CASES for rule in case["asks"]} == {asks.__name__ for asks in ALWAYS}
    assert len(ALWAYS) == 15
    assert [case["id"] for case in CASES] == [f"AP{n:02d}" for n in range(1, len(CASES) + 1)]


@given(st.sampled_from(CASES), st.sampled_from(CASES))
def test_more_intended_never_needs_less(one: dict[str, Any], other: dict[str, Any]) -> None:
    both = {**other["intended"], **one["intended"]}
    for name in ("codes", "flags"):
        both[name] = [*one["intended"].get(name, ()), *other["intended"].get(name, ())]
    if "load_kg" in other["intended"] or "age" in other["intended"]:
        return
    asks = {found.rule for found in approvals_for(intended_of(both))}
    assert set(one["asks"]) <= asks
