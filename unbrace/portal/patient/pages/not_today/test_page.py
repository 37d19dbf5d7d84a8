"""The one press: opening changes nothing, pressing ends the day's reminders, and the page tells nobody anything."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.test import Client

from tests.doors import everybody_else, holds_nothing_of_maria
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.reminders.actions import choose_reminders, tick
from unbrace.clinic.reminders.models import DayOff, ReminderPlan
from unbrace.clinic.reminders.tests.conftest import SIX, chosen, run_the_queue
from unbrace.portal.patient.pages.not_today.view import SCHEMA

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


def pressed(path: str, at: datetime, offset_s: float = 0) -> Any:
    """As a device sends it: no cookies, no token, and when it was pressed by the device's own clock."""
    said = {"schema": SCHEMA, "pressed_at": at.isoformat(), "device_clock_offset_s": offset_s}
    client = Client(enforce_csrf_checks=True)
    return client.post(path, json.dumps(said), content_type="application/json")


def off() -> list[tuple[date, datetime]]:
    return [(one.day, one.at) for one in DayOff.objects.all()]


def test_a_press_that_waited_for_a_network_ends_its_own_day_and_changes_nothing_else(
    people: People, link: Link
) -> None:
    path, at = link("not-today"), SIX + timedelta(minutes=20)
    with clock.set_to(SIX + timedelta(days=9)):
        for _ in range(3):  # sent again, because the answer was lost on the way
            assert pressed(path, at).status_code == 200
    assert off() == [(SIX.date(), at)]
    assert AuditEntry.objects.filter(deed="reminders.not_today").count() == 1
    # the next day's reminder goes out as if nothing had come
    mail.outbox.clear()
    with clock.set_to(SIX + timedelta(days=10)):
        tick()
        run_the_queue()
    assert len(mail.outbox) == 1
    assert ReminderPlan.objects.get().channels == ["email"]


def test_the_first_press_counts_and_a_later_page_moves_nothing(link: Link) -> None:
    at = SIX + timedelta(minutes=1)
    with clock.set_to(SIX + timedelta(hours=3)):
        assert pressed(link("not-today"), at).status_code == 200
        assert Client().post(link("not-today")).status_code == 200
    assert off() == [(SIX.date(), at)]


def test_a_press_is_dated_by_our_clock_and_between_the_reminder_and_now(link: Link) -> None:
    now = SIX + timedelta(hours=1)
    for said, offset_s, kept in (
        (SIX + timedelta(days=7, minutes=5), -7 * 86_400, SIX + timedelta(minutes=5)),
        (SIX + timedelta(days=400), 0, now),
        (SIX - timedelta(days=1), 0, SIX),
    ):
        with clock.set_to(now):
            assert pressed(link("not-today"), said, offset_s).status_code == 200
        assert off() == [(SIX.date(), kept)]
        DayOff.objects.all().delete()


def test_a_clock_that_is_far_off_costs_nobody_their_press(link: Link) -> None:
    with clock.set_to(SIX + timedelta(hours=1)):
        assert pressed(link("not-today"), datetime(1970, 1, 1, tzinfo=UTC)).status_code == 200
    assert off() == [(SIX.date(), SIX + timedelta(hours=1))]


def test_a_press_after_two_days_or_in_pieces_is_over_for_the_device(link: Link) -> None:
    late = SIX + timedelta(days=2, minutes=1)
    with clock.set_to(late):
        path = link("not-today")
        assert pressed(path, late).status_code == 422
        for raw in (b"{", b"7", b"[" * 400, b"{}" + b" " * 600):
            assert Client().post(path, raw, content_type="application/json").status_code == 422
    assert off() == []


def test_someone_else_without_the_word_gets_nothing(people: People, link: Link) -> None:
    with clock.set_to(SIX):
        for path in ("/not-today/made-up/", f"/not-today/{'0' * 64}/"):
            answer = pressed(path, SIX)
            assert (answer.status_code, answer.content) == (422, b"{}")
        for who, client in everybody_else(people):
            for path in ("/not-today/made-up/", "/stop/made-up/", f"/not-today/{'0' * 64}/"):
                for answer in (client.get(path), client.post(path)):
                    assert answer.status_code == 404, who
                    holds_nothing_of_maria(people, answer, who)
    assert not DayOff.objects.exists()
