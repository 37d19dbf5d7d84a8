"""From tests a therapist asks for to numbers that count, judgements with a name, and what is held back."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from tests.people import People, screened
from unbrace.clinic import clock
from unbrace.clinic.assessments import measurements_of
from unbrace.clinic.assessments.actions import (
    Marked,
    allow_test,
    ask_assessment,
    end_assessment,
    judge_impairment,
    mark_test,
    record_attempt,
)
from unbrace.clinic.assessments.models import Assessment, Attempt
from unbrace.clinic.assessments.queries import (
    Change,
    HeldBack,
    assessment_of,
    attempts_of,
    compared,
    flags_of,
    found_of,
    judged_of,
    left_to_do,
    measured_of,
    offered,
    over_for_today,
)
from unbrace.clinic.assessments.tests.conftest import by_camera, seen_arm, sent
from unbrace.clinic.assessments.upload import parse_attempt
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.rehab.impairments.evidence import Measured
from unbrace.rehab.red_flags import AskedIn


def keep(people: People, body: dict[str, Any]) -> Attempt:
    return record_attempt(by=people.maria.user, upload=parse_attempt(body))[0]


def marked(value: float, **said: Any) -> Marked:
    given: dict[str, Any] = {"outcome": "measured", "how": "in_person", "by_hand": {"both": value}}
    return Marked(key=uuid.uuid4(), **(given | said))


def days_ago(days: float) -> Any:
    return clock.set_to(clock.now() - timedelta(days=days))


# -- asked -----------------------------------------------------------------------------------------------------------


def test_a_set_can_be_shortened_and_added_to_and_keeps_its_order(people: People) -> None:
    wanted = ["side-bend", "chair-stand-30s", "forward-bend"]
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first", tests=wanted)
    assert asked.tests == ["forward-bend", "chair-stand-30s", "side-bend"]
    assert left_to_do(people.maria) == 3
    assert AuditEntry.objects.filter(deed="assessments.ask").count() == 1


def test_one_is_open_at_a_time_and_ending_it_makes_room(people: People, asked: Assessment) -> None:
    with pytest.raises(Refused, match="open already"):
        ask_assessment(by=people.tom.user, patient=people.maria, test_set="lower-back")
    end_assessment(by=people.theo.user, assessment=asked)
    end_assessment(by=people.tom.user, assessment=asked)
    asked.refresh_from_db()
    assert asked.ended_by == people.theo.user
    ask_assessment(by=people.tom.user, patient=people.maria, test_set="lower-back")


@pytest.mark.parametrize(
    "wrong", [{"test_set": "all"}, {"tests": []}, {"tests": ["jump"]}, {"note": "x" * 501}]
)
def test_what_cannot_be_asked_is_refused(people: People, wrong: dict[str, Any]) -> None:
    usual: dict[str, Any] = {"by": people.tom.user, "patient": people.maria, "test_set": "short-first"}
    with pytest.raises(Refused):
        ask_assessment(**(usual | wrong))


# -- done ------------------------------------------------------------------------------------------------------------


def test_an_attempt_is_kept_once_however_often_it_is_sent(people: People, asked: Assessment) -> None:
    body = by_camera(asked)
    first, is_new = record_attempt(by=people.maria.user, upload=parse_attempt(body))
    again, is_new_again = record_attempt(by=people.maria.user, upload=parse_attempt(body))
    assert (first, is_new, is_new_again) == (again, True, False)
    with pytest.raises(Conflict):
        keep(people, body | {"pain_after": 5})
    assert Attempt.objects.count() == 1
    assert AuditEntry.objects.filter(deed="assessments.record_attempt").count() == 1


def test_done_again_both_are_kept(people: People, asked: Assessment) -> None:
    keep(people, by_camera(asked))
    keep(people, by_camera(asked, seen=seen_arm(left=130.0)))
    values = [one.value for one in measurements_of(people.maria, "shoulder-flexion") if one.side == "left"]
    assert values == [114.0, 130.0]
    assert measured_of(people.maria) == {"shoulder_flexion": Measured(130.0, 15.0)}


def test_not_done_and_not_seen_stay_gaps_and_are_never_nought(people: People, asked: Assessment) -> None:
    keep(people, sent(asked, outcome="not_done", why="pain", by_hand={}, pain_after=None))
    keep(people, by_camera(asked, outcome="not_seen", seen=seen_arm(left=None)))
    found = measurements_of(people.maria)
    assert {one.value for one in found} == {None}
    assert {one.reason for one in found} == {"pain", "not_begun"}
    assert measured_of(people.maria) == {}


def test_a_number_that_cannot_be_is_refused(people: People, asked: Assessment) -> None:
    with pytest.raises(Refused, match="from 0 to 40"):
        keep(people, sent(asked, by_hand={"both": 400}))
    with pytest.raises(Refused, match="not done on that side"):
        keep(people, sent(asked, by_hand={"left": 4}))
    with pytest.raises(Refused, match="not part of that assessment"):
        keep(people, sent(asked, "prone-plank"))


def test_somebody_elses_attempt_and_assessment_are_nobodys(people: People, asked: Assessment) -> None:
    with pytest.raises(NotYours):
        record_attempt(by=people.jonas.user, upload=parse_attempt(sent(asked)))
    with pytest.raises(NotYours):
        assessment_of(people.jonas, asked.pk)


def test_work_done_offline_is_kept_though_testing_is_stopped_now(people: People, asked: Assessment) -> None:
    assert keep(people, sent(asked)).came_in_under == ""
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    assert keep(people, sent(asked)).came_in_under == "S"
    end_assessment(by=people.tom.user, assessment=asked)
    keep(people, sent(asked))
    assert Attempt.objects.count() == 3


def test_a_phone_whose_clock_runs_ahead_did_not_do_it_tomorrow(people: People, asked: Assessment) -> None:
    ahead = (clock.now() + timedelta(days=2)).isoformat()
    attempt = keep(people, sent(asked, done_at=ahead))
    assert attempt.done_at <= attempt.received_at


# -- held back -------------------------------------------------------------------------------------------------------


def by_id(assessment: Assessment, patient: Patient) -> dict[str, HeldBack | None]:
    fresh = assessment_of(patient, assessment.pk)
    return {one.test.id: one.held_back for one in offered(fresh, flags_of(patient))}


def test_a_caution_takes_tests_out_until_a_therapist_says_yes_by_name(
    people: People, asked: Assessment
) -> None:
    assert set(by_id(asked, people.maria).values()) == {None}
    screened(people.maria, {"GEN-3": "Y"})
    assert by_id(asked, people.maria)["chair-stand-30s"] is HeldBack.CAUTION
    assert by_id(asked, people.maria)["forward-bend"] is None
    with pytest.raises(Refused, match="why"):
        allow_test(by=people.tom.user, assessment=asked, test="chair-stand-30s", because=" ")
    allow_test(by=people.tom.user, assessment=asked, test="chair-stand-30s", because="Cardiologist agrees.")
    allow_test(by=people.theo.user, assessment=asked, test="chair-stand-30s", because="Me too.")
    assert by_id(asked, people.maria)["chair-stand-30s"] is None
    entry = AuditEntry.objects.get(deed="assessments.allow_test")
    assert entry.by_id == people.tom.user.pk


def test_what_is_done_in_spite_of_a_caution_says_so(people: People, asked: Assessment) -> None:
    screened(people.maria, {"GEN-3": "C"})
    assert keep(people, sent(asked)).came_in_under in ("caution", "P")


def test_a_short_stand_on_one_leg_takes_out_what_could_end_in_a_fall(
    people: People, asked: Assessment
) -> None:
    first = keep(people, sent(asked, "single-leg-stance", by_hand={"left": 3, "right": 30}))
    assert first.came_in_under == ""
    held = by_id(asked, people.maria)
    assert [held[test] for test in ("single-leg-stance", "chair-stand-30s")] == [HeldBack.CAUTION] * 2
    assert held["shoulder-flexion"] is None


def test_a_supervised_test_is_never_offered_alone(people: People) -> None:
    asked = ask_assessment(
        by=people.tom.user, patient=people.maria, test_set="short-first", tests=["sorensen"]
    )
    assert by_id(asked, people.maria) == {"sorensen": HeldBack.VISIT}


def test_pain_that_jumps_ends_testing_for_the_day(people: People, asked: Assessment) -> None:
    keep(people, sent(asked, pain_before=2, pain_after=4))
    assert not over_for_today(assessment_of(people.maria, asked.pk))
    keep(people, sent(asked, pain_before=2, pain_after=5))
    assert over_for_today(assessment_of(people.maria, asked.pk))
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert not over_for_today(assessment_of(people.maria, asked.pk))


# -- a therapist's part ----------------------------------------------------------------------------------------------


def test_a_value_a_therapist_marks_counts_before_the_device(people: People, asked: Assessment) -> None:
    mine = marked(9)
    mark_test(by=people.tom.user, assessment=asked, test="chair-stand-30s", marked=mine)
    mark_test(by=people.tom.user, assessment=asked, test="chair-stand-30s", marked=mine)
    keep(people, sent(asked, by_hand={"both": 14}))
    assert measured_of(people.maria) == {"chair_stands": 9}
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"how": "camera"}, "how"),
        ({"outcome": ""}, "outcome"),
        ({"by_hand": {}}, "by_hand"),
        ({"by_hand": {"both": 99}}, "by_hand.both"),
        ({"outcome": "not_done", "by_hand": {}}, "why"),
        ({"outcome": "not_seen"}, "by_hand"),
        ({"pain_before": 11}, "pain_before"),
        ({"note": "x" * 501}, "note"),
    ],
)
def test_how_it_was_taken_is_always_asked(
    people: People, asked: Assessment, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        mark_test(by=people.tom.user, assessment=asked, test="chair-stand-30s", marked=marked(9, **wrong))
    assert refused.value.field == field


def test_a_change_is_one_only_beyond_the_error_and_only_against_its_own_kind(
    people: People, asked: Assessment
) -> None:
    with days_ago(20):
        keep(people, sent(asked, by_hand={"both": 12}))
        keep(people, by_camera(asked, seen=seen_arm(left=110.0)))
    now = [
        (sent(asked, by_hand={"both": 13}), Change.WITHIN),
        (sent(asked, by_hand={"both": 15}), Change.MORE),
        (sent(asked, by_hand={"both": 9}), Change.LESS),
        (by_camera(asked, seen=seen_arm(left=120.0)), Change.WITHIN),
        (by_camera(asked, seen=seen_arm(left=140.0)), Change.MORE),
        (sent(asked, "shoulder-flexion", how="helper", by_hand={"left": 150}), Change.UNLIKE),
        (sent(asked, "single-leg-stance", by_hand={"left": 10, "right": 10}), None),
    ]
    for body, said in now:
        attempt = keep(people, body)
        assert next(one.change for one in compared(attempt, attempts_of(people.maria))) is said


def test_only_a_therapist_makes_it_three_and_the_reason_stays(people: People, asked: Assessment) -> None:
    keep(people, by_camera(asked))
    (hint,) = [one for one in found_of(people.maria) if one.id == "chest_shoulder_mobility"]
    assert (hint.score, hint.may_change_plan) == (1, False)
    judge_impairment(
        by=people.tom.user, patient=people.maria, impairment=hint.id, score=3, because="Cannot reach a shelf."
    )
    (confirmed,) = [one for one in found_of(people.maria) if one.id == hint.id]
    assert (confirmed.score, confirmed.may_change_plan) == (3, True)
    judge_impairment(
        by=people.theo.user, patient=people.maria, impairment=hint.id, score=0, because="An old fracture."
    )
    assert [one for one in found_of(people.maria) if one.id == hint.id] == []
    assert judged_of(people.maria) == {hint.id: 0}
    usual: dict[str, Any] = {
        "by": people.tom.user,
        "patient": people.maria,
        "impairment": hint.id,
        "score": 1,
        "because": "x",
    }
    for wrong in ({"score": 4}, {"because": ""}, {"impairment": "bad_back"}):
        with pytest.raises(Refused):
            judge_impairment(**(usual | wrong))
