"""Practising, stopping, counting: each is kept once, on the person's own day, and can be put right."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.people import ZONE, People
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.education.actions import (
    begin_stage,
    count_breaths,
    practise,
    stop_practice,
    withdraw_count,
    withdraw_practice,
)
from unbrace.clinic.education.models import BreathCount, BreathingPractice
from unbrace.clinic.education.queries import counts_of, practices_of, standing_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.rehab.unbracing import Caution, Pace, Step

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo(ZONE))


def five_days_of_checks(people: People) -> datetime:
    """Three checks a day on five days; gives the last moment."""
    for day in range(5):
        for hour in (0, 2, 4):
            with clock.set_to(NOON + timedelta(days=day, hours=hour)):
                practise(by=people.maria.user, patient=people.maria)
    return NOON + timedelta(days=4, hours=5)


def test_the_course_begins_with_noticing(people: People) -> None:
    standing = standing_of(people.maria)
    assert standing.stage.id == "notice"
    assert standing.advice.step is Step.STAY


def test_when_it_is_easy_the_next_stage_is_offered_and_the_person_takes_it(people: People) -> None:
    with clock.set_to(five_days_of_checks(people)):
        assert standing_of(people.maria).advice.step is Step.OFFER
        begin_stage(by=people.maria.user, patient=people.maria, stage_id="soft-belly")
        standing = standing_of(people.maria)
        assert (standing.stage.id, standing.practices) == ("soft-belly", ())
        # and back again: what was practised before stays practised, the stage begins anew
        begin_stage(by=people.maria.user, patient=people.maria, stage_id="notice")
        assert standing_of(people.maria).practices == ()
    assert practices_of(people.maria).count() == 15


def test_a_stage_that_is_not_open_yet_is_refused(people: People) -> None:
    for stage, words in (
        ("soft-belly", "not open"),  # the page says how many more days, in the language of the person
        ("daily-life", "not open"),
        ("no-such", "no such stage"),
    ):
        with pytest.raises(Refused, match=words):
            begin_stage(by=people.maria.user, patient=people.maria, stage_id=stage)


def test_a_stop_shuts_the_pacer_for_the_day_and_no_stage_is_offered(people: People) -> None:
    now = five_days_of_checks(people)
    with clock.set_to(now):
        stop_practice(by=people.maria.user, patient=people.maria, caution=Caution.LIGHT_HEADED)
        assert standing_of(people.maria).advice.step is Step.REST_TODAY
        with pytest.raises(Refused):
            begin_stage(by=people.maria.user, patient=people.maria, stage_id="soft-belly")
    with clock.set_to(now + timedelta(days=1)):
        assert standing_of(people.maria).advice.step is Step.STAY


def test_a_practice_is_dated_where_the_person_is(people: People) -> None:
    with clock.set_to(datetime(2026, 11, 24, 23, 30, tzinfo=ZoneInfo("UTC"))):
        assert practise(by=people.maria.user, patient=people.maria).day == date(2026, 11, 25)


def test_what_was_not_asked_stays_empty_and_nought_is_kept(people: People) -> None:
    nothing = practise(by=people.maria.user, patient=people.maria, seconds=0)
    assert (nothing.ease, nothing.held, nothing.talked, nothing.seconds) == (None, "", "", 0)
    hard = practise(by=people.maria.user, patient=people.maria, ease=0, pace=Pace(4, 6, 3))
    assert (hard.ease, hard.in_s, hard.out_s) == (0, 4, 6)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"ease": 11}, "ease"),
        ({"ease": True}, "ease"),
        ({"seconds": 99_999}, "seconds"),
        ({"held": "maybe"}, "held"),
        ({"talked": "x"}, "talked"),
    ],
)
def test_an_answer_that_is_none_is_refused(people: People, said: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        practise(by=people.maria.user, patient=people.maria, **said)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert BreathingPractice.objects.count() == 0


def test_a_practice_taken_out_counts_no_more_and_a_stop_stays(people: People) -> None:
    practice = practise(by=people.maria.user, patient=people.maria)
    withdraw_practice(by=people.maria.user, practice=practice)
    assert standing_of(people.maria).practices == ()
    stop = stop_practice(by=people.maria.user, patient=people.maria, caution=Caution.TINGLING)
    with pytest.raises(Refused, match="stay careful"):
        withdraw_practice(by=people.maria.user, practice=stop)
    with pytest.raises(NotYours):
        withdraw_practice(by=people.jonas.user, practice=practice)


def test_the_own_count_is_kept_and_can_be_taken_out(people: People) -> None:
    count = count_breaths(by=people.maria.user, patient=people.maria, taps=14, seconds=60)
    assert list(counts_of(people.maria)) == [count]
    with pytest.raises(NotYours):
        withdraw_count(by=people.tom.user, count=count)
    withdraw_count(by=people.maria.user, count=count)
    assert list(counts_of(people.maria)) == []
    assert BreathCount.objects.count() == 1


@pytest.mark.parametrize(
    ("taps", "seconds", "field"),
    [(0, 60, "taps"), (121, 60, "taps"), (9, 29, "seconds"), (9, 121, "seconds")],
)
def test_a_count_that_says_nothing_is_refused(people: People, taps: int, seconds: int, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        count_breaths(by=people.maria.user, patient=people.maria, taps=taps, seconds=seconds)
    assert refusal.value.field == field


def test_the_trail_says_that_and_never_what(people: People) -> None:
    practise(by=people.maria.user, patient=people.maria, ease=3, held="yes")
    entry = AuditEntry.objects.get(deed="education.practise")
    assert entry.details == {}
