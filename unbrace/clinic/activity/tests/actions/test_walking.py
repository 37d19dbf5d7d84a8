"""The walking plan, week by week: it begins low, asks the mornings, and moves only on a yes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.people import ZONE, People, screened
from unbrace.clinic import clock
from unbrace.clinic.activity.actions import (
    answer_walk_morning,
    log_walk,
    start_walking,
    take_walking_step,
    withdraw_walk,
    write_own_day,
)
from unbrace.clinic.activity.models import Because, Walk, WalkMorning
from unbrace.clinic.activity.queries import last_days, morning_asked_about, next_step, walking_plan_of
from unbrace.clinic.check_ins.actions import rate_flare_up, write_diary
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.refused import Refused
from unbrace.rehab.red_flags import AskedIn

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo(ZONE))  # a Monday


def day(number: int) -> datetime:
    return NOON + timedelta(days=number)


@pytest.fixture
def asked(people: People) -> People:
    """The weekly questions are answered, so that only the walks decide."""
    for number in (0, 7, 13):
        with clock.set_to(day(number)):
            screened(people.maria, asked_in=AskedIn.CHECK_IN)
    return people


def begin(people: People, longest: int = 12) -> None:
    with clock.set_to(day(0)):
        start_walking(by=people.maria.user, patient=people.maria, longest_comfortable_minutes=longest)


def walk(
    people: People, number: int, minutes: int = 9, pain: int | None = 2, morning: int | None = 2
) -> Walk:
    with clock.set_to(day(number)):
        done = log_walk(
            by=people.maria.user,
            patient=people.maria,
            key=uuid.uuid4(),
            day=day(number).date(),
            minutes=minutes,
            pain=pain,
        )
    if morning is not None:
        with clock.set_to(day(number + 1).replace(hour=8)):
            answer_walk_morning(
                by=people.maria.user, patient=people.maria, walked_on=day(number).date(), pain=morning
            )
    return done


def proposed(people: People, number: int = 7) -> tuple[int, int, str] | None:
    with clock.set_to(day(number)):
        step = next_step(people.maria)
    return (step.minutes, step.days, step.because) if step else None


def test_it_begins_at_four_fifths_of_the_longest_comfortable_walk(people: People) -> None:
    begin(people)
    plan = walking_plan_of(people.maria)
    assert plan is not None
    assert (plan.minutes, plan.days) == (9, 3)


def test_nothing_is_proposed_before_the_week_is_over(asked: People) -> None:
    begin(asked)
    assert proposed(asked, 6) is None
    with clock.set_to(day(6)), pytest.raises(Refused, match="when this week is over"):
        take_walking_step(by=asked.maria.user, patient=asked.maria)


@pytest.mark.parametrize(
    ("mornings", "result"),
    [
        ((2, 2, 2), (11, 3, Because.MORE)),
        ((2, 2), (9, 3, Because.SAME)),  # two of three walks are 66 %
        ((2, 2, None), (9, 3, Because.SAME)),
        ((2, 2, 4), (9, 3, Because.SAME)),
        ((2, 2, 5), (5, 3, Because.LESS)),
        ((0, 0, 0), (11, 3, Because.MORE)),
        ((), (9, 3, Because.SAME)),
    ],
)
def test_the_weeks_step_follows_the_mornings(
    asked: People, mornings: Sequence[int | None], result: tuple[int, int, str]
) -> None:
    begin(asked)
    for index, morning in enumerate(mornings):
        walk(asked, 2 * index, morning=morning)
    assert proposed(asked) == result


def test_yes_makes_a_new_plan_and_the_week_begins_anew(asked: People) -> None:
    begin(asked)
    for number in (0, 2, 4):
        walk(asked, number)
    with clock.set_to(day(7)):
        assert take_walking_step(by=asked.maria.user, patient=asked.maria).minutes == 11
        assert next_step(asked.maria) is None
    assert asked.maria.walking_plans.count() == 2


def test_a_walk_that_was_taken_out_does_not_count(asked: People) -> None:
    begin(asked)
    walks = [walk(asked, number) for number in (0, 2, 4)]
    withdraw_walk(by=asked.maria.user, walk=walks[0])
    assert proposed(asked) == (9, 3, Because.SAME)


def test_no_more_is_proposed_in_a_flare_up_or_while_questions_are_open(asked: People) -> None:
    begin(asked)
    for number in (0, 2, 4):
        walk(asked, number)
    with clock.set_to(day(7)):
        rate_flare_up(by=asked.maria.user, patient=asked.maria, pain=3)
    assert proposed(asked) == (9, 3, Because.SAME)


def test_a_bad_day_anywhere_in_the_week_holds_it(asked: People) -> None:
    """The walks went well; what hurt stands in the diary."""
    begin(asked)
    for number in (0, 2, 4):
        walk(asked, number)
    with clock.set_to(day(3)):
        draft = DiaryDraft(key=uuid.uuid4(), written_at=day(3), time_zone=ZONE, pains={"low_back": 5})
        write_diary(by=asked.maria.user, patient=asked.maria, draft=draft)
    assert proposed(asked) == (9, 3, Because.SAME)


def test_no_step_is_taken_while_safety_stops_everything(asked: People) -> None:
    begin(asked)
    with clock.set_to(day(6)):
        screened(asked.maria, {"INF-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    with clock.set_to(day(7)), pytest.raises(Refused, match="safety questions"):
        take_walking_step(by=asked.maria.user, patient=asked.maria)
    assert asked.maria.walking_plans.count() == 1


def test_beginning_anew_is_no_way_to_walk_more_in_a_flare_up(asked: People) -> None:
    begin(asked, longest=6)
    with clock.set_to(day(1)):
        rate_flare_up(by=asked.maria.user, patient=asked.maria, pain=3)
        for longest, minutes in ((60, 4), (2, 1)):
            plan = start_walking(
                by=asked.maria.user, patient=asked.maria, longest_comfortable_minutes=longest
            )
            assert plan.minutes == minutes


def test_a_day_without_a_walk_is_known_and_asks_for_no_morning(people: People) -> None:
    with clock.set_to(day(0)):
        write_own_day(by=people.maria.user, patient=people.maria, key=uuid.uuid4(), walked=0, pains={})
        assert last_days(people.maria)[-1].walking == 0
    with clock.set_to(day(1)):
        assert morning_asked_about(people.maria) is None


def test_a_red_flag_stops_the_beginning(people: People) -> None:
    screened(people.maria, {"INF-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    with pytest.raises(Refused, match="safety questions"):
        start_walking(by=people.maria.user, patient=people.maria, longest_comfortable_minutes=10)


def test_the_same_form_twice_is_one_walk(people: People) -> None:
    with clock.set_to(day(0)):
        key = uuid.uuid4()
        for _ in range(3):
            log_walk(
                by=people.maria.user,
                patient=people.maria,
                key=key,
                day=day(0).date(),
                minutes=9,
                steps=0,
                pain=0,
            )
        one = Walk.objects.get()
        assert (one.steps, one.pain, one.effort) == (0, 0, None)
        today = last_days(people.maria)[-1]
        assert (today.steps, today.walking, today.sleep) == (0, 9, None)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": day(1).date()}, "day"),
        ({"day": day(-8).date()}, "day"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 301}, "minutes"),
        ({"minutes": True}, "minutes"),
        ({"steps": -1}, "steps"),
        ({"effort": 11}, "effort"),
        ({"pain": -1}, "pain"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(
    people: People, changed: dict[str, object], field: str
) -> None:
    wanted = {"day": day(0).date(), "minutes": 10} | changed
    with clock.set_to(day(0)), pytest.raises(Refused) as refusal:
        log_walk(by=people.maria.user, patient=people.maria, key=uuid.uuid4(), **wanted)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Walk.objects.exists()


def test_the_morning_is_asked_from_dawn_for_two_days_and_once(people: People) -> None:
    walk(people, 0, morning=None)
    for hours, asked_about in ((12, None), (15, None), (16, day(0).date()), (63, day(0).date()), (65, None)):
        with clock.set_to(NOON + timedelta(hours=hours)):
            assert morning_asked_about(people.maria) == asked_about, hours
    with clock.set_to(day(1)):
        answer_walk_morning(by=people.maria.user, patient=people.maria, walked_on=day(0).date(), pain=0)
        assert morning_asked_about(people.maria) is None
        with pytest.raises(Refused):
            answer_walk_morning(by=people.maria.user, patient=people.maria, walked_on=day(0).date(), pain=1)
    assert WalkMorning.objects.get().pain == 0
