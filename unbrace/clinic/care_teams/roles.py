"""Who may do what. A role is a name, a sentence and a list: printed, this file is the access policy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    SEE_PATIENTS = "see who is treated in the clinic"
    SEE_CARE = "see programmes, sessions and check-ins"
    INVITE_PATIENTS = "invite a patient"
    BOOK_VISITS = "book, move and cancel visits"
    PRESCRIBE = "sign a programme and judge proposals"
    CLEAR_FLAGS = "clear a safety flag, with a reason"
    ANSWER_MESSAGES = "read and answer patients' messages"
    WRITE_NOTES = "write, sign and co-sign notes"
    KEEP_LEDGER = "note and sign the days and minutes of remote monitoring"
    SEE_COUNTS = "see the counted days and minutes of remote monitoring"
    SIGN_REPORTS = "write, sign and send reports"
    MANAGE_MEMBERS = "add and remove members of the clinic"
    IMPORT_QUESTIONNAIRES = "import the words of questionnaires, under a licence"
    APPROVE_TRANSLATIONS = "approve translated texts of exercises and pages"
    APPROVE_SAFETY_WORDS = "approve the safety questions in another language"
    OPEN_IN_EMERGENCY = "open a closed record, or in an emergency one in a colleague's care, with a reason"
    REVIEW_EMERGENCIES = "judge whether a record was rightly opened in an emergency"
    SEARCH_AUDIT = "search who did what to whom, and take it along as a file"
    SET_RETENTION = "say how long things are kept, and hold a person's record"
    SEE_OUTBOX = "see mails sent by the demo"


@dataclass(frozen=True)
class Role:
    id: str
    name: str
    sentence: str
    permissions: frozenset[Permission]

    def allows(self, permission: Permission) -> bool:
        """The one place where a role's rights are read: by every check, and by the table that the office prints."""
        return permission in self.permissions


THERAPIST = Role(
    "therapist",
    "Therapist",
    "Treats the clinic's patients: clears safety flags, writes programmes, sees what was done, judges every proposal.",
    frozenset(
        {
            Permission.SEE_PATIENTS,
            Permission.SEE_CARE,
            Permission.INVITE_PATIENTS,
            Permission.BOOK_VISITS,
            Permission.PRESCRIBE,
            Permission.CLEAR_FLAGS,
            Permission.ANSWER_MESSAGES,
            Permission.WRITE_NOTES,
            Permission.KEEP_LEDGER,
            Permission.SEE_COUNTS,
            Permission.SIGN_REPORTS,
            Permission.APPROVE_TRANSLATIONS,
            Permission.APPROVE_SAFETY_WORDS,
            Permission.OPEN_IN_EMERGENCY,
        }
    ),
)
OFFICE = Role(
    "office",
    "Office",
    "Looks after people and settings: invites, books visits, adds members, and does not read what patients log.",
    frozenset(
        {
            Permission.SEE_PATIENTS,
            Permission.INVITE_PATIENTS,
            Permission.BOOK_VISITS,
            Permission.MANAGE_MEMBERS,
            Permission.IMPORT_QUESTIONNAIRES,
            Permission.SEE_COUNTS,
            Permission.APPROVE_TRANSLATIONS,
            Permission.REVIEW_EMERGENCIES,
            Permission.SEARCH_AUDIT,
            Permission.SET_RETENTION,
            Permission.SEE_OUTBOX,
        }
    ),
)

ROLES = {role.id: role for role in (THERAPIST, OFFICE)}


@dataclass(frozen=True)
class Right:
    """One line of the printed table: what may be done, and for each role, in the order of `ROLES`, whether."""

    words: str
    allowed: tuple[bool, ...]


def table_of_rights() -> tuple[Right, ...]:
    """Who may do what, as it is enforced: asked of the same `Role.allows` as every check."""
    return tuple(
        Right(permission.value, tuple(role.allows(permission) for role in ROLES.values()))
        for permission in Permission
    )
