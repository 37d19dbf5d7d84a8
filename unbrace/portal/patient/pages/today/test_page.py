"""Today: one next thing, said kindly, in every state."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import BRIDGES, SQUATS, ZONE, body, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.assessments.models import Assessment
from unbrace.clinic.care_teams.actions import remove_member
from unbrace.clinic.check_ins.actions import write_diary
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.check_ins.goals import GoalWord
from unbrace.clinic.check_ins.models import FlareRating, FlareUp, WeeklyCheckIn
from unbrace.clinic.exercise_sessions.actions import record_session, withdraw_session
from unbrace.clinic.exercise_sessions.upload import parse_upload
from unbrace.clinic.lifts.models import LadderStep, OwnTask, TaskTry
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.programmes.actions import PrescriptionDraft, pause
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.staying_well.models import Maintenance
from unbrace.clinic.visits.models import Visit
from unbrace.clinic.worklist.actions import accept_proposal, sweep
from unbrace.clinic.worklist.queries import open_proposals_for
from unbrace.portal.patient.pages.today.presenter import greeting_at
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo(ZONE))  # a Wednesday


def today(people: People) -> str:
    return signed_in(people.maria.user).get("/").content.decode()


def test_work_that_waits_on_the_device_can_be_sent_from_here(people: People) -> None:
    client = signed_in(people.maria.user)
    page = client.get("/").content.decode()
    assert f'data-module="outbox-badge" data-owner="{owner_mark(people.maria.user)}"' in page
    assert "csrftoken" in client.cookies


def test_before_anything_is_signed_it_asks_for_nothing(people: People) -> None:
    assert "Tell us about your back" in today(people)


def test_it_offers_todays_session_with_its_length_and_its_reason(people: People) -> None:
    sign(people, people.maria, [SQUATS, BRIDGES])
    page = today(people)
    assert "Today&#x27;s session" in page or "Today's session" in page
    assert "2 sets of 8" in page
    assert "2 exercises" in page
    assert "Legs carry the load" in page
    assert 'href="/exercise/"' in page


def test_after_a_session_it_is_done_and_calm(people: People) -> None:
    with clock.set_to(NOON):
        version = sign(people, people.maria)
        sit(people.maria, version, days_ago=0.1)
        page = today(people)
    assert "That is today done" in page
    assert "Start the session" not in page


def test_a_session_taken_out_does_not_count_as_done(people: People) -> None:
    with clock.set_to(NOON):
        session = sit(people.maria, sign(people, people.maria), days_ago=0.1)
        withdraw_session(by=people.maria.user, session=session)
        assert "That is today done" not in today(people)


def test_a_day_on_which_everything_was_skipped_is_not_done_and_asks_nothing_next_morning(
    people: People,
) -> None:
    with clock.set_to(NOON):
        version = sign(people, people.maria)
        upload = body(people.maria, version)
        upload["exercises"][0] |= {"skipped": True, "sets": [], "pain": None, "effort": None}
        record_session(by=people.maria.user, patient=people.maria, upload=parse_upload(upload))
        assert "Start the session" in today(people)
    with clock.set_to(NOON + timedelta(days=1)):
        assert "the morning after" not in today(people)


def test_what_still_lies_on_the_device_is_told_in_a_region_that_is_there_from_the_start(
    people: People,
) -> None:
    (region,) = re.findall(r'<div[^>]*data-module="outbox-badge"[^>]*>', today(people))
    assert 'role="status"' in region
    assert "hidden" not in region


def test_on_a_day_without_exercises_it_names_the_next_one(people: People) -> None:
    with clock.set_to(NOON):
        sign(people, people.maria, [PrescriptionDraft("squat", sets=2, reps=8, days=(4,))])
        page = today(people)
    assert "A day to recover" in page
    assert "on Friday" in page


def test_after_a_missed_fortnight_it_welcomes_back_and_says_how_much_is_plenty(people: People) -> None:
    with clock.set_to(NOON):
        sit(people.maria, sign(people, people.maria, days_ago=3), days_ago=0.1)
    with clock.set_to(NOON + timedelta(days=15)):
        sweep()
        screened(people.maria, asked_in=AskedIn.ONBOARDING)
        client = signed_in(people.maria.user)
        page = client.get("/").content.decode()
        assert "Good to see you again" in page
        assert "Welcome back after two weeks or more." in page
        assert "Squat: 2 sets of 4" in page
        assert "For now 2 sets of 4 is plenty." in client.get("/exercise/").content.decode()
        for proposal in open_proposals_for(people.maria):
            accept_proposal(by=people.tom.user, proposal=proposal)
        page = client.get("/").content.decode()
        assert "Your therapist has set the new start for you." in page
        version = current_version(people.maria)
        assert version is not None
        sit(people.maria, version, days_ago=0.01)
        assert "Good to see you again" not in client.get("/").content.decode()


def test_nobody_is_welcomed_back_within_the_week_or_into_a_stop(people: People) -> None:
    with clock.set_to(NOON):
        sit(people.maria, sign(people, people.maria, days_ago=3), days_ago=0.1)
    with clock.set_to(NOON + timedelta(days=6)):
        assert "Good to see you again" not in today(people)
    with clock.set_to(NOON + timedelta(days=15)):
        screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.ONBOARDING)
        assert "Good to see you again" not in today(people)


def test_a_paused_programme_asks_for_nothing(people: People) -> None:
    sign(people, people.maria)
    pause(by=people.tom.user, patient=people.maria)
    assert "Your programme is paused" in today(people)
    assert 'href="/exercise/"' not in today(people)


def test_the_morning_after_it_asks_once_how_the_back_is(people: People) -> None:
    with clock.set_to(NOON):
        version = sign(people, people.maria)
        sit(people.maria, version, days_ago=1)
        page = today(people)
    assert "the morning after yesterday" in page
    assert page.count('name="pain"') == 12
    assert 'name="pain" value="0" checked' not in page


def test_unreviewed_content_says_so(people: People) -> None:
    assert "Draft content, not clinically reviewed." in today(people)


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (4, "Good morning"),
        (11, "Good morning"),
        (12, "Good afternoon"),
        (18, "Good evening"),
        (3, "Good evening"),
    ],
)
def test_the_greeting_follows_the_persons_own_clock(hour: int, words: str) -> None:
    assert greeting_at(hour) == words


def test_the_date_is_the_persons_own_and_not_the_servers(people: People) -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=ZoneInfo("UTC"))  # half past midnight in Berlin
    with clock.set_to(late):
        assert "Wednesday 25 November" in today(people)


def test_it_asks_the_database_the_same_few_questions_however_long_the_history(people: People) -> None:
    with clock.set_to(NOON):
        version = sign(people, people.maria)
        sit(people.maria, version, days_ago=1)
        client = signed_in(people.maria.user)
        client.get("/")
        with CaptureQueriesContext(connection) as few:
            client.get("/")
        sign(people, people.maria, [SQUATS, BRIDGES], days_ago=20)
        for day in range(2, 7):
            sit(people.maria, version, days_ago=day)
        with CaptureQueriesContext(connection) as many:
            client.get("/")
    # 2 to know who asks, 1 for what was answered about safety, 1 for what else decides whether it is safe, 1 for the
    # version, 1 for the sessions and the mornings after, 1 for all that may be there beside
    assert len(many) == len(few) <= 7


def everything_at_once(people: People) -> None:
    """A flare-up, something told today, and each of what most people have not: a lift, a desk, a visit, tests."""
    maria, tom, now = people.maria, people.tom, clock.now()
    day, version = today_of(maria), sign(people, maria)
    WeeklyCheckIn.objects.create(patient=maria, day=day, worst_pain=2)
    flare = FlareUp.objects.create(patient=maria, began_on=day)
    FlareRating.objects.create(flare_up=flare, day=day, pain=2)
    draft = DiaryDraft(key=uuid4(), written_at=now, time_zone=ZONE, pains={"low_back": 1})
    write_diary(by=maria.user, patient=maria, draft=draft)
    GoalWord.objects.create(patient=maria, by=maria.user, slot=1, kind="set", words="Dig", rating=3, day=day)
    Maintenance.objects.create(
        patient=maria, version=version, began_on=day, signed_by=tom.user, rules_version="1"
    )
    Assessment.objects.create(
        patient=maria, asked_by=tom.user, test_set="sit", set_version="1", tests=["sit-to-stand"]
    )
    visit = {"therapist": tom, "kind": "follow_up", "place": "in_person", "made_by": tom.user}
    begins = now + timedelta(days=2)
    Visit.objects.create(patient=maria, begins=begins, ends=begins + timedelta(hours=1), **visit)
    task = OwnTask.objects.create(
        patient=maria, key=uuid4(), what="Crate", load_kg=8, from_cm=20, to_cm=80, times=2
    )
    step = LadderStep.objects.create(
        task=task, number=1, load_kg=4, from_cm=40, times=2, rules_version="1", signed_by=tom.user
    )
    TaskTry.objects.create(step=step, key=uuid4(), day=day - timedelta(days=1), done=2)


def test_whoever_has_everything_at_once_is_asked_about_once_each(people: People) -> None:
    with clock.set_to(NOON):
        everything_at_once(people)
        client = signed_in(people.maria.user)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/").content.decode()
    assert "Crate" in page
    # the 7 of everybody; the flare-up, the usual pain, the check-in, the diary; 1 for goals, 2 for staying well, 1 for
    # tests, 1 for the visit, 1 for the lift
    assert len(asked) <= 17


def test_someone_else_sees_their_own_today(people: People) -> None:
    with clock.set_to(NOON):
        sit(people.maria, sign(people, people.maria), days_ago=1)
        for who, client in everybody_else(people):
            response = client.get("/")
            holds_nothing_of_maria(people, response, who)
            assert "Legs carry the load" not in response.content.decode(), who


def test_a_therapist_who_left_looks_after_nobody(people: People) -> None:
    sign(people, people.maria)
    client = signed_in(people.maria.user)
    assert "Tom looks after" in client.get("/").content.decode()
    remove_member(by=people.olga.user, membership=people.tom)
    assert "looks after" not in client.get("/").content.decode()


def test_what_is_for_the_evening_waits_and_comes_after_three(people: People) -> None:
    drafts = [replace(SQUATS, part_of_day="morning"), replace(BRIDGES, part_of_day="evening")]
    morning = NOON.replace(hour=8)
    with clock.set_to(morning):
        version = sign(people, people.maria, drafts)
        page = today(people)
        assert "For the evening: Bridge." in page
        assert page.index("Squat") < page.index("For the evening")
        upload = body(people.maria, version, clock.now() - timedelta(minutes=20))
        upload["exercises"] = upload["exercises"][:1]
        record_session(by=people.maria.user, patient=people.maria, upload=parse_upload(upload))
        page = today(people)
        assert "In the evening there is still: Bridge." in page
        assert "Start the session" not in page
    with clock.set_to(morning.replace(hour=17)):
        page = today(people)
        assert "Start the session" in page
        assert "In the evening" in page
        assert "1 exercise" in page
