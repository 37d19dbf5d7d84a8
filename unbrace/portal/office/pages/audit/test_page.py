"""The trail: searched by who, whom, what and when; looking into it leaves a trail."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import everybody_else, signed_in
from tests.people import sign
from unbrace.clinic import clock
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.audit.search import A_PAGE
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.programmes.actions import pause

if TYPE_CHECKING:
    from tests.people import People

ADDRESS = "/office/audit/"


def some_deeds(people: People) -> None:
    """Signed 30 days ago, paused now."""
    for patient in (people.maria, people.jonas):
        sign(people, patient)
    pause(by=people.tom.user, patient=people.maria)


def lines(people: People, query: str = "") -> str:
    page = signed_in(people.olga.user).get(f"{ADDRESS}?{query}").content.decode()
    return page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""


def test_it_says_who_did_what_to_whom(people: People) -> None:
    some_deeds(people)
    found = lines(people)
    assert "<td>Tom</td><td>Programmes: Pause</td><td>Maria</td>" in found


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("whom=mari", "Maria", "Jonas"),
        ("whom=jonas", "Prescribe", "Pause"),
        ("room=programmes", "Pause", "Safety"),
        ("room=notes", "", "Pause"),
        ("whom=nobody-of-that-name", "", "Maria"),
    ],
)
def test_it_is_searched(people: People, query: str, there: str, not_there: str) -> None:
    some_deeds(people)
    found = lines(people, query)
    assert there in found
    assert not_there not in found


def test_what_people_log_is_not_for_the_office(people: People) -> None:
    record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 1})
    found = lines(people)
    assert "Something of their own" in found
    assert "check in" not in found.lower()
    answer = signed_in(people.olga.user).get(f"{ADDRESS}entries.csv?whom=maria")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Something of their own" in text
    assert "check_in" not in text


def test_by_who_and_by_the_house(people: People) -> None:
    some_deeds(people)
    write_down(by=None, deed="worklist.review_session", subject=people.maria, clinic_id=people.riverside.pk)
    assert "Pause" in lines(people, f"who={people.tom.user.pk}")
    assert "Pause" not in lines(people, f"who={people.theo.user.pk}")
    assert "the house" in lines(people, "who=house")
    assert "Pause" not in lines(people, "who=house")


def test_days_are_the_readers_own(people: People) -> None:
    some_deeds(people)
    today = clock.now().astimezone(people.olga.user.zone).date()
    assert "Pause" in lines(people, f"since={today}&until={today}")
    assert "Prescribe" not in lines(people, f"since={today}")
    assert "Pause" not in lines(people, f"until={today - timedelta(days=1)}")


def test_what_cannot_be_a_day_is_said_beside_the_field(people: People) -> None:
    client = signed_in(people.olga.user)
    for query, field in (
        ("since=yesterday", "since"),
        ("until=0001-01-01", "until"),
        ("since=2026-02-02&until=2026-02-01", "until"),
    ):
        answer = client.get(f"{ADDRESS}?{query}")
        assert answer.status_code == 422, query
        assert f'id="{field}-problem"' in answer.content.decode()
        assert client.get(f"{ADDRESS}entries.csv?{query}").status_code == 422


def test_looking_is_written_down_with_what_was_looked_for(people: People) -> None:
    lines(people, "whom=maria&room=programmes")
    entry = AuditEntry.objects.get(deed="care_teams.look_into_audit")
    assert entry.by == people.olga.user
    assert (entry.details["whom"], entry.details["room"]) == (str(people.maria.pk), "programmes")
    assert "maria" not in str(entry.details).lower()


def test_pages_go_on_where_they_ended_and_hold_each_entry_once(people: People) -> None:
    for number in range(A_PAGE + 10):
        write_down(
            by=people.tom.user, deed=f"notes.n{number}", subject=people.maria, clinic_id=people.riverside.pk
        )
    client, seen = signed_in(people.olga.user), []
    address: str | None = f"{ADDRESS}?room=notes"
    while address:
        answer = client.get(address)
        seen += [line.entry.deed for line in answer.context["lines"]]
        address = f"{ADDRESS}?{answer.context['next']}" if answer.context["next"] else None
    assert seen == [f"notes.n{number}" for number in reversed(range(A_PAGE + 10))]


def test_it_asks_as_often_for_fifty_entries_as_for_one(people: People) -> None:
    """Nine questions, and the two savepoints of the entry that says who looked."""
    client = signed_in(people.olga.user)
    client.get(ADDRESS)  # the first page of a new browser notes the device

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS)
        return len(asked)

    few = questions()
    for number in range(200):
        patient = (people.maria, people.jonas)[number % 2]
        write_down(by=people.tom.user, deed="notes.sign", subject=patient, clinic_id=people.riverside.pk)
    assert questions() == few <= 13


def test_it_is_taken_along_as_a_table_that_runs_no_formula(people: People) -> None:
    people.tom.user.name = "=cmd()"
    people.tom.user.save()
    some_deeds(people)
    answer = signed_in(people.olga.user).get(f"{ADDRESS}entries.csv?room=programmes")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, *rows = csv.reader(io.StringIO(text))
    assert head[:5] == ["when (UTC)", "who", "what", "deed", "whom"]
    assert {row[3] for row in rows} == {"programmes.prescribe", "programmes.pause"}
    assert {row[1] for row in rows} == {"'=cmd()"}
    assert AuditEntry.objects.filter(deed="care_teams.take_audit_along").exists()


def test_someone_else_reads_none_of_it(people: People) -> None:
    some_deeds(people)
    for who, client in [*everybody_else(people), ("a therapist", signed_in(people.tom.user))]:
        for address in (ADDRESS, f"{ADDRESS}entries.csv", f"{ADDRESS}?whom=maria"):
            answer = client.get(address)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            assert b"Maria<" not in content, who
            assert b"Pause" not in content, who
    assert not AuditEntry.objects.filter(
        deed="care_teams.look_into_audit", clinic_id=people.riverside.pk
    ).exists()
