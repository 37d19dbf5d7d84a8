from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.notes.models import NoteDraft
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours


@transaction.atomic
def begin_note(*, by: User, patient: Patient, parts: Mapping[str, str]) -> NoteDraft:
    """A draft with these words in it; one that is there already is gone on with, and nothing of it is lost."""
    require_care(by, patient, Permission.WRITE_NOTES)
    draft, made = NoteDraft.objects.get_or_create(patient=patient, author=by, defaults=dict(parts))
    if made:
        write_down(by=by, deed="notes.begin", subject=draft, clinic_id=patient.clinic_id)
    return draft


@transaction.atomic
def drop_draft(*, by: User, draft: NoteDraft) -> None:
    """Thrown away: nobody but its author ever saw it."""
    require_care(by, draft.patient, Permission.WRITE_NOTES)
    if draft.author_id != by.pk:
        raise NotYours
    write_down(by=by, deed="notes.drop_draft", subject=draft, clinic_id=draft.patient.clinic_id)
    draft.delete()
