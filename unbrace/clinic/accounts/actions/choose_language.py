from __future__ import annotations

from django.conf import settings
from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.refused import Refused


@transaction.atomic
def choose_language(*, by: User, language: str) -> User:
    """A person chooses the language they read. Mails and reminders follow it as well as pages."""
    if language not in dict(settings.LANGUAGES):
        raise Refused("This language is not there yet.", field="language")
    user = User.objects.select_for_update().get(pk=by.pk)
    user.language = by.language = language
    user.save(update_fields=["language"])
    write_down(by=by, deed="accounts.choose_language", subject=user)
    return user
