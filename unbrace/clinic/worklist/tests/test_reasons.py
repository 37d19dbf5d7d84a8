"""Each reason finds whom it is about, at its threshold and not just below it; the clinic's own numbers hold."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.people import BRIDGES, ZONE, People, screened, sign, sit, tells_and_sends
from unbrace.clinic import clock
from unbrace.clinic.assessments.actions import (
    Marked,
    ask_assessment,
    mark_test,
    read_assessment,
    record_attempt,
)
from unbrace.clinic.assessments.tests.conftest import sent as a_test
from unbrace.clinic.assessments.upload import parse_attempt
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.check_ins.actions import end_flare_up, rate_flare_up, record_check_in, record_next_morning
from unbrace.clinic.conversations.actions import send_message
from unbrace.clinic.conversations.models import Attachment
from unbrace.clinic.exercise_sessions.actions import correct_session, withdraw_session
from unbrace.clinic.intakes.models import Intake
from unbrace.clinic.lifts.actions import answer_day_after, describe_task, note_try, sign_step
from unbrace.clinic.lifts.models import LadderStep
from unbrace.clinic.lifts.tests.actions.test_lifts import CRATE
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.clinic.visits.actions import mark_visit, move_visit, plan_visit
from unbrace.clinic.worklist.actions import review_session, set_list_rules
from unbrace.clinic.worklist.looking import Looking
from unbrace.clinic.worklist.reasons import REASONS, Found
from unbrace.clinic.worklist.rows import people_to_look_at
from unbrace.rehab.alerts import Thresholds
from unbrace.rehab.lifting_ladder import Step
from unbrace.rehab.red_flags import AskedIn

NOON = datetime(2027, 2, 15, 12, tzinfo=ZoneInfo(ZONE))


@pytest.fixture(autouse=True)
def at_noon(people: People) -> Any:
    with clock.set_to(NOON):
        yield


def found_for(patient: Patient, reason: str = "") -> list[Found]:
    rows = [row for row in people_to_look_at(patient.clinic).rows if row.patient == patient]
    return [one for row in rows for one in row.found if reason in ("", one.reason)]


def reasons_of(patient: Patient) -> list[str]:
    return [one.reason for one in found_for(patient)]


def days_before(days: float) -> Any:
    return clock.set_to(NOON - timedelta(days=days))


def rated(people: People, pains: dict[int, int], patient: Patient | None = None) -> None:
    """Sessions so many days ago, each with this pain before it."""
    patient = patient or people.maria
    version = sign(people, patient, [BRIDGES], days_ago=60)
    for days, pain in pains.items():
        sit(patient, version, days_ago=days, pain_before=pain)


def test_every_reason_says_when_with_the_clinics_own_numbers() -> None:
    assert len({reason.id for reason in REASONS}) == len(REASONS) == 18
    for reason in REASONS:
        said = reason.published(Thresholds())
        assert said.endswith("."), reason.id
    (quiet,) = (reason for reason in REASONS if reason.id == "falling_off")
    assert quiet.published(Thresholds()).startswith(
        "Nothing heard for 49 hours, and again after 14 and 21 days"
    )


def test_nobody_is_listed_for_nothing(people: People) -> None:
    rated(people, {1: 2, 3: 2, 5: 2})
    assert people_to_look_at(people.riverside).rows == ()


def test_safety_stands_first_and_only_the_clearing_ends_it(people: People) -> None:
    with days_before(1):
        send_message(by=people.maria.user, patient=people.maria, key=uuid4(), text="Hello")
        finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    assert reasons_of(people.maria) == ["safety_today", "message"]
    clear_flags(by=people.tom.user, patient=people.maria, findings=[finding.pk], reason="Looked.")
    assert reasons_of(people.maria) == ["message"]


def test_less_urgent_safety_comes_after_words_of_concern(people: People) -> None:
    screened(people.jonas, {"NEU-3": ("Y", "Y")})
    send_message(by=people.maria.user, patient=people.maria, key=uuid4(), text="Both legs feel numb")
    assert reasons_of(people.jonas) == ["safety"]
    assert reasons_of(people.maria)[0] == "words"
    assert [row.patient for row in people_to_look_at(people.riverside).rows] == [people.maria, people.jonas]


def test_a_clip_is_told_from_a_message(people: People) -> None:
    message, _ = send_message(by=people.maria.user, patient=people.maria, key=uuid4(), text="Is this right?")
    assert reasons_of(people.maria) == ["message"]
    Attachment.objects.create(message=message, kind="clip", state="ready", agreed_at=NOON)
    assert reasons_of(people.maria) == ["clip"]


def test_somebody_new_with_a_draft(people: People) -> None:
    tells_and_sends(people.maria)
    assert "new_person" in reasons_of(people.maria)


def test_what_the_rules_propose(people: People) -> None:
    version = sign(people, people.maria)
    sit(people.maria, version, days_ago=2)
    review_session(sit(people.maria, version, days_ago=0.1, pain=8))
    (found,) = found_for(people.maria, "proposal")
    assert [proposal.kind for proposal in found.subject.proposals] == ["REGRESS"]


def test_a_flare_up_is_there_while_it_lasts(people: People) -> None:
    with days_before(2):
        rate_flare_up(by=people.maria.user, patient=people.maria, pain=6)
    (found,) = found_for(people.maria, "flare")
    assert (found.subject.day, found.subject.usual) == (2, 2)
    before = found.marks
    with clock.set_to(NOON + timedelta(days=6)):
        (found,) = found_for(people.maria, "flare")
        assert found.marks > before  # it has not settled: something new
        end_flare_up(by=people.maria.user, patient=people.maria)
        assert found_for(people.maria, "flare") == []


@pytest.mark.parametrize(("pains", "listed"), [((5, 5), True), ((5, 3), False), ((3, 5), False)])
def test_two_days_well_above_the_usual_are_a_flare_up_nobody_named(
    people: People, pains: tuple[int, int], listed: bool
) -> None:
    rated(people, {7: 2, 6: 2, 5: 2, 4: 2, 1: pains[0], 0: pains[1]} | {})
    assert [one.says for one in found_for(people.maria, "flare")] == (
        ["2 days in a row at 2 or more above the usual pain."] if listed else []
    )


def test_a_flare_up_of_somebody_nobody_looks_after_is_on_every_therapists_list(people: People) -> None:
    def listed(therapist: Membership) -> list[Patient]:
        return [row.patient for row in people_to_look_at(therapist.clinic, therapist).rows]

    rate_flare_up(by=people.maria.user, patient=people.maria, pain=6)
    assert (listed(people.tom), listed(people.theo)) == ([people.maria], [])
    Patient.objects.filter(pk=people.maria.pk).update(therapist=people.fred)  # who has left
    assert listed(people.theo) == [people.maria]
    assert listed(people.ines) == []


def test_three_flare_ups_in_eight_weeks(people: People) -> None:
    for days in (50, 30):
        with days_before(days):
            rate_flare_up(by=people.maria.user, patient=people.maria, pain=6)
            end_flare_up(by=people.maria.user, patient=people.maria)
    assert found_for(people.maria, "flares_again") == []
    rate_flare_up(by=people.maria.user, patient=people.maria, pain=6)
    (found,) = found_for(people.maria, "flares_again")
    assert found.says == "3 flare-ups within 8 weeks: review plan and task."


@pytest.mark.parametrize(("worst", "listed"), [(4, False), (5, True), (7, True), (0, False), (None, False)])
def test_a_pain_jump_is_told_for_a_week(people: People, worst: int | None, listed: bool) -> None:
    with days_before(6):
        record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": worst})
    assert bool(found_for(people.maria, "pain_jump")) is listed
    with clock.set_to(NOON + timedelta(days=1)):
        assert found_for(people.maria, "pain_jump") == []


def test_a_jump_of_another_day_is_not_called_todays(people: People) -> None:
    with days_before(1):
        record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 8})
    (found,) = found_for(people.maria, "pain_jump")
    assert found.says == "Worst pain on Sunday is 8."


def test_the_usual_pain_creeping_up(people: People) -> None:
    rated(people, {33: 2, 32: 2, 31: 2, 3: 4, 2: 4, 1: 4})
    (found,) = found_for(people.maria, "drift")
    assert found.says == "The usual pain rose from 2 to 4 in four weeks."


def test_a_correction_counts_and_what_was_taken_out_does_not(people: People) -> None:
    version = sign(people, people.maria, [BRIDGES], days_ago=60)
    for days in (33, 32, 31):
        sit(people.maria, version, days_ago=days, pain_before=2)
    high = [sit(people.maria, version, days_ago=days, pain_before=4) for days in (3, 2, 1)]
    record_next_morning(by=people.maria.user, patient=people.maria, session=high[-1], pain=4)
    assert found_for(people.maria, "drift")
    correct_session(by=people.maria.user, session=high[0], pain_before=0)
    correct_session(by=people.maria.user, session=high[1], pain_before=0)
    assert found_for(people.maria, "drift") == []
    correct_session(by=people.maria.user, session=high[1], pain_before=4)
    assert found_for(people.maria, "drift")
    for session in high[1:]:
        withdraw_session(by=people.maria.user, session=session)
    assert found_for(people.maria, "drift") == []


def _told(patient: Patient, days_ago: float, measure: str, value: float) -> None:
    Intake.objects.create(
        patient=patient,
        questions_version="1",
        language="en",
        sent_at=NOON - timedelta(days=days_ago),
        scores=[{"measure": measure, "title": measure.upper(), "value": value}],
    )


@pytest.mark.parametrize(("now", "listed"), [(7, True), (5.9, False), (3, False)])
def test_a_questionnaire_that_is_worse_by_its_own_change(people: People, now: float, listed: bool) -> None:
    _told(people.maria, 40, "nprs:average", 4)
    assert found_for(people.maria, "worsened") == []
    _told(people.maria, 1, "nprs:average", now)
    assert [one.says for one in found_for(people.maria, "worsened")] == (
        ["NPRS:AVERAGE went from 4 to 7."] if listed else []
    )


@pytest.mark.parametrize(("value", "listed"), [(14, False), (15, True)])
def test_mood_or_worry(people: People, value: int, listed: bool) -> None:
    _told(people.maria, 1, "phq-8", value)
    assert bool(found_for(people.maria, "distress")) is listed


def test_nobody_whom_safety_stopped_is_called_quiet(people: People) -> None:
    sign(people, people.maria, [BRIDGES], days_ago=60)
    with clock.set_to(NOON + timedelta(days=5)):
        assert "falling_off" in reasons_of(people.maria)
        screened(people.maria, {"CAN-2": "Y"}, asked_in=AskedIn.CHECK_IN)
    with clock.set_to(NOON + timedelta(days=15)):
        assert reasons_of(people.maria) == ["safety"]


def test_a_clinics_own_threshold_holds_for_it_alone(people: People) -> None:
    for patient in (people.maria, people.victor):
        record_check_in(by=patient.user, patient=patient, answers={"worst_pain": 5})
        assert found_for(patient, "pain_jump")
    set_list_rules(by=people.olga.user, clinic=people.riverside, values={"jump_points": 4}, monitoring=False)
    assert found_for(people.maria, "pain_jump") == []
    assert found_for(people.victor, "pain_jump")


def test_monitoring_is_told_only_where_asked_for_only_afterwards_and_only_for_a_week(people: People) -> None:
    rated(people, {31: 2, 20: 2, 2: 2})
    assert found_for(people.maria, "monitoring") == []
    set_list_rules(by=people.olga.user, clinic=people.riverside, values={}, monitoring=True)
    (found,) = found_for(people.maria, "monitoring")
    assert found.says == "Monitoring period 1 ended on 13 February: data on 3 days."
    with clock.set_to(NOON - timedelta(days=4)):
        assert found_for(people.maria, "monitoring") == []  # still running: nobody counts along
    with clock.set_to(NOON + timedelta(days=7)):
        assert found_for(people.maria, "monitoring") == []


def test_results_of_tests_are_told_once_all_are_in_or_a_day_after_and_until_somebody_looks(
    people: People,
) -> None:
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")

    def sends(test: str) -> None:
        said = a_test(asked, test, outcome="not_done", why="pain", by_hand={})
        record_attempt(by=people.maria.user, upload=parse_attempt(said))

    sends(asked.tests[0])
    assert found_for(people.maria, "assessed") == []  # they go on
    with clock.set_to(NOON + timedelta(days=1)):
        (found,) = found_for(people.maria, "assessed")
        assert found.says == f"1 of {len(asked.tests)} tests asked for have a result."
    for test in asked.tests[1:]:
        sends(test)
    (found,) = found_for(people.maria, "assessed")
    with clock.set_to(NOON + timedelta(hours=1)):
        read_assessment(by=people.tom.user, assessment=asked)
        assert found_for(people.maria, "assessed") == []
    with clock.set_to(NOON + timedelta(hours=2)):
        sends(asked.tests[0])  # done again: something new
        assert found_for(people.maria, "assessed") != []


def test_what_a_therapist_marked_themselves_waits_for_nobody(people: People) -> None:
    asked = ask_assessment(
        by=people.tom.user, patient=people.maria, test_set="short-first", tests=["chair-stand-30s"]
    )
    marked = Marked(uuid4(), "measured", "in_person", {"both": 12.0})
    mark_test(by=people.tom.user, assessment=asked, test="chair-stand-30s", marked=marked)
    assert found_for(people.maria, "assessed") == []


def test_a_step_of_a_lift_waits_from_the_telling_until_it_is_signed_and_again_after_a_bad_try(
    people: People,
) -> None:
    assert found_for(people.maria, "lift_step") == []
    task = describe_task(by=people.maria.user, patient=people.maria, key=uuid4(), said=CRATE)
    (found,) = found_for(people.maria, "lift_step")
    assert "first step waits" in found.says
    yes: dict[str, Any] = {"approved": ["outside_the_ages"], "because": "Seen."}
    light: dict[str, Any] = {"by": people.tom.user, "patient": people.maria, "task_id": task.pk, **yes}
    step = sign_step(step=Step(3.0, 75.0, 5), after=0, **light)
    assert found_for(people.maria, "lift_step") == []
    tried: dict[str, Any] = {"by": people.maria.user, "step": step, "done": 5, "pain_before": 2}
    note_try(**tried, key=uuid4(), worst_pain=6)
    with clock.set_to(NOON + timedelta(days=1)):
        note_try(**tried, key=uuid4(), worst_pain=2)  # a better day takes nobody off the list
        (found,) = found_for(people.maria, "lift_step")
        assert "a step back until you sign one" in found.says
        sign_step(step=Step(3.0, 75.0, 3), after=1, **light)
        assert found_for(people.maria, "lift_step") == []


@pytest.mark.parametrize(("flare", "listed"), [(False, 1), (True, 0)])
def test_a_step_on_is_listed_after_two_good_tries_and_not_in_a_flare_up(
    people: People, flare: bool, listed: int
) -> None:
    task = describe_task(by=people.maria.user, patient=people.maria, key=uuid4(), said=CRATE)
    step = LadderStep.objects.create(
        task=task, number=1, load_kg=3, from_cm=75, times=5, rules_version="x", signed_by=people.tom.user
    )
    for days in (4, 2):
        with days_before(days):
            good = note_try(by=people.maria.user, step=step, key=uuid4(), done=5, pain_before=2, worst_pain=2)
        with days_before(days - 1):
            answer_day_after(by=people.maria.user, tried=good, pain=2)
    if flare:
        rate_flare_up(by=people.maria.user, patient=people.maria, pain=6)
    assert len(found_for(people.maria, "lift_step")) == listed


def test_marks_hold_no_answer(people: People) -> None:
    """They are kept for as long as the row is, with what somebody did about it: ids, days and levels only."""
    send_message(by=people.maria.user, patient=people.maria, key=uuid4(), text="Secret")
    for reason in REASONS:
        for found in reason.find(Looking(people.riverside)):
            assert not any("Secret" in mark for mark in found.marks)


def test_a_visit_is_told_on_its_day_and_until_it_is_over(people: People) -> None:
    people.maria.user.time_zone = "Australia/Adelaide"  # where it is past midnight by then
    people.maria.user.save()
    tonight = NOON.replace(hour=17)
    usual: dict[str, Any] = {"kind": "follow_up", "place": "video"}
    visit = plan_visit(by=people.tom.user, patient=people.maria, begins=tonight, **usual)
    (found,) = found_for(people.maria, "visit")
    assert found.says == "Follow-up today at 17:00 (02:30 for them), by video."
    with clock.set_to(visit.begins + timedelta(minutes=5)):
        assert "visit" in reasons_of(people.maria)
        mark_visit(by=people.tom.user, visit=visit, outcome="kept")
        assert "visit" not in reasons_of(people.maria)
        mark_visit(by=people.tom.user, visit=visit, outcome="")
    with clock.set_to(visit.ends):
        assert "visit" not in reasons_of(people.maria)
    moved = move_visit(by=people.tom.user, visit=visit, begins=tonight + timedelta(days=1))
    assert "visit" not in reasons_of(people.maria)
    with clock.set_to(moved.begins - timedelta(hours=3)):
        assert "visit" in reasons_of(people.maria)
