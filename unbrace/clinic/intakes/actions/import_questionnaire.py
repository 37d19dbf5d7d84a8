"""The words of a questionnaire of others come in, are looked at, and are asked only once somebody says so.

The same checks as the command's. One data folder holds the imports of all clinics of a house; each belongs to the
clinic that brought it in, under the licence it named: only that clinic's office replaces it or has it asked or not.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.intakes.imports import imported_here, read_anew
from unbrace.clinic.refused import NotYours, Refused
from unbrace.library.questionnaires.importing import Ready, made_ready
from unbrace.library.questionnaires.kept import FOLDER, set_active
from unbrace.library.questionnaires.reading import NotImported
from unbrace.library.questionnaires.shelf import load_questionnaires

LARGEST_FILE = 2_000_000
#: The command's words for its options, and the page's for its fields.
FIELDS = (
    ("with --licence", "in the field Licence", "licence"),
    ("with --as", "in the field Instrument", "as_id"),
)


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
        ready = made_ready(
            raw, load_questionnaires(), licence=licence, as_id=as_id or None, language=language or None
        )
    except NotImported as reason:
        raise _refusal(str(reason)) from None
    _hers(clinic, ready.questionnaire.id)
    today = clock.now().date()
    ready.keep_in(settings.DATA / FOLDER, on=today, active=False, clinic=str(clinic.pk))
    read_anew()
    _write_down(by, clinic, "import", ready.questionnaire.id)
    return ready


def activate_questionnaire(*, by: User, clinic: Clinic, questionnaire: str) -> None:
    """Somebody has compared it with the original: it is asked from now on."""
    _switch(by, clinic, questionnaire, active=True)


def deactivate_questionnaire(*, by: User, clinic: Clinic, questionnaire: str) -> None:
    """No longer asked. The file and its licence stay; so do answers that were given."""
    _switch(by, clinic, questionnaire, active=False)


def _switch(by: User, clinic: Clinic, questionnaire: str, *, active: bool) -> None:
    require(by, clinic, Permission.IMPORT_QUESTIONNAIRES)
    if questionnaire not in imported_here():
        raise NotYours
    _hers(clinic, questionnaire)
    set_active(_place(questionnaire), active=active)
    read_anew()
    _write_down(by, clinic, "activate" if active else "deactivate", questionnaire)


def _hers(clinic: Clinic, questionnaire: str) -> None:
    """What another clinic of this house, or whoever runs the server, has brought in is theirs."""
    there = imported_here().get(questionnaire)
    if there is not None and there.clinic != str(clinic.pk):
        raise NotYours


def _place(questionnaire: str) -> Path:
    return Path(settings.DATA) / FOLDER / questionnaire


def _refusal(said: str) -> Refused:
    field = "file"
    for option, words, name in FIELDS:
        if option in said:
            said, field = said.replace(option, words), name
    return Refused(f"It was not imported: {said}{'' if said.endswith('?') else '.'}", field=field)


def _write_down(by: User, clinic: Clinic, verb: str, questionnaire: str) -> None:
    write_down(
        by=by,
        deed=f"intakes.{verb}_questionnaire",
        subject=clinic,
        clinic_id=clinic.pk,
        questionnaire=questionnaire,
    )
