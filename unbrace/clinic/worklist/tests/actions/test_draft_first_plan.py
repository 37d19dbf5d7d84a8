"""A fresh draft after an assessment: what was measured and confirmed shapes it, and nothing of it is signed."""

from __future__ import annotations

import pytest

from tests.people import People, sign, tells_and_sends
from unbrace.clinic.assessments.actions import ask_assessment, judge_impairment, record_attempt
from unbrace.clinic.assessments.tests.conftest import sent
from unbrace.clinic.assessments.upload import parse_attempt
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions import draft_first_plan
from unbrace.clinic.worklist.queries import draft_now, drafts_of


def test_what_was_measured_and_confirmed_shapes_the_draft_and_nothing_is_signed(people: People) -> None:
    tells_and_sends(people.maria)
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    before = draft_now(people.maria)
    body = sent(asked, "standing-extension", how="helper", by_hand={"both": 1}, ended="stiff")
    record_attempt(by=people.maria.user, upload=parse_attempt(body))
    judge_impairment(
        by=people.tom.user,
        patient=people.maria,
        impairment="chest_shoulder_mobility",
        score=3,
        because="Cannot reach a shelf.",
    )
    plan = draft_first_plan(by=people.tom.user, patient=people.maria)
    found = {one["id"]: one["score"] for one in plan.found}
    assert found["chest_shoulder_mobility"] == 3
    assert before is not None
    assert {one.id for one in before.impairments}.isdisjoint({"chest_shoulder_mobility"})
    assert any("chest_shoulder_mobility 3" in line["because"] for line in plan.lines)
    assert len(drafts_of(plan)) == len(plan.lines) > 2


def test_without_a_way_in_or_with_a_programme_there_is_no_draft_to_go_on_with(people: People) -> None:
    with pytest.raises(Refused, match="has not told"):
        draft_first_plan(by=people.tom.user, patient=people.maria)
    sign(people, people.maria)
    with pytest.raises(Refused, match="signed already"):
        draft_first_plan(by=people.tom.user, patient=people.maria)
