"""The office reads whom a reminder did not reach, and nothing about what it was for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, signed_in
from unbrace.clinic.reminders.actions import choose_reminders
from unbrace.clinic.reminders.models import Delivery, Reminding
from unbrace.clinic.reminders.tests.conftest import SIX, chosen

if TYPE_CHECKING:
    from tests.people import People

SAID = "The mailbox does not take mail. Is the address right?"


@pytest.fixture
def failed(people: People) -> None:
    plan = choose_reminders(by=people.maria.user, patient=people.maria, chosen=chosen())
    reminding = Reminding.objects.create(plan=plan, local_date=SIX.date(), number=0, moment=SIX)
    Delivery.objects.create(reminding=reminding, channel="email", delivered=False, said=SAID)


def test_the_office_reads_who_and_why_in_words(people: People, failed: None) -> None:
    page = signed_in(people.olga.user).get("/office/reminders/").content.decode()
    assert "Maria" in page
    assert f"E-mail: {SAID}" in page
    main = page.split("<main")[1].split("</main")[0]
    assert not re.search(r"pain|exercis|session|A few minutes", main)


def test_where_everything_arrived_it_says_so(people: People) -> None:
    assert "Everything arrived" in signed_in(people.olga.user).get("/office/reminders/").content.decode()


def test_someone_else_reads_nothing_of_it(people: People, failed: None) -> None:
    for who, client in [*everybody_else(people), ("a therapist", signed_in(people.tom.user))]:
        assert "Maria" not in client.get("/office/reminders/").content.decode(), who
