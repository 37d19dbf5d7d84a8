"""Answers to text messages: only from the gateway, only a stop word does anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.doors import everybody_else
from unbrace.clinic.reminders.actions import choose_reminders
from unbrace.clinic.reminders.models import ReminderPlan
from unbrace.clinic.reminders.tests.conftest import chosen

if TYPE_CHECKING:
    from tests.people import People

NUMBER, GATEWAY = "+491701234567", "Bearer gate"


@pytest.fixture
def by_text(people: People, settings: Settings) -> None:
    settings.SMS_URL, settings.SMS_ANSWER_TOKEN = "https://gateway.example/", "gate"
    choose_reminders(by=people.maria.user, patient=people.maria, chosen=chosen("sms", phone=NUMBER))


def post(body: Any, token: str = GATEWAY, client: Client | None = None) -> int:
    client = client or Client(enforce_csrf_checks=True)
    answer = client.post(
        "/gateway/sms/", body, content_type="application/json", headers={"Authorization": token}
    )
    return int(answer.status_code)


def test_stop_ends_it_and_anything_else_does_not(by_text: None) -> None:
    assert post({"from": NUMBER, "text": "Thank you"}) == 204
    assert ReminderPlan.objects.get().channels == ["sms"]
    assert post({"from": "+49 170 1234567", "text": "Stop."}) == 204
    assert ReminderPlan.objects.get().channels == []


@pytest.mark.parametrize("body", ["", "[]", "{", {"from": 1, "text": "STOP"}, {"from": NUMBER}])
def test_what_no_gateway_sends_is_refused(by_text: None, body: Any) -> None:
    assert post(body) == 400


def test_someone_else_who_is_not_the_gateway_is_told_nothing(by_text: None, people: People) -> None:
    for token in ("", "Bearer ", "Bearer wrong", "gate"):
        assert post({"from": NUMBER, "text": "STOP"}, token) == 404
    for _, client in everybody_else(people):
        assert post({"from": NUMBER, "text": "STOP"}, "", client) == 404
    assert ReminderPlan.objects.get().channels == ["sms"]


def test_without_a_token_set_there_is_no_such_page(by_text: None, settings: Settings) -> None:
    settings.SMS_ANSWER_TOKEN = ""
    assert post({"from": NUMBER, "text": "STOP"}, "Bearer ") == 404
