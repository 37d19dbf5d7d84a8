"""Notes as a therapist meets them: begun with what was logged, saved, signed, amended, co-signed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import sign, sit
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.conversations.actions import keep_snippet
from unbrace.clinic.notes.models import Note, NoteDraft
from unbrace.portal.therapist.pages.notes.facts import Since, facts

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

TYPED = {"subjective": "Sleeps better.", "plan": "Go on.", "codes": ["m54.50", "", "", ""]}


@pytest.fixture
def tom(people: People) -> Client:
    return signed_in(people.tom.user)


def at(people: People, rest: str = "") -> str:
    return f"/therapist/patients/{people.maria.pk}/notes/{rest}"


def saves(page: str) -> str:
    found = re.search(r'name="saves" value="(-?\d+)"', page)
    assert found
    return found[1]


def signed(people: People, tom: Client) -> Note:
    tom.post(at(people, "begin/"))
    page = tom.get(at(people, "draft/")).content.decode()
    tom.post(at(people, "draft/"), TYPED | {"saves": saves(page), "sign": "yes"})
    return Note.objects.latest("signed_at")


def test_a_new_note_begins_with_what_was_logged_and_leaves_the_judgement_open(
    people: People, tom: Client
) -> None:
    sit(people.maria, sign(people, people.maria), days_ago=1, pain=3)
    record_check_in(by=people.maria.user, patient=people.maria, answers={"average_pain": 0, "stress": 4})
    tom.post(at(people, "begin/"))
    draft = NoteDraft.objects.get()
    assert "Check-in of" in draft.subjective
    assert "Pain on average 0 of 10" in draft.subjective
    assert (
        "Squat, 1 time: of 16 repetitions 16 seen by the camera, 0 claimed; effort 4 of 10."
        in draft.objective
    )
    assert "2 sets of 8" in draft.plan
    assert draft.assessment == ""


def test_what_nobody_said_is_not_in_it() -> None:
    parts = facts(Since(date(2026, 11, 1), [], [], None, [], None))
    assert parts == {
        "subjective": "Since 1 November 2026:",
        "objective": "0 sessions on 0 days, as logged by the person.",
        "assessment": "",
        "plan": "No programme is signed yet.",
    }


def test_it_is_signed_and_then_amended_by_its_author(people: People, tom: Client) -> None:
    note = signed(people, tom)
    assert note.codes == ["M54.50"]
    page = tom.get(at(people, f"{note.pk}/")).content.decode()
    assert "Sleeps better." in page
    assert "M54.50 Low back pain, unspecified" in page
    tom.post(at(people, f"{note.pk}/amend/"))
    page = tom.get(at(people, "draft/")).content.decode()
    assert "What was wrong or missing" in page
    refused = tom.post(at(people, "draft/"), TYPED | {"saves": saves(page), "sign": "yes"})
    assert refused.status_code == 422
    again = saves(tom.get(at(people, "draft/")).content.decode())
    sent = TYPED | {"saves": again, "sign": "yes", "plan": "Go on, lighter.", "because": "Wrong load."}
    page = tom.post(at(people, "draft/"), sent, follow=True).content.decode()
    assert "Go on, lighter." in page
    assert "What it took the place of" in page


def test_a_colleague_reads_and_co_signs(people: People, tom: Client) -> None:
    note = signed(people, tom)
    theo = signed_in(people.theo.user)
    assert "Co-sign" in theo.get(at(people, f"{note.pk}/")).content.decode()
    page = theo.post(at(people, f"{note.pk}/co-sign/"), follow=True).content.decode()
    assert f"co-signed by {people.theo.user.name}" in page


def test_a_refused_form_loses_nothing_that_was_typed(people: People, tom: Client) -> None:
    tom.post(at(people, "begin/"))
    answer = tom.post(at(people, "draft/"), TYPED | {"saves": "0", "codes": ["sore back"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is not in the list of codes" in page
    assert "Sleeps better." in page
    assert "sore back" in page
    stale = tom.post(at(people, "draft/"), TYPED | {"saves": "7"}).content.decode()
    assert "another tab" in stale
    assert "Sleeps better." in stale


def test_a_template_is_put_in_after_what_is_there(people: People, tom: Client) -> None:
    tom.post("/therapist/note-templates/", {"name": "Weekly", "plan": "See you in a week.", "shared": "yes"})
    page = tom.get("/therapist/note-templates/").content.decode()
    assert "whole clinic" in page
    template = re.search(r"note-templates/([0-9a-f-]+)/take-out", page)
    assert template
    tom.post(at(people, "begin/"))
    tom.post(at(people, "draft/"), TYPED | {"saves": "0", "template": template[1]})
    assert NoteDraft.objects.get().plan == "Go on.\nSee you in a week."
    tom.post(f"/therapist/note-templates/{template[1]}/take-out/")
    assert "None yet" in tom.get("/therapist/note-templates/").content.decode()


def test_a_draft_is_thrown_away_only_by_its_author(people: People, tom: Client) -> None:
    tom.post(at(people, "begin/"))
    assert signed_in(people.theo.user).post(at(people, "draft/throw-away/")).status_code == 404
    assert signed_in(people.theo.user).get(at(people, "draft/")).status_code == 404
    tom.post(at(people, "draft/throw-away/"))
    assert "No notes yet" in tom.get(at(people)).content.decode()


def test_someone_elses_notes_are_nobodys_business(people: People, tom: Client) -> None:
    note = signed(people, tom)
    for rest in ("", f"{note.pk}/", "draft/"):
        nothing_leaks(people, at(people, rest), None, "Sleeps better.")
    for rest in ("begin/", "draft/throw-away/", f"{note.pk}/amend/", f"{note.pk}/co-sign/"):
        nothing_leaks(people, at(people, rest), {}, "Sleeps better.")
    assert Note.objects.count() == 1
    office = signed_in(people.olga.user)
    assert office.get(at(people)).status_code == 404


def test_the_list_asks_the_same_number_of_questions_for_one_note_and_for_ten(
    people: People, tom: Client
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert tom.get(at(people)).status_code == 200
        return len(queries)

    signed(people, tom)
    one = asked()
    for _ in range(9):
        signed(people, tom)
    assert asked() == one <= 11


def test_a_snippet_of_ones_own_is_put_in_at_the_end_of_a_part(people: People, tom: Client) -> None:
    mine = keep_snippet(by=people.tom.user, clinic=people.riverside, text="Hurt is not harm.")
    theirs = keep_snippet(by=people.theo.user, clinic=people.riverside, text="Not Tom's.")
    tom.post(at(people, "begin/"))
    page = tom.get(at(people, "draft/")).content.decode()
    assert "Hurt is not harm." in page
    assert "Not Tom&#x27;s." not in page
    tom.post(at(people, "draft/"), TYPED | {"saves": "0", "snippet": str(mine.pk), "into": "plan"})
    assert NoteDraft.objects.get().plan == "Go on.\nHurt is not harm."
    again = saves(tom.get(at(people, "draft/")).content.decode())
    said = {"saves": again, "snippet": str(theirs.pk), "into": "plan"}
    assert tom.post(at(people, "draft/"), TYPED | said).status_code == 404
    for odd in ({"snippet": "x"}, {"snippet": str(mine.pk), "into": "codes"}):
        again = saves(tom.get(at(people, "draft/")).content.decode())
        tom.post(at(people, "draft/"), TYPED | {"saves": again} | odd)
    assert NoteDraft.objects.get().plan == "Go on."


def test_enter_in_a_field_saves_and_never_signs(people: People, tom: Client) -> None:
    """A browser presses the first button of the form; with or without templates and snippets that one only saves."""
    tom.post(at(people, "begin/"))
    for _ in range(2):
        page = tom.get(at(people, "draft/")).content.decode()
        form = page[page.index('name="saves"') :]
        first = re.search(r"<button[^>]*>", form)
        assert first
        assert "sign" not in first[0]
        assert form.index(first[0]) < form.index('name="sign"')
        keep_snippet(by=people.tom.user, clinic=people.riverside, text="Hurt is not harm.")
