"""Who stands for a translated text is seen by name, only for that text, and only in their clinic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import everybody_else, signed_in
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.translations.models import Approval
from unbrace.clinic.translations.queries import text_of, translation_is_reviewed

if TYPE_CHECKING:
    from tests.people import People

ADDRESS = "/office/translations/"
SQUAT = ADDRESS + "de/squat/"
SAFETY = ADDRESS + "ar/safety/"


def mark_on(page: Any) -> str:
    found = re.search(r'name="mark" value="([0-9a-f]+)"', page.content.decode())
    return found[1] if found else ""


def test_the_list_says_what_there_is_and_that_nobody_has_approved_it(people: People) -> None:
    page = signed_in(people.olga.user).get(ADDRESS).content.decode()
    for language in ("Arabic", "German", "Spanish"):
        assert language in page
    assert "Safety questions" in page
    assert "not reviewed" in page


def test_a_text_stands_beside_its_english_and_is_approved_by_name(people: People) -> None:
    client = signed_in(people.olga.user)
    page = client.get(SQUAT)
    assert 'lang="de" dir="ltr"' in page.content.decode()
    assert "approve" in page.content.decode()
    client.post(SQUAT + "approve/", {"mark": mark_on(page)})
    assert translation_is_reviewed(language="de", what="squat", clinic=people.riverside)
    assert people.olga.user.name in client.get(SQUAT).content.decode()
    entry = AuditEntry.objects.get(deed="translations.approve_translation")
    assert (entry.by, entry.details["what"], entry.details["language"]) == (people.olga.user, "squat", "de")
    client.post(SQUAT + "withdraw/")
    assert not translation_is_reviewed(language="de", what="squat", clinic=people.riverside)
    assert AuditEntry.objects.filter(deed="translations.withdraw_approval").count() == 1


def test_another_text_than_the_one_that_was_read_is_not_approved(people: People) -> None:
    response = signed_in(people.olga.user).post(SQUAT + "approve/", {"mark": "0" * 16})
    assert response.status_code == 409
    assert not Approval.objects.exists()


def test_the_safety_questions_are_a_therapists(people: People) -> None:
    olga, tom = signed_in(people.olga.user), signed_in(people.tom.user)
    page = olga.get(SAFETY).content.decode()
    assert "approved by a therapist" in page
    assert 'dir="rtl"' in page
    mark = text_of("ar", "safety").mark
    assert olga.post(SAFETY + "approve/", {"mark": mark}).status_code == 404
    tom.post(SAFETY + "approve/", {"mark": mark_on(tom.get(SAFETY))})
    assert translation_is_reviewed(language="ar", what="safety", clinic=people.riverside)


def test_someone_else_neither_reads_nor_approves_nor_withdraws(people: People) -> None:
    signed_in(people.olga.user).post(SQUAT + "approve/", {"mark": text_of("de", "squat").mark})
    for who, client in everybody_else(people):
        if who in {"a therapist of another clinic", "the office of another clinic"}:
            client.post(SQUAT + "withdraw/")  # of their own clinic, where nobody has approved it
            assert people.olga.user.name not in client.get(SQUAT).content.decode()
        else:
            for address in (ADDRESS, SQUAT):
                assert client.get(address).status_code in {302, 404}, who
            for verb in ("approve/", "withdraw/"):
                assert client.post(SQUAT + verb).status_code in {302, 404}, who
    assert translation_is_reviewed(language="de", what="squat", clinic=people.riverside)
    assert not translation_is_reviewed(language="de", what="squat", clinic=people.hilltop)


@pytest.mark.parametrize("address", ["fr/squat/", "de/no-such-exercise/", "en/squat/"])
def test_what_is_not_there_is_not_found(people: People, address: str) -> None:
    assert signed_in(people.olga.user).get(ADDRESS + address).status_code == 404
