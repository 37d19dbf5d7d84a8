"""A name comes in by three deeds, and each reads it the same way."""

from __future__ import annotations

import pytest

from tests.people import People
from unbrace.clinic.accounts.actions import change_details
from unbrace.clinic.accounts.queries import by_email
from unbrace.clinic.care_teams.actions import add_member
from unbrace.clinic.patients.actions import invite_patient
from unbrace.clinic.refused import Refused

SLY = "  Eve\r\nBcc: all\u202e\x00 \ud800"


def test_every_way_to_give_a_name_goes_through_it(people: People) -> None:
    olga, clinic = people.olga.user, people.riverside
    add_member(by=olga, clinic=clinic, email="eve@example.org", name=SLY, role="office")
    eve = by_email("eve@example.org")
    assert eve is not None
    names = (
        change_details(by=people.maria.user, name=SLY, time_zone="UTC").name,
        invite_patient(by=olga, clinic=clinic, email="a@example.org", name=SLY).name,
        eve.name,
    )
    assert set(names) == {"Eve Bcc: all"}


def test_a_hundred_thousand_letters_are_nobodys_name(people: People) -> None:
    olga, clinic, long = people.olga.user, people.riverside, "x" * 100_000
    for deed in (
        lambda: change_details(by=people.maria.user, name=long, time_zone="UTC"),
        lambda: invite_patient(by=olga, clinic=clinic, email="a@example.org", name=long),
        lambda: add_member(by=olga, clinic=clinic, email="b@example.org", name="x" * 121, role="office"),
    ):
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.field == "name"
