from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.notes.models import Note, NoteDraft
from unbrace.clinic.notes.queries import parts_of
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import NotYours, Refused

AMENDED_MEANWHILE = (
    "Somebody has amended this note since you began. Your words are kept as your draft; "
    "read the newer note, throw the draft away and amend that one."
)


@transaction.atomic
def sign_note(*, by: User, draft: NoteDraft) -> Note:
    """The draft becomes a note under the author's name, for good, and is gone as a draft."""
    require_care(by, draft.patient, Permission.WRITE_NOTES)
    current = NoteDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk, author=by).first()
    if current is None:
        raise NotYours
    parts = parts_of(current)
    if not any(parts.values()):
        raise Refused("There is nothing in this note yet. Write at least one part of it.", field="assessment")
    if current.amends_id and not current.because:
        raise Refused("Say in a few words what was wrong or missing.", field="because")
    if current.amends_id and Note.objects.filter(amends=current.amends_id).exists():
        raise Refused(AMENDED_MEANWHILE)
    note = Note.objects.create(
        patient=current.patient,
        author=by,
        codes=current.codes,
        amends=current.amends,
        because=current.because if current.amends_id else "",
        **parts,
    )
    current.delete()
    write_down(by=by, deed="notes.sign", subject=note, clinic_id=note.patient.clinic_id)
    return note
