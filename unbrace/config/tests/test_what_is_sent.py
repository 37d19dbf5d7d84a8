"""What people send with a form: how much of it is read, and that none of it reaches a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.doors import signed_in
from unbrace.config.logs import JsonLine
from unbrace.config.uploads import MOST_BYTES

if TYPE_CHECKING:
    from tests.people import People

JSON = {"Accept": "application/json"}


@pytest.mark.parametrize("name", ["key", "text", "written_at", "owner", "care", "agreed", "picture", "clip"])
def test_whatever_stands_in_a_field_breaks_nothing_and_is_not_logged(
    people: People, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = signed_in(people.maria.user)
    for wrong in ("CANARY-7", "", "\x00CANARY-7", "é" * 5000, "[]", "-1", "\u202eCANARY-7"):
        for value in (wrong, SimpleUploadedFile("CANARY-7.html", wrong.encode())):
            data = {"text": "CANARY-7"} | {name: value}
            assert client.post("/messages/send/", data, headers=JSON).status_code in (201, 403, 422), wrong
    lines = [JsonLine().format(record) for record in caplog.records]
    assert not any("CANARY" in line for line in lines)


def test_a_nul_is_left_out_of_what_is_sent(people: People) -> None:
    """PostgreSQL keeps none in a text: left in, it was an error there and a letter nobody sees on SQLite."""
    contacts = {"emergency_number": "1\x0012", "crisis_line": "116\x00 123"}
    assert signed_in(people.olga.user).post("/office/clinic/", contacts).status_code == 302
    people.riverside.refresh_from_db()
    assert (people.riverside.emergency_number, people.riverside.crisis_line) == ("112", "116 123")
    found = signed_in(people.tom.user).get("/therapist/patients/?name=Ma%00ria")
    assert found.status_code == 200
    assert "Maria" in found.content.decode()


def test_a_file_larger_than_anything_we_take_is_not_read_to_its_end(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_BYTES > 60_000_000
    monkeypatch.setattr("unbrace.config.uploads.MOST_BYTES", 1000)
    answer = signed_in(people.maria.user).post(
        "/messages/send/", {"text": "Here it is", "picture": SimpleUploadedFile("a.jpg", b"0" * 200_000)}
    )
    assert answer.status_code == 422
    assert "too large" in answer.content.decode()
    assert "Here it is" in answer.content.decode()


@pytest.mark.parametrize("checks", [True, False])
@pytest.mark.parametrize("address", ["/diary/entries/", "/assessment/results/", "/you/reminders/device/"])
def test_a_form_where_json_belongs_is_turned_away_and_breaks_nothing(
    people: People, address: str, checks: bool
) -> None:
    client = Client(enforce_csrf_checks=checks, raise_request_exception=False)
    client.force_login(people.maria.user)
    client.get("/diary/")
    token = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else ""
    answer = client.post(address, {"pain": "3", "csrfmiddlewaretoken": token})
    assert 400 <= answer.status_code < 500
