from __future__ import annotations

import zoneinfo
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.check_ins.diary_draft import WHOLE, DiaryDraft
from unbrace.clinic.check_ins.models import AREAS, LONGEST_NOTE, DiaryEntry, MedicationChange
from unbrace.clinic.check_ins.queries import diary_entry_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Conflict, NotYours, Refused

SAME_KEY = gettext_noop(
    "A different entry was already kept under this key. Both are there: one here, one on your device."
)
CHANGED = gettext_noop(
    "This entry was changed somewhere else in the meantime. What you wrote now is not lost: it stays on this page or "
    "device. Look at the newer one, then write yours as a new entry."
)


def write_diary(*, by: User, patient: Patient, draft: DiaryDraft) -> tuple[DiaryEntry, bool]:
    """Keep an entry once, however often it is sent. The second value tells whether this call made the row.

    Raises `Conflict` when the key came before with another content, or when what it corrects was corrected already.
    """
    require_self(by, patient)
    _check(draft)
    if (known := _known(patient, draft)) is not None:
        return known, False
    try:
        return _write(by, patient, draft), True
    except IntegrityError:  # the same key arrived twice at once, and the other one was first
        known = _known(patient, draft)
        if known is None:
            raise
        return known, False


@transaction.atomic
def undo_diary(*, by: User, entry: DiaryEntry) -> DiaryEntry:
    """Take an entry back. An undone correction brings back what it had corrected; nothing is deleted."""
    if entry.patient.user_id != by.pk:
        raise NotYours
    if entry.withdrawn_at is None:
        entry.withdrawn_at = clock.now()
        entry.save(update_fields=["withdrawn_at"])
        clinic_id = entry.patient.clinic_id
        write_down(by=by, deed="check_ins.undo_diary", subject=entry, clinic_id=clinic_id)
    return entry


def _check(draft: DiaryDraft) -> None:
    for area, pain in draft.pains.items():
        if area not in AREAS:
            raise Refused("That place is not in the list. Reload the page and choose again.", field="pains")
        if isinstance(pain, bool) or not 0 <= pain <= 10:
            raise Refused("Choose a number from 0 to 10.", field=f"pains.{area}")
    for name, highest in WHOLE.items():
        value = getattr(draft, name)
        if value is not None and (isinstance(value, bool) or not 0 <= value <= highest):
            raise Refused("Choose a number from 0 to {most}.", field=name, most=highest)
    if draft.medication and draft.medication not in MedicationChange.values:
        raise Refused("Choose one of the answers, or leave it out.", field="medication")
    if len(draft.note) > LONGEST_NOTE:
        raise Refused("Use at most {most} characters.", field="note", most=LONGEST_NOTE)
    if draft.says_nothing:
        raise Refused("Tap one answer or write a word, then save. One is enough.", field="pains")
    if draft.time_zone not in zoneinfo.available_timezones():
        raise Refused("Send the name of a time zone, like Europe/Berlin.", field="time_zone")


def _known(patient: Patient, draft: DiaryDraft) -> DiaryEntry | None:
    entry = DiaryEntry.objects.filter(patient=patient, key=draft.key).first()
    if entry is not None and entry.body_hash != draft.body_hash:
        raise Conflict(SAME_KEY, field="key")
    return entry


@transaction.atomic
def _write(by: User, patient: Patient, draft: DiaryDraft) -> DiaryEntry:
    Patient.objects.select_for_update().get(pk=patient.pk)
    replaces = _replaced(patient, draft)
    received_at = clock.now()
    written_at = min(draft.written_at + timedelta(seconds=draft.clock_offset_s), received_at)
    zone = zoneinfo.ZoneInfo(draft.time_zone)
    entry = DiaryEntry.objects.create(
        patient=patient,
        key=draft.key,
        body_hash=draft.body_hash,
        replaces=replaces,
        day=replaces.day if replaces else written_at.astimezone(zone).date(),
        written_at=written_at,
        received_at=received_at,
        time_zone=draft.time_zone,
        pains=dict(draft.pains),
        medication=draft.medication,
        note=draft.note,
        **{name: getattr(draft, name) for name in WHOLE},
    )
    write_down(by=by, deed="check_ins.write_diary", subject=entry, clinic_id=patient.clinic_id)
    return entry


def _replaced(patient: Patient, draft: DiaryDraft) -> DiaryEntry | None:
    if draft.replaces is None:
        return None
    if not DiaryEntry.objects.filter(patient=patient, pk=draft.replaces).exists():
        raise NotYours
    try:
        return diary_entry_of(patient, draft.replaces)
    except NotYours:
        raise Conflict(CHANGED, field="replaces") from None
