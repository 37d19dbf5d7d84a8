"""A person's own language, written down, and none that the house does not speak."""

from __future__ import annotations

import pytest

from tests.people import People
from unbrace.clinic.accounts.actions import choose_language
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.refused import Refused


def test_it_is_kept_and_written_down(people: People) -> None:
    maria = people.maria.user
    choose_language(by=maria, language="ar")
    assert maria.language == "ar"
    assert User.objects.get(pk=maria.pk).language == "ar"
    assert AuditEntry.objects.filter(deed="accounts.choose_language", subject_id=str(maria.pk)).count() == 1


@pytest.mark.parametrize("language", ["", "fr", "de-AT", "AR", "english"])
def test_a_language_that_is_not_there_is_refused_and_changes_nothing(people: People, language: str) -> None:
    with pytest.raises(Refused, match="not there yet") as refusal:
        choose_language(by=people.maria.user, language=language)
    assert refusal.value.field == "language"
    assert User.objects.get(pk=people.maria.user.pk).language == "en"
    assert not AuditEntry.objects.filter(deed="accounts.choose_language").exists()
