from __future__ import annotations

from datetime import date

import pytest

from tests.people import People, sign, sit
from unbrace.clinic.programmes.actions import pause, resume
from unbrace.clinic.programmes.queries import due_on, is_paused
from unbrace.clinic.refused import Refused


def test_a_paused_programme_asks_for_nothing_and_a_resumed_one_does(people: People) -> None:
    sign(people, people.maria)
    assert len(due_on(people.maria, date(2026, 11, 23))) == 1
    pause(by=people.tom.user, patient=people.maria)
    assert is_paused(people.maria)
    assert due_on(people.maria, date(2026, 11, 23)) == []
    resume(by=people.tom.user, patient=people.maria)
    assert len(due_on(people.maria, date(2026, 11, 23))) == 1


def test_what_was_done_while_it_was_paused_is_still_taken_in(people: People) -> None:
    version = sign(people, people.maria)
    pause(by=people.tom.user, patient=people.maria)
    assert sit(people.maria, version).pk


def test_without_a_programme_there_is_nothing_to_pause(people: People) -> None:
    with pytest.raises(Refused):
        pause(by=people.tom.user, patient=people.maria)
