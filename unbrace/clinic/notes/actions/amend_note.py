from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.notes.models import Note, NoteDraft
from unbrace.clinic.notes.queries import parts_of
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import NotYours, Refused

DRAFT_IS_THERE = "You have a draft for this person already. Sign it or throw it away first."


@transaction.atomic
def amend_note(*, by: User, note: Note) -> NoteDraft:
    """A draft that begins with this note's words. Only its author amends a note; others write one of their own."""
    require_care(by, note.patient, Permission.WRITE_NOTES)
    if note.author_id != by.pk:
        raise NotYours
    if Note.objects.filter(amends=note).exists():
        raise Refused("This note has been amended already. Amend the newer one.")
    draft, made = NoteDraft.objects.get_or_create(
        patient=note.patient, author=by, defaults={**parts_of(note), "codes": note.codes, "amends": note}
    )
    if not made and draft.amends_id != note.pk:
        raise Refused(DRAFT_IS_THERE)
    write_down(by=by, deed="notes.amend", subject=note, clinic_id=note.patient.clinic_id)
    return draft
