"""Who may do what. A role is a name, a sentence and a list: printed, this file is the access policy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    SEE_PATIENTS = "see who is treated in the clinic"
    SEE_CARE = "see programmes, sessions and check-ins"
    INVITE_PATIENTS = "invite a patient"
    PRESCRIBE = "sign a programme and judge proposals"
    CLEAR_FLAGS = "clear a safety flag, with a reason"
    ANSWER_MESSAGES = "read and answer patients' messages"
    MANAGE_MEMBERS = "add and remove members of the clinic"
    IMPORT_QUESTIONNAIRES = "import the words of questionnaires, under a licence"
    SEE_OUTBOX = "see mails sent by the demo"


@dataclass(frozen=True)
class Role:
    id: str
    name: str
    sentence: str
    permissions: frozenset[Permission]


THERAPIST = Role(
    "therapist",
    "Therapist",
    "Treats the clinic's patients: clears safety flags, writes programmes, sees what was done, judges every proposal.",
    frozenset(
        {
            Permission.SEE_PATIENTS,
            Permission.SEE_CARE,
            Permission.INVITE_PATIENTS,
            Permission.PRESCRIBE,
            Permission.CLEAR_FLAGS,
            Permission.ANSWER_MESSAGES,
        }
    ),
)
OFFICE = Role(
    "office",
    "Office",
    "Looks after people and settings: invites patients and adds members, but does not read what patients log.",
    frozenset(
        {
            Permission.SEE_PATIENTS,
            Permission.INVITE_PATIENTS,
            Permission.MANAGE_MEMBERS,
            Permission.IMPORT_QUESTIONNAIRES,
            Permission.SEE_OUTBOX,
        }
    ),
)

ROLES = {role.id: role for role in (THERAPIST, OFFICE)}
