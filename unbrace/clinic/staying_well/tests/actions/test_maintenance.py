"""A rule says what is missing, a therapist signs, the person agrees; safety stops it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.people import BRIDGES, EVERY_CONDITION, SQUATS, screened, sign, sit, tells_and_sends
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import (
    end_flare_up,
    rate_flare_up,
    rate_goals,
    record_check_in,
    record_next_morning,
)
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.refused import Refused
from unbrace.clinic.staying_well.actions import begin_maintenance, end_maintenance
from unbrace.clinic.staying_well.queries import maintenance_of, readiness_of, staying_well_of, what_helped
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People


def begin(people: People, **said: Any) -> Any:
    version = current_version(people.maria)
    assert version is not None
    usual: dict[str, Any] = {
        "exercises": [str(one.pk) for one in version.prescriptions.all()],
        "days": [0, 3],
        "agreed": True,
        "because": "She does well and wants to go on alone.",
        "approved": EVERY_CONDITION,
    }
    return begin_maintenance(by=people.tom.user, patient=people.maria, **(usual | said))


def test_it_is_signed_with_the_lighter_programme_in_one(people: People) -> None:
    sign(people, people.maria, [SQUATS, BRIDGES])
    begun = begin(people)
    version = current_version(people.maria)
    assert version is not None
    assert begun.version == version
    assert version.number == 2
    assert [one.days for one in version.prescriptions.all()] == [(0, 3), (0, 3)]
    assert [one.sets for one in version.prescriptions.all()] == [2, 2]
    assert begun.missing, "nothing is known of her goal and her weeks yet"
    assert maintenance_of(people.maria) == begun
    assert begin(people) == begun, "signed twice it is one"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"agreed": False}, "agrees"),
        ({"because": " "}, "still miss"),
        ({"days": [0]}, "two days"),
        ({"days": [0, 0]}, "two days"),
        ({"days": [0, 3, 5]}, "two days"),
        ({"days": [0, 7]}, "two days"),
        ({"exercises": []}, "1 to 4"),
        ({"exercises": ["not-hers"]}, "1 to 4"),
        ({"because": "x" * 501}, "500"),
    ],
)
def test_what_is_missing_is_refused_and_changes_nothing(
    people: People, said: dict[str, Any], words: str
) -> None:
    sign(people, people.maria, [SQUATS, BRIDGES])
    with pytest.raises(Refused, match=words):
        begin(people, **said)
    assert maintenance_of(people.maria) is None
    version = current_version(people.maria)
    assert version is not None
    assert version.number == 1


def test_a_safety_answer_or_a_flare_up_stops_it(people: People) -> None:
    sign(people, people.maria)
    rate_flare_up(by=people.maria.user, patient=people.maria, pain=6)
    with pytest.raises(Refused, match="safety"):
        begin(people)
    end_flare_up(by=people.maria.user, patient=people.maria, what_helped="Short walks")
    assert what_helped(people.maria) == ["Short walks"]
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    with pytest.raises(Refused, match="safety"):
        begin(people)


def test_the_rules_miss_nothing_in_somebody_who_is_well(people: People) -> None:
    """Goal from 4 to 8, little in the way, confident, four weeks of sessions without a red one."""
    with clock.set_to(clock.now() - timedelta(days=40)):
        tells_and_sends(people.maria)
    version = sign(people, people.maria, [SQUATS], days_ago=39)
    for days_ago in (35.0, 20.0, 3.0):
        session = sit(people.maria, version, days_ago=days_ago)
        with clock.set_to(clock.now() - timedelta(days=days_ago - 1)):
            record_next_morning(by=people.maria.user, patient=people.maria, session=session, pain=2)
    assert len(readiness_of(people.maria, agrees=True).missing) == 3
    rate_goals(by=people.maria.user, patient=people.maria, ratings={1: 8})
    record_check_in(
        by=people.maria.user,
        patient=people.maria,
        answers={"plans": 1, "positions": 1, "hands": 1, "confidence": 8},
    )
    assert readiness_of(people.maria, agrees=True).missing == ()
    assert not readiness_of(people.maria, agrees=False).ready
    begun = begin(people, because="")
    assert begun.missing == []


def test_a_red_session_counts_from_its_day(people: People) -> None:
    version = sign(people, people.maria, [SQUATS], days_ago=39)
    sit(people.maria, version, days_ago=10, pain=8)
    assert "Four weeks without a red session." in readiness_of(people.maria, agrees=True).missing


def test_ended_it_is_over_and_the_programme_stays(people: People) -> None:
    sign(people, people.maria, [SQUATS, BRIDGES])
    begin(people)
    end_maintenance(by=people.tom.user, patient=people.maria)
    end_maintenance(by=people.tom.user, patient=people.maria)
    assert staying_well_of(people.maria) is None
    version = current_version(people.maria)
    assert version is not None
    assert version.number == 2
