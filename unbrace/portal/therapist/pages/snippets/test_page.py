"""A therapist's own snippets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic.conversations.actions import keep_snippet
from unbrace.clinic.conversations.models import Snippet

if TYPE_CHECKING:
    from tests.people import People


def test_one_is_kept_shown_and_taken_out(people: People) -> None:
    client = signed_in(people.tom.user)
    assert "None yet" in client.get("/therapist/snippets/").content.decode()
    page = client.post("/therapist/snippets/", {"text": "Hurt is not harm."}, follow=True).content.decode()
    assert "Hurt is not harm." in page
    client.post(f"/therapist/snippets/{Snippet.objects.get().pk}/take-out/")
    assert "None yet" in client.get("/therapist/snippets/").content.decode()


def test_an_empty_one_is_refused_with_a_sentence(people: People) -> None:
    answer = signed_in(people.tom.user).post("/therapist/snippets/", {"text": " "})
    assert answer.status_code == 422
    assert "Write the sentences" in answer.content.decode()


def test_someone_else_neither_sees_nor_takes_out_what_is_toms(people: People) -> None:
    snippet = keep_snippet(by=people.tom.user, clinic=people.riverside, text="A Secret")
    nothing_leaks(people, f"/therapist/snippets/{snippet.pk}/take-out/", {}, "A Secret")
    theo = signed_in(people.theo.user)
    assert "A Secret" not in theo.get("/therapist/snippets/").content.decode()
    assert theo.post(f"/therapist/snippets/{snippet.pk}/take-out/").status_code == 404
    assert Snippet.objects.exists()
