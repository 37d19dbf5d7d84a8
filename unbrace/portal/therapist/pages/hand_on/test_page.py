"""Handing one person on: to a colleague, to another clinic with the person's yes, to one outside with a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import sign, sit
from unbrace.clinic.care_teams.actions import set_closed_care
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.conversations.models import Message
from unbrace.clinic.notes.actions import begin_note, sign_note
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import patients_in
from unbrace.clinic.reports.models import ReportDraft
from unbrace.clinic.transfers.models import HandedDocument, Transfer
from unbrace.clinic.transfers.queries import handed_to

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People


def at(people: People, rest: str = "") -> str:
    return f"/therapist/patients/{people.maria.pk}/hand-on/{rest}"


def asks(people: People, **other: str) -> Transfer:
    data = {"to": str(people.hilltop.pk), "reason": "A secret reason", "ends_here": "yes"} | other
    answer = signed_in(people.tom.user).post(at(people, "propose/"), data)
    assert answer.status_code == 302, answer.content.decode()
    return Transfer.objects.latest("proposed_at")


@pytest.fixture
def maria(people: People) -> Client:
    return signed_in(people.maria.user)


def test_a_colleague_takes_over_at_once_and_the_person_reads_why(people: People, maria: Client) -> None:
    tom, key = signed_in(people.tom.user), str(uuid4())
    data = {"colleague": str(people.theo.pk), "word": "Theo knows shoulders better.", "key": key}
    page = tom.post(at(people, "colleague/"), data, follow=True).content.decode()
    assert "Theo looks after Maria from now on" in page
    assert "Theo knows shoulders better." in maria.get("/messages/").content.decode()
    people.maria.refresh_from_db()
    assert people.maria.therapist == people.theo


def test_where_care_is_closed_a_second_press_says_that_it_is_done(people: People) -> None:
    set_closed_care(by=people.olga.user, clinic=people.riverside, on=True)
    tom, key = signed_in(people.tom.user), str(uuid4())
    data = {"colleague": str(people.theo.pk), "word": "Theo knows shoulders better.", "key": key}
    for _ in range(2):
        page = tom.post(at(people, "colleague/"), data, follow=True)
        assert page.status_code == 200
        assert "Theo looks after Maria from now on" in page.content.decode()
    assert Message.objects.filter(patient=people.maria).count() == 1
    for other in ({"key": str(uuid4())}, {"colleague": str(people.tom.pk)}, {"key": "x"}):
        assert tom.post(at(people, "colleague/"), data | other).status_code == 404
    assert tom.get(at(people)).status_code == 404
    tina = Membership.objects.create(
        clinic=people.riverside, user=people.lone, role="therapist"
    )  # outside the care, and nobody's hands were hers
    assert signed_in(tina.user).post(at(people, "colleague/"), data).status_code == 404


@pytest.mark.parametrize(
    ("rest", "data", "field"),
    [
        ("colleague/", {"colleague": "x"}, "colleague"),
        ("colleague/", {"word": " "}, "word"),
        ("propose/", {"to": "x"}, "to"),
        ("propose/", {"reason": " "}, "reason"),
        ("propose/", {"reason": "x" * 601}, "reason"),
    ],
)
def test_a_slip_is_said_beside_its_field_and_what_was_typed_stays(
    people: People, rest: str, data: dict[str, str], field: str
) -> None:
    usual = {
        "colleague": str(people.theo.pk), "word": "Hello", "key": str(uuid4()),
        "to": str(people.hilltop.pk), "reason": "Because",
    }  # fmt: skip
    answer = signed_in(people.tom.user).post(at(people, rest), usual | data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'name="{field}"' in page
    assert "aria-invalid" in page
    assert not Transfer.objects.exists()


def test_the_frozen_record_holds_notes_in_full_and_the_time_line(people: People, maria: Client) -> None:
    sit(people.maria, sign(people, people.maria))
    parts = {"plan": "More walking, in small steps."}
    sign_note(by=people.tom.user, draft=begin_note(by=people.tom.user, patient=people.maria, parts=parts))
    words = str(asks(people).documents.get().content)
    assert "More walking, in small steps." in words
    assert "Exercise session" in words
    assert "Programme, version 1" in words
    assert "More walking" in signed_in(people.tom.user).get(at(people, "record/")).content.decode()


def test_from_the_question_to_the_record_over_there(people: People, maria: Client) -> None:
    sit(people.maria, sign(people, people.maria))
    transfer, hanna, ines = asks(people), signed_in(people.hanna.user), signed_in(people.ines.user)
    assert "Maria" not in hanna.get("/office/arrivals/").content.decode()
    assert "Your clinic proposes another clinic" in maria.get("/").content.decode()
    page = maria.get(f"/move/{transfer.pk}/").content.decode()
    for words in (
        "A secret reason",
        "Tom at Riverside proposes it",
        "Read the whole record",
        "Exercise session",
    ):
        assert words in page
    missing = maria.post(f"/move/{transfer.pk}/answer/", {"answer": "yes"})
    assert missing.status_code == 422
    maria.post(f"/move/{transfer.pk}/answer/", {"answer": "yes", "along": "record"})
    assert "has not answered yet" in signed_in(people.tom.user).get(at(people)).content.decode()
    arrivals = hanna.get("/office/arrivals/").content.decode()
    assert "Maria" in arrivals
    assert "Exercise session" not in arrivals
    hanna.post(f"/office/arrivals/{transfer.pk}/accept/", {"therapist": str(people.ines.pk)})
    new = patients_in(people.hilltop).get(user=people.maria.user)
    document = handed_to(new).get()
    read = ines.get(f"/therapist/patients/{new.pk}/handed/{document.pk}/").content.decode()
    assert "Exercise session" in read
    assert hanna.get(f"/therapist/patients/{new.pk}/handed/{document.pk}/").status_code == 404
    assert signed_in(people.tom.user).get(f"/therapist/patients/{people.maria.pk}/").status_code == 404
    assert "Hilltop goes on with your care" in maria.get("/move/").content.decode()


def test_a_refusal_and_a_call_off_are_read_on_both_sides(people: People, maria: Client) -> None:
    transfer, ines = asks(people), signed_in(people.ines.user)
    maria.post(f"/move/{transfer.pk}/answer/", {"answer": "yes", "along": "record"})
    slip = ines.post(f"/therapist/arrivals/{transfer.pk}/refuse/", {"because": ""})
    assert slip.status_code == 422
    ines.post(f"/therapist/arrivals/{transfer.pk}/refuse/", {"because": "Full until May."})
    assert "Full until May." in maria.get("/move/").content.decode()
    assert "Full until May." in signed_in(people.tom.user).get(at(people)).content.decode()
    second = asks(people)
    maria.post(f"/move/{second.pk}/answer/", {"answer": "yes", "along": "record"})
    maria.post(f"/move/{second.pk}/call-off/")
    assert "called off" in signed_in(people.tom.user).get(at(people)).content.decode()
    assert ines.post(f"/therapist/arrivals/{second.pk}/accept/", {}).status_code == 404


def test_a_letter_to_a_clinic_outside_begins_as_a_report(people: People) -> None:
    tom = signed_in(people.tom.user)
    page = tom.get(at(people)).content.decode()
    assert "Begin a letter of referral" in page
    tom.post(f"/therapist/patients/{people.maria.pk}/reports/begin/", {"begin_with": "clinic"})
    assert ReportDraft.objects.get().reader == "clinic"
    draft = tom.get(f"/therapist/patients/{people.maria.pk}/reports/draft/").content.decode()
    assert "Letter of referral" in draft


def test_someone_else_hands_nobody_on_and_reads_nothing(people: People) -> None:
    transfer = asks(people)
    document = HandedDocument.objects.get()
    for rest in ("", "record/"):
        nothing_leaks(people, at(people, rest), None, "A secret reason")
    for rest in ("colleague/", "propose/", f"{transfer.pk}/call-off/"):
        nothing_leaks(people, at(people, rest), {}, "A secret reason")
    nothing_leaks(people, f"/therapist/patients/{people.maria.pk}/handed/{document.pk}/")
    for rest in ("", "answer/", "call-off/"):
        nothing_leaks(people, f"/move/{transfer.pk}/{rest}", {} if rest else None, "A secret reason")
    for door in ("therapist", "office"):
        for deed in ("accept", "refuse"):
            nothing_leaks(
                people, f"/{door}/arrivals/{transfer.pk}/{deed}/", {"because": "x"}, "A secret reason"
            )
    transfer.refresh_from_db()
    assert transfer.state == "asked"


def test_the_page_asks_as_many_questions_for_one_proposal_as_for_five(people: People) -> None:
    tom = signed_in(people.tom.user)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert tom.get(at(people)).status_code == 200
        return len(found)

    def called_off() -> None:
        tom.post(at(people, f"{asks(people).pk}/call-off/"))

    called_off()
    tom.get(at(people))
    one = asked()
    for _ in range(4):
        called_off()
    tom.get(at(people))  # the notices are read and gone
    assert asked() == one <= 11


@pytest.mark.parametrize("deed", ["accept", "refuse"])
def test_a_second_press_on_an_answer_says_the_same(people: People, maria: Client, deed: str) -> None:
    transfer, hanna = asks(people), signed_in(people.hanna.user)
    maria.post(f"/move/{transfer.pk}/answer/", {"answer": "yes", "along": "record"})
    data = {"therapist": str(people.ines.pk), "because": "Full until May."}
    first, second = (
        hanna.post(f"/office/arrivals/{transfer.pk}/{deed}/", data, follow=True) for _ in range(2)
    )
    said = {"accept": "Maria is in care here now", "refuse": "The person and their therapist read why"}[deed]
    for page in (first, second):
        assert page.status_code == 200
        assert said in page.content.decode()
    assert (
        signed_in(people.tom.user).post(f"/therapist/arrivals/{transfer.pk}/{deed}/", data).status_code == 404
    )


def test_who_is_treated_there_already_stays_with_their_therapist_and_it_is_said(
    people: People, maria: Client
) -> None:
    Patient.objects.create(user=people.maria.user, clinic=people.hilltop, therapist=people.ines)
    second = Membership.objects.create(clinic=people.hilltop, user=people.lone, role="therapist")
    transfer, hanna = asks(people), signed_in(people.hanna.user)
    maria.post(f"/move/{transfer.pk}/answer/", {"answer": "yes", "along": "record"})
    page = hanna.post(
        f"/office/arrivals/{transfer.pk}/accept/", {"therapist": str(second.pk)}, follow=True
    ).content.decode()
    assert "in care here already. Ines goes on looking after them." in page


def test_handed_on_with_two_presses_it_reads_the_same(people: People) -> None:
    data = {"colleague": str(people.theo.pk), "word": "Theo knows shoulders.", "key": str(uuid4())}
    tom = signed_in(people.tom.user)
    for _ in range(2):
        page = tom.post(at(people, "colleague/"), data, follow=True)
        assert page.status_code == 200
        assert "Theo looks after Maria from now on" in page.content.decode()
