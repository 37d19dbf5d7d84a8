"""A closed record: found by name, opened with a reason, read, told to the person, judged, and never written."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import everybody_else, nothing_leaks, signed_in
from tests.people import sign, sit
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.care_teams.actions import set_closed_care
from unbrace.clinic.notes.models import Note
from unbrace.clinic.patients.actions import place_hold
from unbrace.clinic.patients.models import EmergencyOpening, Patient
from unbrace.clinic.retention.actions import set_retention
from unbrace.clinic.transfers.actions import accept_transfer, answer_transfer, propose_transfer

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

LIST = "/therapist/closed/"
WHY = "Her new clinic telephones and asks about the lift."


def closed(people: People) -> str:
    """Maria goes over to Hilltop with her report. Gives the address of what stays here."""
    maria, tom = people.maria, people.tom.user
    sit(maria, sign(people, maria, days_ago=20), days_ago=3, pain=3)
    Note(patient=maria, author=tom, assessment="Settling well.").save()
    transfer = propose_transfer(
        by=tom,
        patient=maria,
        to_clinic=people.hilltop,
        reason="You move there.",
        ends_here=True,
        record={"sections": []},
    )
    transfer = answer_transfer(by=maria.user, transfer=transfer, along="record")
    accept_transfer(by=people.hanna.user, transfer=transfer)
    return f"{LIST}{maria.pk}/"


@pytest.fixture
def hers(people: People) -> str:
    return closed(people)


@pytest.fixture
def tom(people: People) -> Client:
    return signed_in(people.tom.user)


def text_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def opened(client: Client, hers: str) -> EmergencyOpening:
    assert client.post(hers, {"reason": WHY}).status_code == 302
    return EmergencyOpening.objects.latest("at")


def test_a_name_is_shown_only_to_whom_looks_for_it(people: People, hers: str, tom: Client) -> None:
    assert "Maria" not in text_of(tom, LIST)
    assert hers in text_of(tom, f"{LIST}?name=mar")
    assert "Nobody of that name" in text_of(tom, f"{LIST}?name=jonas")  # is in care
    assert LIST in text_of(tom, "/therapist/patients/")


def test_without_a_reason_nothing_of_it_is_read(people: People, hers: str, tom: Client) -> None:
    assert "Settling well." not in text_of(tom, hers)
    answer = tom.post(hers, {"reason": "now"})
    assert answer.status_code == 422
    assert 'id="reason-problem"' in answer.content.decode()
    assert not EmergencyOpening.objects.exists()


def test_with_a_reason_it_is_read_for_an_hour(people: People, hers: str, tom: Client) -> None:
    opened(tom, hers)
    text = text_of(tom, hers)
    for words in (
        *("Settling well.", "Exercise session", "Programme, version 1", "To be read only."),
        *("went over to Hilltop", "the whole record, as a frozen copy", "A closed record, open for you"),
        *("At least until", "10 years from its end", "no rule by which anything of it goes earlier"),
    ):
        assert words in text, words
    with clock.set_to(clock.now() + timedelta(minutes=61)):
        later = signed_in(people.tom.user)  # the log-in of a clock that has moved on
        assert "Settling well." not in text_of(later, hers)


def test_it_opens_for_whoever_gave_the_reason_and_for_nobody_else(
    people: People, hers: str, tom: Client
) -> None:
    opened(tom, hers)
    assert "Settling well." not in text_of(signed_in(people.theo.user), hers)


def test_where_care_is_closed_it_is_the_same(people: People, hers: str, tom: Client) -> None:
    set_closed_care(by=people.olga.user, clinic=people.riverside, on=True)
    opened(tom, hers)
    assert "Settling well." in text_of(tom, hers)
    assert "Maria" not in text_of(
        tom, "/therapist/emergency/"
    )  # it is no emergency, and leads to no open record
    for rest in ("", "chart/", "notes/", "messages/"):
        assert tom.get(f"/therapist/patients/{people.maria.pk}/{rest}").status_code == 404


def test_each_look_is_written_down_under_its_opening(people: People, hers: str, tom: Client) -> None:
    opening = opened(tom, hers)
    for _ in range(2):
        tom.get(hers)
    under = AuditEntry.objects.filter(subject_id=str(opening.pk)).order_by("pk")
    assert [one.deed for one in under] == [
        "patients.open_closed_record",
        "patients.look_in_emergency",
        "patients.look_in_emergency",
    ]
    assert {one.patient_id for one in under} == {people.maria.pk}


def test_reading_changes_nothing_in_it(people: People, hers: str, tom: Client) -> None:
    opened(tom, hers)
    before = list(Patient.objects.filter(pk=people.maria.pk).values())
    with CaptureQueriesContext(connection) as asked:
        tom.get(hers)
    written = [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [one for one in written if "audit_auditentry" not in one] == []
    assert list(Patient.objects.filter(pk=people.maria.pk).values()) == before
    for method in ("put", "patch", "delete"):
        assert getattr(tom, method)(hers).status_code == 405


def test_the_person_reads_it_in_their_new_care_and_the_office_judges_it(
    people: People, hers: str, tom: Client
) -> None:
    opening = opened(tom, hers)
    maria = signed_in(people.maria.user)
    assert "A closed record of yours was opened." in text_of(maria, "/")
    page = text_of(maria, "/you/opened/")
    assert "Tom opened your closed record at Riverside" in page
    assert WHY in page
    assert "A closed record of yours was opened." not in text_of(maria, "/")
    office = signed_in(people.olga.user)
    assert "Tom opened the closed record of Maria" in text_of(office, "/office/emergencies/")
    office.post(f"/office/emergencies/{opening.pk}/judge/", {"verdict": "right"})
    opening.refresh_from_db()
    assert opening.justified is True


def test_done_it_is_shut_again(people: People, hers: str, tom: Client) -> None:
    opening = opened(tom, hers)
    assert "Open for you now" in text_of(tom, LIST)
    assert tom.post(f"/therapist/emergency/{opening.pk}/close/").headers["Location"] == LIST
    assert "Settling well." not in text_of(tom, hers)


def test_what_goes_earlier_and_what_is_on_hold_is_said(people: People, hers: str, tom: Client) -> None:
    set_retention(by=people.olga.user, clinic=people.riverside, months={"messages": 40, "invitations": 2})
    place_hold(by=people.olga.user, patient=Patient.objects.get(pk=people.maria.pk), reason="A complaint.")
    opened(tom, hers)
    text = text_of(tom, hers)
    assert "40 months" in text
    assert "Invitations that nobody accepted" not in text
    assert "nothing of it is removed until the hold is lifted" in text


def test_a_record_that_is_in_care_or_forgotten_is_no_closed_one(
    people: People, hers: str, tom: Client
) -> None:
    assert tom.get(f"{LIST}{people.jonas.pk}/").status_code == 404
    assert tom.post(f"{LIST}{people.jonas.pk}/", {"reason": WHY}).status_code == 404
    opened(tom, hers)
    people.maria.user.email = "erased-1@erased.invalid"
    people.maria.user.save()
    assert tom.get(hers).status_code == 404
    assert tom.post(hers, {"reason": WHY}).status_code == 404


def test_the_office_does_not_read_it(people: People, hers: str) -> None:
    office = signed_in(people.olga.user)
    assert office.get(LIST).status_code == 404
    assert office.get(hers).status_code == 404
    assert office.post(hers, {"reason": WHY}).status_code == 404


def test_someone_else_learns_nothing_of_it(people: People, hers: str) -> None:
    nothing_leaks(people, hers, None, "Settling well.")
    nothing_leaks(people, hers, {"reason": WHY}, "Settling well.")
    for who, client in everybody_else(people):
        assert "Maria" not in client.get(f"{LIST}?name=maria").content.decode(), who
    assert not EmergencyOpening.objects.exists()
