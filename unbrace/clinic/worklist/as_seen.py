"""Nobody puts aside what they have not seen: a row is taken as it was on the page, or not at all."""

from __future__ import annotations

from typing import Final

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.rows import PersonRow, row_of_person
from unbrace.clinic.worklist.set_aside import LONGEST_LINE

NEWS: Final = (
    "Something has changed for this person since you looked. Please look again; nothing was put aside."
)
GONE: Final = "Nothing waits for you here any more."
SAFETY: Final = (
    "A safety answer waits. It can be handed over, but only a clinician's clearing takes it off the list."
)


def row_as_seen(by: User, patient: Patient, seen: str) -> PersonRow:
    """The row, locked for this decision, if this person may decide and it is as it was seen."""
    require_care(by, patient, Permission.PRESCRIBE)
    Patient.objects.select_for_update().get(pk=patient.pk)
    row = row_of_person(patient)
    if row is None:
        raise Refused(GONE)
    if row.digest != seen:
        raise Refused(NEWS)
    return row


def one_line(line: str) -> str:
    line = " ".join(line.split())
    if len(line) > LONGEST_LINE:
        raise Refused(f"Use at most {LONGEST_LINE} characters.", field="line")
    return line
