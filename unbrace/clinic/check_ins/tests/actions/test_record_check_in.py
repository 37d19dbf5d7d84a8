"""How the week was: nought counts, nothing is not nought, and the newest word of a day counts."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.people import ZONE, People
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.check_ins.queries import check_in_on, check_ins_of
from unbrace.clinic.check_ins.weekly import weekly_questions
from unbrace.clinic.refused import NotYours, Refused

LATE = datetime(2026, 11, 25, 23, 30, tzinfo=ZoneInfo(ZONE))


def test_nought_is_kept_and_what_was_not_answered_stays_empty(people: People) -> None:
    kept = record_check_in(
        by=people.maria.user, patient=people.maria, answers={"worst_pain": 0, "stress": None}
    )
    assert (kept.worst_pain, kept.stress, kept.average_pain) == (0, None, None)
    assert kept.asked["nprs"] == "1.0.0"
    assert AuditEntry.objects.filter(deed="check_ins.record_check_in").get().details == {}


def test_said_again_before_midnight_it_is_the_same_check_in_and_after_it_a_new_one(people: People) -> None:
    with clock.set_to(LATE):
        for pain in (5, 3):
            record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": pain})
    with clock.set_to(LATE + timedelta(hours=1)):
        record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 8})
    assert [(one.day.day, one.worst_pain) for one in check_ins_of(people.maria)] == [(26, 8), (25, 3)]
    found = check_in_on(people.maria, LATE.date())
    assert found is not None
    assert found.worst_pain == 3


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"worst_pain": 11}, "0 to 10"),
        ({"worst_pain": -1}, "0 to 10"),
        ({"poor_nights": 8}, "0 to 7"),
        ({"worst_pain": True}, "0 to 10"),
        ({"mood": 3}, "no such question"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    people: People, answers: dict[str, int], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        record_check_in(by=people.maria.user, patient=people.maria, answers=answers)
    assert check_ins_of(people.maria) == []


def test_every_question_has_words_and_a_place_to_be_kept(people: People) -> None:
    answers = {question.name: question.highest for question in weekly_questions()}
    kept = record_check_in(by=people.maria.user, patient=people.maria, answers=answers)
    assert all(getattr(kept, name) == value for name, value in answers.items())
    assert all(question.text for question in weekly_questions())


def test_nobody_checks_in_for_somebody_else(people: People) -> None:
    with pytest.raises(NotYours):
        record_check_in(by=people.tom.user, patient=people.maria, answers={"worst_pain": 1})
