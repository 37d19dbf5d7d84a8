"""The reminders page: what is chosen is kept, a slip stands beside its field, and nobody else comes near."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, nothing_leaks, signed_in
from unbrace.clinic.reminders.channels.push.fake import FakeBrowser
from unbrace.clinic.reminders.models import PushDevice, ReminderPlan
from unbrace.clinic.reminders.queries import plan_of
from unbrace.clinic.reminders.tests.conftest import device_of

if TYPE_CHECKING:
    from tests.people import People

FORM: dict[str, Any] = {
    "channels": ["email"],
    "at": "18:00",
    "days": ["0", "2", "4"],
    "second_after_h": "2",
    "quiet_from": "21:30",
    "quiet_until": "07:00",
    "breaks_every_min": "",
    "breaks_from": "09:00",
    "breaks_until": "17:00",
    "breaks_days": ["0"],
}


def post(people: People, path: str = "/you/reminders/", **changed: Any) -> Any:
    return signed_in(people.maria.user).post(path, FORM | changed)


def test_what_is_chosen_is_kept_and_shown_again(people: People) -> None:
    assert post(people).status_code == 302
    plan = plan_of(people.maria)
    assert (plan.channels, plan.days, plan.second_after_h) == (["email"], [0, 2, 4], 2)
    page = signed_in(people.maria.user).get("/you/reminders/").content.decode()
    assert 'name="channels" value="email" checked' in page
    assert 'name="quiet_from" type="time" value="21:30"' in page


def test_nothing_is_ticked_before_somebody_asks(people: People) -> None:
    page = signed_in(people.maria.user).get("/you/reminders/").content.decode()
    assert 'name="channels" value="email" checked' not in page
    assert "Text message" not in page  # no gateway is set up
    assert not ReminderPlan.objects.exists()


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"at": "late"}, ["at"]),
        ({"at": "", "quiet_from": "25:00"}, ["at", "quiet_from"]),
        ({"at": "22:00"}, ["at"]),
        ({"days": ["9"]}, ["days"]),
        ({"days": ["monday"]}, ["days"]),
        ({"days": []}, ["days"]),
        ({"second_after_h": "soon"}, ["second_after_h"]),
        ({"breaks_every_min": "1"}, ["breaks_every_min"]),
        ({"channels": ["pigeon"]}, ["channels"]),
    ],
)
def test_a_slip_stands_beside_its_field_and_what_was_typed_stays(
    people: People, changed: dict[str, Any], fields: list[str]
) -> None:
    response = post(people, **changed)
    assert response.status_code == 422
    page = response.content.decode()
    for field in fields:
        assert f'id="{field}-problem"' in page
    assert page.count('class="problem"') == len(fields)
    assert not ReminderPlan.objects.exists()


def test_a_pause_and_its_end(people: People) -> None:
    post(people)
    for until, problem in (("tomorrow", True), ("2020-01-01", True), ("2027-02-30", True)):
        response = post(people, "/you/reminders/pause/", until=until)
        assert ('id="until-problem"' in response.content.decode()) is problem
    soon = plan_soon()
    assert "Paused until" in _followed(people, "/you/reminders/pause/", {"until": soon})
    assert "Go on now" in signed_in(people.maria.user).get("/you/reminders/").content.decode()
    _followed(people, "/you/reminders/pause/", {})
    assert plan_of(people.maria).paused_until is None


def plan_soon() -> str:
    from datetime import timedelta

    from unbrace.clinic import clock

    return (clock.now() + timedelta(days=3)).date().isoformat()


def _followed(people: People, path: str, data: dict[str, Any]) -> str:
    text: str = signed_in(people.maria.user).post(path, data, follow=True).content.decode()
    return text


def test_the_secret_address_is_shown_once_and_can_be_ended(people: People) -> None:
    client = signed_in(people.maria.user)
    page = client.post("/you/reminders/calendar/", {"make": "address"}).content.decode()
    found = re.search(r"http[^\"]+(/calendar/[\w-]{43}\.ics)", page)
    assert found
    assert found.group(1) not in client.get("/you/reminders/").content.decode()
    assert client.get(found.group(1))["Content-Type"].startswith("text/calendar")
    client.post("/you/reminders/calendar/end/")
    assert client.get(found.group(1)).status_code == 404


def says(**changed: Any) -> dict[str, Any]:
    browser = FakeBrowser()
    said = {
        "endpoint": "https://fcm.googleapis.com/fcm/send/x",
        "expirationTime": None,
        "keys": {"p256dh": browser.p256dh, "auth": browser.auth},
    }
    return said | changed


def test_a_browser_is_allowed_and_taken_away(people: People) -> None:
    client = signed_in(people.maria.user)
    answer = client.post("/you/reminders/device/", says(), content_type="application/json")
    assert answer.status_code == 201
    device = PushDevice.objects.get()
    assert "A browser, allowed on" in client.get("/you/reminders/").content.decode()
    client.post(f"/you/reminders/device/{device.pk}/forget/")
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{", 400),
        (b"\xff", 400),
        (json.dumps(says(keys=7)).encode(), 400),
        (json.dumps(says(endpoint=7)).encode(), 400),
        (json.dumps(says(endpoint="https://evil.example/")).encode(), 422),
        (json.dumps(says(keys={"p256dh": "x", "auth": "y"})).encode(), 422),
        (json.dumps(says(endpoint="https://fcm.googleapis.com/" + "x" * 2000)).encode(), 422),
    ],
)
def test_what_no_browser_sends_is_refused(people: People, body: bytes, status: int) -> None:
    answer = signed_in(people.maria.user).generic(
        "POST", "/you/reminders/device/", body, content_type="application/json"
    )
    assert answer.status_code == status
    assert not PushDevice.objects.exists()


def test_someone_else_sees_and_changes_only_their_own(people: People) -> None:
    post(people)
    before = ReminderPlan.objects.filter(patient=people.maria).values().get()
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/you/reminders/"), who)
        for path in ("", "pause/", "calendar/", "calendar/end/"):
            holds_nothing_of_maria(
                people, client.post(f"/you/reminders/{path}", FORM | {"channels": []}), who
            )
    assert ReminderPlan.objects.filter(patient=people.maria).values().get() == before


def test_someone_else_cannot_take_her_device_away(people: People) -> None:
    device = device_of(people.maria)
    nothing_leaks(people, f"/you/reminders/device/{device.pk}/forget/", {})
    assert PushDevice.objects.filter(pk=device.pk).exists()
