"""The words of a questionnaire of others come in, are looked at, and are asked only once somebody says so.

The same checks as the command's. A licence is a clinic's own: what one clinic brings in is asked in that clinic only,
and only its office replaces it or has it asked or not. The file lies in the database, so that it is kept or not
together with everything else of the deed, and every process knows of it at once.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.questionnaires.models import ImportedQuestionnaire
from unbrace.clinic.questionnaires.shelf import own_shelf
from unbrace.clinic.refused import NotYours, Refused
from unbrace.library.questionnaires.importing import Ready, made_ready
from unbrace.library.questionnaires.kept import FOLDER, kept_in
from unbrace.library.questionnaires.reading import NotImported

LARGEST_FILE = 2_000_000
#: The command's words for its options, and the page's for its fields.
FIELDS = (
    ("with --licence", "in the field Licence", "licence"),
    ("with --as", "in the field Instrument", "as_id"),
)


@transaction.atomic
def import_questionnaire(
    *, by: User, clinic: Clinic, raw: bytes, licence: str, as_id: str = "", language: str = ""
) -> Ready:
    """Check the file and keep it, not asked yet. Nothing is kept of a file that does not fit."""
    require(by, clinic, Permission.IMPORT_QUESTIONNAIRES)
    if len(raw) > LARGEST_FILE:
        raise Refused(
            "This file is larger than 2 MB, which no questionnaire is. Choose another one.", field="file"
        )
    try:
        ready = made_ready(raw, own_shelf(), licence=licence, as_id=as_id or None, language=language or None)
    except NotImported as reason:
        raise _refusal(str(reason)) from None
    row, _ = ImportedQuestionnaire.objects.update_or_create(
        clinic=clinic,
        instrument=ready.questionnaire.id,
        defaults={
            "file": raw,
            "sha256": hashlib.sha256(raw).hexdigest(),
            "licence": ready.licence[:500],
            "language": ready.wording.language[:40],
            "active": False,
            "by": by,
            "at": clock.now(),
        },
    )
    _write_down(by, row, "import")
    return ready


def activate_questionnaire(*, by: User, clinic: Clinic, questionnaire: str) -> None:
    """Somebody has compared it with the original: it is asked from now on."""
    _switch(by, clinic, questionnaire, active=True)


def deactivate_questionnaire(*, by: User, clinic: Clinic, questionnaire: str) -> None:
    """No longer asked. The file and its licence stay; so do answers that were given."""
    _switch(by, clinic, questionnaire, active=False)


@transaction.atomic
def _switch(by: User, clinic: Clinic, questionnaire: str, *, active: bool) -> None:
    """What another clinic of this house, or whoever runs the server, has brought in is theirs."""
    require(by, clinic, Permission.IMPORT_QUESTIONNAIRES)
    row = (
        ImportedQuestionnaire.objects.select_for_update()
        .filter(clinic=clinic, instrument=questionnaire)
        .first()
    )
    row = row or _taken_over(by, clinic, questionnaire)
    row.active = active
    row.save(update_fields=["active"])
    _write_down(by, row, "activate" if active else "deactivate")


def _taken_over(by: User, clinic: Clinic, questionnaire: str) -> ImportedQuestionnaire:
    """An import that this clinic's office made when they still lay in the data folder becomes a row of its own."""
    folder = Path(settings.DATA) / FOLDER / questionnaire
    if questionnaire not in own_shelf() or not folder.is_dir():
        raise NotYours
    try:
        kept = kept_in(folder)
    except NotImported as reason:
        raise _refusal(str(reason)) from None
    if kept.clinic != str(clinic.pk):
        raise NotYours
    return ImportedQuestionnaire.objects.create(
        clinic=clinic,
        instrument=questionnaire,
        file=kept.raw,
        sha256=kept.sha256,
        licence=kept.licence[:500],
        language=kept.language[:40],
        by=by,
    )


def _refusal(said: str) -> Refused:
    field = "file"
    for option, words, name in FIELDS:
        if option in said:
            said, field = said.replace(option, words), name
    return Refused(f"It was not imported: {said}{'' if said.endswith('?') else '.'}", field=field)


def _write_down(by: User, row: ImportedQuestionnaire, verb: str) -> None:
    write_down(
        by=by,
        deed=f"questionnaires.{verb}_questionnaire",
        subject=row,
        clinic_id=row.clinic_id,
        questionnaire=row.instrument,
    )
