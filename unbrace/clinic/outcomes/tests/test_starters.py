"""Who started, and what is known of each: whoever stopped is in it, whoever is somebody else's is not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import BRIDGES, SQUATS, sign, sit, tells_and_sends
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.check_ins.models import GoalWord
from unbrace.clinic.outcomes.starters import Started, outcomes_of, started_in, today_in, without_programme
from unbrace.clinic.programmes.actions import PrescriptionDraft

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.care_teams.models import Membership


def of(people: People, therapist: Membership | None = None, days: int = 200) -> list[Started]:
    today = today_in(people.riverside)
    return started_in(people.riverside, today - timedelta(days=days), today, therapist)


def test_somebody_starts_with_the_first_signed_programme(people: People) -> None:
    assert of(people) == []
    assert without_programme(people.riverside) == 2
    sign(people, people.maria, days_ago=30)
    sign(people, people.maria, [SQUATS, BRIDGES], days_ago=10)
    (maria,) = of(people)
    assert maria.starter.began == today_in(people.riverside) - timedelta(days=30)
    assert (maria.name, maria.therapist, maria.language, maria.in_care) == ("Maria", "Tom", "en", True)
    assert without_programme(people.riverside) == 1


def test_what_was_planned_done_and_said_is_known_by_day(people: People) -> None:
    today = today_in(people.riverside)
    version = sign(people, people.maria, [PrescriptionDraft("squat", 2, 8, days=(0, 2))], days_ago=30)
    sign(people, people.maria, [PrescriptionDraft("squat", 2, 8, days=(1,)), BRIDGES], days_ago=10)
    with clock.set_to(clock.now().replace(hour=12)):  # an hour before must not be the day before
        sit(people.maria, version, days_ago=20)
        sit(people.maria, version, days_ago=20.05)
    gone = sit(people.maria, version, days_ago=5)
    gone.withdrawn_at = clock.now()
    gone.save()
    for back, pain in ((21, 6), (14, 0)):
        with clock.set_to(clock.now() - timedelta(days=back)):
            record_check_in(by=people.maria.user, patient=people.maria, answers={"average_pain": 9})
            record_check_in(by=people.maria.user, patient=people.maria, answers={"average_pain": pain})
    record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 4})
    (one,) = of(people)
    starter = one.starter
    assert starter.plans == ((today - timedelta(days=30), 0b101), (today - timedelta(days=10), 0b1111111))
    assert starter.done == (today - timedelta(days=20),) * 2
    assert starter.pain == ((today - timedelta(days=21), 6.0), (today - timedelta(days=14), 0.0))


def test_the_way_in_tells_the_first_scores_and_the_group(people: People) -> None:
    tells_and_sends(people.maria)
    sign(people, people.maria, days_ago=0)
    for slot, rating in ((1, 8), (2, 6)):
        GoalWord(
            patient=people.maria,
            slot=slot,
            kind="rated",
            rating=rating,
            day=today_in(people.riverside) + timedelta(days=1),
            by=people.maria.user,
        ).save()
    (one,) = of(people)
    assert one.group
    assert [value for _, value in one.starter.pain] == [3.0]
    assert [value for _, value in one.starter.function] == [4.0, 7.0]


def test_whoever_left_stays_counted(people: People) -> None:
    sign(people, people.maria, days_ago=60)
    people.maria.ended_at = clock.now()
    people.maria.save()
    (one,) = of(people)
    assert not one.in_care
    assert outcomes_of([one], today_in(people.riverside)).week_4 == {"not active": 1}


def test_one_therapists_people_are_their_own(people: People) -> None:
    sign(people, people.maria, days_ago=30)
    assert [one.name for one in of(people, people.tom)] == ["Maria"]
    assert of(people, people.theo) == []
    today = today_in(people.hilltop)
    assert started_in(people.hilltop, today - timedelta(days=200), today) == []


def test_a_time_that_ends_before_the_start_holds_nobody(people: People) -> None:
    sign(people, people.maria, days_ago=30)
    assert of(people, days=29) == []
    assert len(of(people, days=30)) == 1


@pytest.mark.parametrize("by_name", [True, False])
def test_it_asks_the_same_for_one_as_for_two_by_name_or_by_clinic(
    people: People, by_name: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unbrace.clinic.outcomes.starters.MOST_BY_NAME", 500 if by_name else 0)
    version = sign(people, people.maria, days_ago=30)
    sit(people.maria, version, days_ago=3)
    counts = []
    for more in (False, True):
        if more:
            sit(people.jonas, sign(people, people.jonas, days_ago=20), days_ago=1)
        with CaptureQueriesContext(connection) as asked:
            found = of(people)
        counts.append(len(asked))
    assert [len(one.starter.done) for one in found] == [1, 1]
    assert counts == [4, 4]
