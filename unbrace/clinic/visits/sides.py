"""Who may do something about a visit: the person, a therapist of the clinic that treats them, or its office."""

from __future__ import annotations

from enum import Enum

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours


class Side(Enum):
    """The office keeps to the hours as they are offered, like the person; a therapist may book outside their own."""

    PERSON = "person"
    CLINIC = "clinic"
    OFFICE = "office"


def side_of(by: User, patient: Patient) -> Side:
    """Anybody else gets the same answer as for nothing at all. Where care is closed a colleague is anybody else; the
    office is not, because a time and a name is all that it sees."""
    if patient.ended_at is not None:
        raise NotYours
    if by.pk == patient.user_id:
        return Side.PERSON
    if not require(by, patient.clinic, Permission.BOOK_VISITS).may(Permission.SEE_CARE):
        return Side.OFFICE
    require_care(by, patient, Permission.BOOK_VISITS)
    return Side.CLINIC
