"""Signed notes of somebody who left: what a therapist found, judged and planned stays for ten years, without a name."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.notes.actions import amend_note, begin_note, co_sign, save_draft, sign_note
from unbrace.clinic.notes.actions.save_draft import Written
from unbrace.clinic.notes.models import CoSignature, Note, NoteDraft
from unbrace.clinic.personal_data.actions import ask_for_erasure, erase, sweep_personal_data
from unbrace.clinic.personal_data.names import Names
from unbrace.clinic.personal_data.what_stays import ERASED

if TYPE_CHECKING:
    from tests.people import People

pytestmark = pytest.mark.django_db
SOON = timedelta(days=14, minutes=1)


@pytest.fixture
def noted(people: People) -> Note:
    """A note about Maria Lopez, amended and co-signed, and a draft that nobody signed."""
    maria, tom = people.maria, people.tom.user
    maria.user.name = "Maria Lopez"
    maria.user.save()
    parts = {
        "subjective": "“I am afraid of stairs,” says Maria.",
        "objective": "Maria Lopez bends 40°, MARIA's left side less.",
        "assessment": "Mariangela's case was alike; Lopez is better.",
        "plan": f"Write to {maria.user.email} in a week.",
    }
    first = sign_note(by=tom, draft=begin_note(by=tom, patient=maria, parts=parts))
    draft = amend_note(by=tom, note=first)
    written = Written(parts, ["M54.50"], "Maria's side was mixed up.", draft.saves)
    second = sign_note(by=tom, draft=save_draft(by=tom, draft=draft, written=written))
    co_sign(by=people.theo.user, note=second)
    begin_note(by=tom, patient=maria, parts={"plan": "Not signed"})
    return second


def forgotten(user: User) -> None:
    erasure = ask_for_erasure(by=user)
    with clock.set_to(clock.now() + SOON):
        assert erase(erasure)
    connection.check_constraints()


def test_what_the_therapist_found_judged_and_planned_stays_without_a_name(
    people: People, noted: Note
) -> None:
    forgotten(people.maria.user)
    note = Note.objects.get(pk=noted.pk)
    assert note.objective == "the person bends 40°, the person's left side less."
    assert note.assessment == "Mariangela's case was alike; the person is better."
    assert note.plan == "Write to the person in a week."
    assert note.because == "the person's side was mixed up."
    assert note.codes == ["M54.50"]


def test_what_the_person_told_and_what_was_never_signed_goes(people: People, noted: Note) -> None:
    forgotten(people.maria.user)
    assert {note.subjective for note in Note.objects.all()} == {ERASED}
    assert not NoteDraft.objects.exists()


def test_who_signed_when_what_it_amends_and_the_second_name_stay(people: People, noted: Note) -> None:
    before = list(Note.objects.order_by("signed_at").values_list("pk", "author", "signed_at", "amends"))
    forgotten(people.maria.user)
    assert (
        list(Note.objects.order_by("signed_at").values_list("pk", "author", "signed_at", "amends")) == before
    )
    assert CoSignature.objects.get().by == people.theo.user


def test_after_ten_years_the_words_go_once_and_not_a_day_before(people: People, noted: Note) -> None:
    forgotten(people.maria.user)
    people.maria.refresh_from_db()
    assert people.maria.ended_at is not None
    over = people.maria.ended_at.replace(year=people.maria.ended_at.year + 10)
    with clock.set_to(over - timedelta(days=1)):
        sweep_personal_data()
    assert Note.objects.get(pk=noted.pk).objective
    with clock.set_to(over + timedelta(days=1)):
        sweep_personal_data()
        sweep_personal_data()
    note = Note.objects.get(pk=noted.pk)
    assert (note.objective, note.assessment, note.plan, note.because) == ("", "", "", ERASED)
    assert note.author == people.tom.user
    assert AuditEntry.objects.filter(deed="personal_data.end_of_keeping").count() == 1
    connection.check_constraints()


def test_notes_of_somebody_who_only_left_care_stay_whole(people: People, noted: Note) -> None:
    people.maria.ended_at = clock.now() - timedelta(days=4000)
    people.maria.save()
    sweep_personal_data()
    assert Note.objects.get(pk=noted.pk).subjective.endswith("says Maria.")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Li sits like a list.", "the person sits like a list."),
        ("MARIA LI and maria li", "the person and the person"),
        ("marian", "marian"),
        ("", ""),
    ],
)
def test_a_name_is_a_whole_word(text: str, left: str) -> None:
    assert Names(("Maria Li", "Maria", "Li")).taken_out_of(text) == left
