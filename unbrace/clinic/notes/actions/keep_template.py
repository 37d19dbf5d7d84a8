from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.notes.models import NoteTemplate
from unbrace.clinic.notes.parts import MOST_LETTERS, PARTS
from unbrace.clinic.refused import NotYours, Refused

MOST_TEMPLATES = 60


@transaction.atomic
def keep_template(
    *, by: User, clinic: Clinic, name: str, parts: Mapping[str, str], shared: bool
) -> NoteTemplate:
    """Words to begin notes with, for oneself or for the whole clinic. No names of patients belong in them."""
    membership = require(by, clinic, Permission.WRITE_NOTES)
    name = name.strip()
    texts = {part: parts.get(part, "").replace("\x00", "").strip() for part in PARTS}
    if not name or len(name) > 80:
        raise Refused("Give it a name of at most 80 letters.", field="name")
    if not any(texts.values()):
        raise Refused("Write at least one part of the note.", field="subjective")
    if long := next((part for part, text in texts.items() if len(text) > MOST_LETTERS), ""):
        raise Refused(f"Use at most {MOST_LETTERS} letters.", field=long)
    owner = None if shared else membership
    if NoteTemplate.objects.filter(clinic=clinic, owner=owner).count() >= MOST_TEMPLATES:
        raise Refused(f"There are {MOST_TEMPLATES} already. Take one out first.", field="name")
    template = NoteTemplate.objects.create(clinic=clinic, owner=owner, name=name, **texts)
    write_down(by=by, deed="notes.keep_template", subject=template, clinic_id=clinic.pk)
    return template


@transaction.atomic
def drop_template(*, by: User, template: NoteTemplate) -> None:
    """Gone for good; notes that were begun with it stay. The clinic's may be taken out by anybody who writes notes."""
    membership = require(by, template.clinic, Permission.WRITE_NOTES)
    if template.owner_id not in (None, membership.pk):
        raise NotYours
    write_down(by=by, deed="notes.drop_template", subject=template, clinic_id=template.clinic_id)
    template.delete()
