"""Templates for reports: kept for oneself or the clinic, changed as versions, taken out; signed reports keep theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, signed_in
from unbrace.clinic.reports.models import LetterTemplate, ReportDraft

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

LIST = "/therapist/letter-templates/"
TYPED = {
    "name": "To the doctor",
    "reader": "referrer",
    "parts": ["pain", "no-such-part"],
    "opening": "Dear colleague,",
}


@pytest.fixture
def tom(people: People) -> Client:
    return signed_in(people.tom.user)


def kept(client: Client, **other: object) -> LetterTemplate:
    client.post(LIST, TYPED | other)
    return LetterTemplate.objects.latest("at")


def test_a_draft_begins_with_its_words_and_parts(people: People, tom: Client) -> None:
    assert "None yet" in tom.get(LIST).content.decode()
    template = kept(tom)
    assert template.parts == ["pain"]
    tom.post(f"/therapist/patients/{people.maria.pk}/reports/begin/", {"begin_with": str(template.pk)})
    draft = ReportDraft.objects.get()
    assert (draft.opening, draft.parts, draft.template) == ("Dear colleague,", ["pain"], template)


def test_a_change_is_a_version_and_the_earlier_one_stays(people: People, tom: Client) -> None:
    first = kept(tom)
    tom.post(f"{LIST}{first.pk}/", TYPED | {"opening": "Dear Sir or Madam,"})
    page = tom.get(LIST).content.decode()
    assert "version 2" in page
    assert "Dear colleague," not in page
    assert LetterTemplate.objects.get(pk=first.pk).opening == "Dear colleague,"
    assert tom.get(f"{LIST}{first.pk}/").status_code == 404  # the newer one is changed, not this
    newest = LetterTemplate.objects.get(number=2)
    tom.post(f"{LIST}{newest.pk}/take-out/")
    assert "None yet" in tom.get(LIST).content.decode()
    assert LetterTemplate.objects.count() == 3


def test_what_is_missing_is_said_and_what_was_typed_stays(people: People, tom: Client) -> None:
    for wrong, words in (({"name": " "}, "Give it a name"), ({"reader": "nobody"}, "Choose for whom")):
        answer = tom.post(LIST, TYPED | wrong)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert "Dear colleague," in answer.content.decode()
    assert not LetterTemplate.objects.exists()


def test_someone_elses_template_is_not_there(people: People, tom: Client) -> None:
    own, shared = kept(tom), kept(tom, name="Ours", shared="yes")
    theo = signed_in(people.theo.user)
    page = theo.get(LIST).content.decode()
    assert "Ours" in page
    assert "To the doctor" not in page
    assert theo.get(f"{LIST}{own.pk}/").status_code == 404
    assert theo.post(f"{LIST}{own.pk}/take-out/").status_code == 404
    for who, client in everybody_else(people):
        for template in (own, shared):
            assert client.get(f"{LIST}{template.pk}/").status_code in (302, 404), who
            assert client.post(f"{LIST}{template.pk}/take-out/").status_code in (302, 404), who
            assert client.post(f"{LIST}{template.pk}/", TYPED).status_code in (302, 404), who
    assert LetterTemplate.objects.count() == 2
