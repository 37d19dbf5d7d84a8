from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.people import People, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import record_next_morning
from unbrace.clinic.check_ins.morning import is_open, opens_at
from unbrace.clinic.check_ins.queries import morning_after, waiting_for
from unbrace.clinic.exercise_sessions.actions import withdraw_session
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.refused import NotYours, Refused

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def session(people: People) -> ExerciseSession:
    return sit(people.maria, sign(people, people.maria), days_ago=1.5)


def the_morning_after(session: ExerciseSession) -> datetime:
    return opens_at(session.ended_at, session.time_zone) + timedelta(hours=3)


@pytest.mark.parametrize(
    ("ended", "opens"),
    [
        (datetime(2026, 11, 22, 18, tzinfo=BERLIN), datetime(2026, 11, 23, 4, tzinfo=BERLIN)),
        (datetime(2026, 11, 23, 0, 30, tzinfo=BERLIN), datetime(2026, 11, 23, 4, tzinfo=BERLIN)),
        (datetime(2026, 11, 23, 5, tzinfo=BERLIN), datetime(2026, 11, 24, 4, tzinfo=BERLIN)),
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), datetime(2026, 11, 23, 4, tzinfo=BERLIN)),
        (datetime(2026, 3, 28, 18, tzinfo=BERLIN), datetime(2026, 3, 29, 4, tzinfo=BERLIN)),
    ],
)
def test_the_morning_is_the_persons_own(ended: datetime, opens: datetime) -> None:
    assert opens_at(ended, "Europe/Berlin") == opens
    assert not is_open(ended, "Europe/Berlin", opens - timedelta(seconds=1))
    assert is_open(ended, "Europe/Berlin", opens)
    assert not is_open(ended, "Europe/Berlin", opens + timedelta(hours=48))


def test_the_question_waits_until_it_is_answered(people: People, session: ExerciseSession) -> None:
    with clock.set_to(the_morning_after(session)):
        assert waiting_for(people.maria) == [session]
        record_next_morning(by=people.maria.user, patient=people.maria, session=session, pain=0)
        assert waiting_for(people.maria) == []
    assert morning_after(session) == 0


def test_not_answered_is_not_0(session: ExerciseSession) -> None:
    assert morning_after(session) is None


def test_the_newest_answer_counts(people: People, session: ExerciseSession) -> None:
    for minutes, pain in ((0, 5), (1, 2)):
        with clock.set_to(the_morning_after(session) + timedelta(minutes=minutes)):
            record_next_morning(by=people.maria.user, patient=people.maria, session=session, pain=pain)
    assert morning_after(session) == 2


def test_the_same_evening_is_too_early_and_a_week_later_too_late(
    people: People, session: ExerciseSession
) -> None:
    for moment, words in (
        (session.ended_at, "tomorrow"),
        (session.ended_at + timedelta(days=7), "no longer"),
    ):
        with clock.set_to(moment), pytest.raises(Refused, match=words):
            record_next_morning(by=people.maria.user, patient=people.maria, session=session, pain=2)


@pytest.mark.parametrize("pain", [-1, 11, True, 2.5, None])
def test_a_pain_that_is_none_is_refused(people: People, session: ExerciseSession, pain: int) -> None:
    with clock.set_to(the_morning_after(session)), pytest.raises(Refused) as refusal:
        record_next_morning(by=people.maria.user, patient=people.maria, session=session, pain=pain)
    assert refusal.value.field == "pain"


def test_a_withdrawn_session_is_not_asked_about(people: People, session: ExerciseSession) -> None:
    withdraw_session(by=people.maria.user, session=session)
    session.refresh_from_db()
    with clock.set_to(the_morning_after(session)):
        assert waiting_for(people.maria) == []
        with pytest.raises(NotYours):
            record_next_morning(by=people.maria.user, patient=people.maria, session=session, pain=2)
