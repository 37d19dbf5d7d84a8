"""Templates for notes: kept for oneself or for the clinic, and refused with a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic.notes.actions import keep_template
from unbrace.clinic.notes.models import NoteTemplate

if TYPE_CHECKING:
    from tests.people import People

PAGE = "/therapist/note-templates/"


def test_one_without_a_name_or_without_words_is_refused_and_what_was_typed_stays(people: People) -> None:
    tom = signed_in(people.tom.user)
    for typed, sentence in (
        ({"plan": "See you."}, "Give it a name"),
        ({"name": "Weekly"}, "at least one part"),
    ):
        answer = tom.post(PAGE, typed)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert next(iter(typed.values())) in answer.content.decode()
    assert not NoteTemplate.objects.exists()


def test_someone_else_neither_sees_nor_takes_out_what_is_toms(people: People) -> None:
    parts = {"plan": "A Secret"}
    own = keep_template(
        by=people.tom.user, clinic=people.riverside, name="A Secret", parts=parts, shared=False
    )
    nothing_leaks(people, f"{PAGE}{own.pk}/take-out/", {}, "A Secret")
    theo = signed_in(people.theo.user)
    assert "A Secret" not in theo.get(PAGE).content.decode()
    assert theo.post(f"{PAGE}{own.pk}/take-out/").status_code == 404
    assert NoteTemplate.objects.exists()
