from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.conversations.models import MOST_LETTERS, Snippet
from unbrace.clinic.refused import NotYours, Refused

MOST_SNIPPETS = 100


@transaction.atomic
def keep_snippet(*, by: User, clinic: Clinic, text: str) -> Snippet:
    """A few sentences for oneself. Names of patients do not belong in them, and the page says so."""
    membership = require(by, clinic, Permission.ANSWER_MESSAGES)
    Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    text = text.strip().replace("\x00", "")
    if not text:
        raise Refused("Write the sentences you want to keep.", field="text")
    if len(text) > MOST_LETTERS:
        raise Refused(f"That is too long. Use at most {MOST_LETTERS} letters.", field="text")
    if membership.snippets.count() >= MOST_SNIPPETS:
        raise Refused(f"There are {MOST_SNIPPETS} already. Take one out first.", field="text")
    snippet = Snippet.objects.create(membership=membership, text=text)
    write_down(by=by, deed="conversations.keep_snippet", subject=snippet, clinic_id=clinic.pk)
    return snippet


@transaction.atomic
def drop_snippet(*, by: User, snippet: Snippet) -> None:
    """Gone for good; answers that were written with it stay."""
    membership = require(by, snippet.membership.clinic, Permission.ANSWER_MESSAGES)
    if snippet.membership_id != membership.pk:
        raise NotYours
    write_down(by=by, deed="conversations.drop_snippet", subject=snippet, clinic_id=membership.clinic_id)
    snippet.delete()
