from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.notes.models import CoSignature, Note
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import Refused


@transaction.atomic
def co_sign(*, by: User, note: Note) -> CoSignature:
    """A colleague stands by this note. Twice is once; one's own name under one's own note says nothing new."""
    require_care(by, note.patient, Permission.WRITE_NOTES)
    if note.author_id == by.pk:
        raise Refused("This is your own note: your name is under it already.")
    if Note.objects.filter(amends=note).exists():
        raise Refused("This note has been amended since. Read and co-sign the newer one.")
    signature, made = CoSignature.objects.get_or_create(note=note, by=by)
    if made:
        write_down(by=by, deed="notes.co_sign", subject=note, clinic_id=note.patient.clinic_id)
    return signature
