"""The one press: opening changes nothing, pressing ends the day's reminders, and the page tells nobody anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client

from tests.doors import everybody_else, holds_nothing_of_maria
from unbrace.clinic import clock
from unbrace.clinic.reminders.actions import choose_reminders, tick
from unbrace.clinic.reminders.models import DayOff, ReminderPlan
from unbrace.clinic.reminders.tests.conftest import SIX, chosen, run_the_queue

if TYPE_CHECKING:
    from tests.people import People

Link = Callable[[str], str]


@pytest.fixture
def link(people: People) -> Link:
    """A mail has gone out; gives its links."""
    with clock.set_to(SIX - timedelta(hours=8)):
        choose_reminders(by=people.maria.user, patient=people.maria, chosen=chosen())
    with clock.set_to(SIX):
        tick()
        run_the_queue()

    def of(kind: str) -> str:
        found = re.search(rf"/{kind}/[0-9a-f]+/", f"{mail.outbox[0].body}{mail.outbox[0].extra_headers}")
        assert found
        return found.group()

    return of


def test_opening_the_link_changes_nothing_and_the_button_does(link: Link) -> None:
    with clock.set_to(SIX + timedelta(hours=1)):
        client = Client(enforce_csrf_checks=True)
        page = client.get(link("not-today"))
        assert page.status_code == 200
        assert not DayOff.objects.exists()
        assert "No further reminder today" in client.post(link("not-today")).content.decode()
        assert DayOff.objects.get().day == SIX.date()


def test_the_page_says_nothing_clinical_and_nothing_about_anybody(people: People, link: Link) -> None:
    with clock.set_to(SIX):
        main = Client().get(link("not-today")).content.decode().split("<main")[1].split("</main")[0]
    assert not re.search(r"pain|back|exercis|session|therap|clinic|programme|maria|riverside", main, re.I)


def test_after_two_days_the_link_leads_nowhere(link: Link) -> None:
    with clock.set_to(SIX + timedelta(days=2, minutes=1)):
        assert Client().get(link("not-today")).status_code == 404
        assert Client().post(link("not-today")).status_code == 404


def test_each_link_does_its_own_thing_alone(link: Link) -> None:
    with clock.set_to(SIX):
        crossed = link("not-today").replace("not-today", "stop")
        assert Client().post(crossed).status_code == 404
        Client().post(link("stop"))
        assert ReminderPlan.objects.get().channels == []
        assert not DayOff.objects.exists()


def test_someone_else_without_the_word_gets_nothing(people: People, link: Link) -> None:
    with clock.set_to(SIX):
        for who, client in everybody_else(people):
            for path in ("/not-today/made-up/", "/stop/made-up/", f"/not-today/{'0' * 64}/"):
                for answer in (client.get(path), client.post(path)):
                    assert answer.status_code == 404, who
                    holds_nothing_of_maria(people, answer, who)
    assert not DayOff.objects.exists()
