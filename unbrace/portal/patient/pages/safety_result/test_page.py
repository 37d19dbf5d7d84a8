"""What each level says, and that an emergency leaves nothing else (B2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import nothing_leaks, signed_in
from tests.people import also_treated_at, body, screened, sign
from unbrace.clinic.care_teams.actions import set_emergency_contacts
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.questionnaires.actions import begin_screen, clear_flags
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.questionnaires.models import Finding

E, S, D, P = {"CES-1": ("Y", "Y")}, {"NEU-1": "Y"}, {"CAN-2": "Y"}, {"CES-2": ("Y", "OLD_CHECKED")}


def found(people: People, answers: dict[str, Any]) -> Finding:
    return screened(people.maria, answers, asked_in=AskedIn.CHECK_IN)


def result(people: People, answers: dict[str, Any]) -> str:
    finding = found(people, answers)
    return signed_in(people.maria.user).get(f"/safety/{finding.screen_id}/result/").content.decode()


def test_an_emergency_shows_the_number_and_nothing_else(people: People) -> None:
    set_emergency_contacts(
        by=people.olga.user, clinic=people.riverside, emergency_number="+49 112", crisis_line=""
    )
    text = result(people, E)
    assert 'href="tel:+49112"' in text
    assert "Numbness between the legs" in text
    links = text.split("<body")[1].count("<a ")
    assert links == 2  # the call, and "skip to the content"
    assert "<nav" not in text
    assert "<form" not in text


@pytest.mark.parametrize(
    "address",
    ["/", "/programme/", "/history/", "/you/", "/exercise/", "/safety/", "/safety/check-in/", "/flare-up/"],
)
def test_b2_in_an_emergency_every_page_leads_to_the_message(people: People, address: str) -> None:
    sign(people, people.maria)
    finding = found(people, E)
    response = signed_in(people.maria.user).get(address)
    assert response["Location"] == f"/safety/{finding.screen_id}/result/"


@pytest.mark.parametrize("answers", [E, S, D, P])
def test_b2_no_plan_goes_out_and_work_that_was_done_is_still_taken_in_with_a_mark(
    people: People, answers: dict[str, Any]
) -> None:
    version = sign(people, people.maria)
    finding = found(people, answers)
    client = signed_in(people.maria.user)
    assert client.get("/exercise/").status_code == 302
    sent = client.post("/exercise/results/", body(people.maria, version), content_type="application/json")
    assert sent.status_code == 201
    (session,) = sessions_for(people.maria)
    assert session.came_in_under == finding.level.code


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (S, "Please be assessed by a doctor today"),
        (D, "aim for 3 working days"),
        (P, "Your therapist should know this"),
        ({}, "Nothing in your answers needs urgent care"),
    ],
)
def test_each_level_says_what_to_do(people: People, answers: dict[str, Any], says: str) -> None:
    assert says in result(people, answers)


@pytest.mark.parametrize(("answers", "letter"), [(S, True), (D, True), (P, False), ({}, False)])
def test_the_letter_is_offered_when_a_doctor_is_to_look(
    people: People, answers: dict[str, Any], letter: bool
) -> None:
    assert ("Letter for the doctor" in result(people, answers)) is letter


def test_the_letter_says_what_was_said_and_why_we_ask(people: People) -> None:
    finding = found(people, S)
    text = signed_in(people.maria.user).get(f"/safety/{finding.screen_id}/letter/").content.decode()
    assert "A leg or foot is clearly weaker" in text
    assert "Please assess today." in text
    assert "NICE NG59" in text
    assert finding.rules_version in text
    assert "not a diagnosis" in text


@pytest.mark.parametrize("answers", [E, S, D, P])
def test_the_letter_is_a_real_pdf_that_says_the_same(people: People, answers: dict[str, Any]) -> None:
    finding = found(people, answers)
    response = signed_in(people.maria.user).get(f"/safety/{finding.screen_id}/letter.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "Maria" not in response["Content-Disposition"]
    assert response.content.startswith(b"%PDF-1.")
    assert response.content.rstrip().endswith(b"%%EOF")
    said = words_of(response.content)
    assert "To the doctor of Maria" in said
    assert "not a diagnosis" in said
    assert finding.rules_version in said
    assert "not clinically reviewed" in said


def words_of(pdf: bytes) -> str:
    """What is drawn on its pages, in the order it is drawn."""
    drawn = re.findall(rb"\((.*?)(?<!\\)\) Tj", pdf, re.DOTALL)
    return " ".join(b"".join(one for one in drawn).decode("cp1252").split())


def test_a_name_the_fonts_do_not_know_is_written_without_its_marks_and_no_mark_up_comes_through(
    people: People,
) -> None:
    people.maria.user.name = "Łucja <b>Şimşek</b> 王"
    people.maria.user.save()
    finding = found(people, S)
    said = words_of(signed_in(people.maria.user).get(f"/safety/{finding.screen_id}/letter.pdf").content)
    assert "Lucja <b>Simsek</b> ?" in said


def test_today_says_it_too_and_starts_nothing(people: People) -> None:
    sign(people, people.maria)
    found(people, D)
    text = signed_in(people.maria.user).get("/").content.decode()
    assert "See a doctor in the next few days" in text
    assert "Start the session" not in text


def test_once_cleared_the_way_is_open_again(people: People) -> None:
    sign(people, people.maria)
    finding = found(people, E)
    clear_flags(
        by=people.tom.user, patient=people.maria, findings=[finding.pk], reason="Seen in A&E, all clear."
    )
    client = signed_in(people.maria.user)
    text = client.get("/").content.decode()
    assert "Get help now" not in text
    assert "Your therapist has looked" in client.get(f"/safety/{finding.screen_id}/result/").content.decode()


def test_an_older_result_does_not_hide_a_more_urgent_one(people: People) -> None:
    calm = found(people, {})
    urgent = found(people, E)
    response = signed_in(people.maria.user).get(f"/safety/{calm.screen_id}/result/")
    assert response["Location"] == f"/safety/{urgent.screen_id}/result/"


def test_someone_else_reads_neither_result_nor_letter(people: People) -> None:
    finding = found(people, S)
    nothing_leaks(people, f"/safety/{finding.screen_id}/result/", None, "Please be assessed")
    nothing_leaks(people, f"/safety/{finding.screen_id}/letter/", None, "weaker")
    nothing_leaks(people, f"/safety/{finding.screen_id}/letter.pdf", None, "weaker")


def test_an_emergency_told_to_one_clinic_is_all_there_is_in_the_other(people: People) -> None:
    there = also_treated_at(people.maria, people.ines)
    screened(there)
    finding = found(people, E)
    client = signed_in(people.maria.user)  # looks at Hilltop, which she joined last
    for address in ("/", "/programme/", "/exercise/"):
        response = client.get(address)
        assert response["Location"] == f"/safety/{finding.screen_id}/result/"
    assert "Numbness between the legs" in client.get(f"/safety/{finding.screen_id}/result/").content.decode()


def test_a_result_and_its_letter_are_hers_whichever_clinic_she_looks_at(people: People) -> None:
    screened(also_treated_at(people.maria, people.ines))
    finding = found(people, S)
    client = signed_in(people.maria.user)
    text = client.get(f"/safety/{finding.screen_id}/result/").content.decode()
    assert "You answered these questions for Riverside" in text
    assert "Riverside" in client.get(f"/safety/{finding.screen_id}/letter/").content.decode()
    assert f"/safety/{finding.screen_id}/letter/" in client.get("/").content.decode()


def test_questions_begun_for_one_clinic_lead_there_from_the_other(people: People) -> None:
    screened(also_treated_at(people.maria, people.ines))
    begin_screen(by=people.maria.user, patient=people.maria, asked_in=AskedIn.FLARE_UP)
    text = signed_in(people.maria.user).get("/").content.decode()
    assert "You began some questions for Riverside" in text
    assert f"/you/clinic/{people.maria.pk}/" in text
