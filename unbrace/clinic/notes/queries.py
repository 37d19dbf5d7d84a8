"""Reading: the notes of one person, one's own draft, the templates one may use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.notes.models import Note, NoteDraft, NoteTemplate
from unbrace.clinic.notes.parts import PARTS
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours


def notes_of(patient: Patient) -> QuerySet[Note]:
    """Those that hold, newest first; what was amended is reached through `amends` of the newer one."""
    return _whole().filter(patient=patient, amended_by=None)


def note_since(patient: Patient, moment: datetime, until: datetime | None = None) -> Note | None:
    """The first that was signed from a moment on, as after a visit; `until` is where the next visit begins."""
    found = Note.objects.filter(patient=patient, signed_at__gte=moment, amends=None)
    if until is not None:
        found = found.filter(signed_at__lt=until)
    return found.select_related("author").order_by("signed_at").first()


def signed_since(patients: Iterable[Any], moment: datetime) -> dict[Any, list[datetime]]:
    """When a note about each of these people was signed from a moment on. One question."""
    found: dict[Any, list[datetime]] = defaultdict(list)
    rows = Note.objects.filter(patient__in=list(patients), signed_at__gte=moment, amends=None)
    for patient, at in rows.order_by("signed_at").values_list("patient_id", "signed_at"):
        found[patient].append(at)
    return found


def note_of(patient: Patient, note_id: Any) -> Note:
    """One of this person's, amended or not."""
    note = _whole().filter(patient=patient, pk=note_id).first()
    if note is None:
        raise NotYours
    return note


def earlier_of(note: Note) -> list[Note]:
    """What this note amends, and what that amended, newest first."""
    found, step = [], note.amends_id
    while step is not None:
        earlier = _whole().get(pk=step)
        found.append(earlier)
        step = earlier.amends_id
    return found


def draft_of(author: User, patient: Patient) -> NoteDraft | None:
    return NoteDraft.objects.select_related("amends").filter(author=author, patient=patient).first()


def my_draft(author: User, patient: Patient) -> NoteDraft:
    """One's own; a colleague's is the same as none."""
    draft = draft_of(author, patient)
    if draft is None:
        raise NotYours
    return draft


def templates_for(membership: Membership) -> QuerySet[NoteTemplate]:
    """One's own and the clinic's."""
    shared = Q(owner=None, clinic=membership.clinic)
    return NoteTemplate.objects.filter(shared | Q(owner=membership)).select_related("owner")


def template_of(membership: Membership, template_id: Any) -> NoteTemplate:
    template = templates_for(membership).filter(pk=template_id).first()
    if template is None:
        raise NotYours
    return template


def parts_of(written: Note | NoteDraft | NoteTemplate) -> dict[str, str]:
    return {part: getattr(written, part) for part in PARTS}


def _whole() -> QuerySet[Note]:
    return Note.objects.select_related("author", "amends").prefetch_related("co_signatures__by")
