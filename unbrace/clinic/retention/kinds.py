"""What can be kept for a time: each kind with its shortest time and the reason for it, what has come of age, and how it
goes. Nothing that a clinic has to be able to show of its care is a kind.

Every question leaves out whoever is on hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, Lower

from unbrace.clinic.accounts.actions import forget_sign_in
from unbrace.clinic.accounts.models import Handing, OutgoingMail, User
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.conversations.actions.remark_on_clip import forget_remarks
from unbrace.clinic.conversations.models import Attachment, Message, VoiceNote
from unbrace.clinic.desks import photo_files
from unbrace.clinic.desks.models import DeskPhoto
from unbrace.clinic.exercise_sessions.models import MovementTrace
from unbrace.clinic.patients.holds import not_on_hold, on_hold_in
from unbrace.clinic.patients.models import Invitation, Patient
from unbrace.clinic.refused import Refused
from unbrace.clinic.reports.models import Consent, Opening, Sending
from unbrace.clinic.transfers.models import HandedDocument
from unbrace.clinic.visits.models import VisitSummary

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Kind:
    """`find` gives what has come of age in a clinic, `remove` takes some of it away by key and says how many went:
    whatever another worker has taken meanwhile is not counted twice. `of_a_record`: part of what is kept about a person
    in care."""

    id: str
    words: str
    least: int
    why: str
    find: Callable[[Clinic, datetime], Rows]
    remove: Callable[[Sequence[Any]], int]
    of_a_record: bool = True


def _movement(clinic: Clinic, before: datetime) -> Rows:
    whose = "performed__exercise__session__patient"
    found = MovementTrace.objects.filter(**{f"{whose}__clinic": clinic}, kept_at__lt=before)
    return found.filter(not_on_hold(whose)).order_by("kept_at")


def _remove_movement(keys: Sequence[Any]) -> int:
    return _delete(MovementTrace.objects.filter(pk__in=keys))


def _files(clinic: Clinic, before: datetime) -> Rows:
    found = Attachment.objects.exclude(state__in=[Attachment.State.GONE, Attachment.State.WAITING])
    found = found.filter(message__patient__clinic=clinic, message__at__lt=before)
    return found.filter(not_on_hold("message__patient")).order_by("message__at")


def _remove_files(keys: Sequence[Any]) -> int:
    rows = Attachment.objects.filter(pk__in=keys).exclude(state=Attachment.State.GONE)
    _remove_remarks(keys)
    return _take_files(rows, keys)


def _remove_remarks(files: Sequence[Any]) -> None:
    for clip in Attachment.objects.filter(pk__in=files).exclude(remarks=None).distinct():
        forget_remarks(clip)


def _voice(clinic: Clinic, before: datetime) -> Rows:
    found = VoiceNote.objects.exclude(state__in=[VoiceNote.State.GONE, VoiceNote.State.WAITING])
    found = found.filter(patient__clinic=clinic, at__lt=before)
    return found.filter(not_on_hold("patient")).order_by("at")


def _remove_voice(keys: Sequence[Any]) -> int:
    return _take_files(VoiceNote.objects.filter(pk__in=keys).exclude(state=VoiceNote.State.GONE), keys)


def _take_files(rows: Rows, keys: Sequence[Any]) -> int:
    """The row stays and says that there was one, as when somebody deletes it themselves."""
    gone: int = rows.update(state="gone", problem="")
    for key in keys:
        transaction.on_commit(partial(kept_files.forget, key))
    return gone


def _desks(clinic: Clinic, before: datetime) -> Rows:
    found = DeskPhoto.objects.exclude(state=DeskPhoto.State.GONE)
    found = found.filter(record__patient__clinic=clinic, agreed_at__lt=before)
    return found.filter(not_on_hold("record__patient")).order_by("agreed_at")


def _remove_desks(keys: Sequence[Any]) -> int:
    rows = DeskPhoto.objects.filter(pk__in=keys).exclude(state=DeskPhoto.State.GONE)
    gone: int = rows.update(state=DeskPhoto.State.GONE)
    for key in keys:
        transaction.on_commit(partial(photo_files.forget, key))
    return gone


def _messages(clinic: Clinic, before: datetime) -> Rows:
    """What still waits for an answer is not old, whatever its day."""
    found = Message.objects.filter(patient__clinic=clinic, at__lt=before)
    found = found.exclude(from_patient=True, settled_at=None, withdrawn_at=None)
    return found.filter(not_on_hold("patient")).order_by("at")


def _remove_messages(keys: Sequence[Any]) -> int:
    files = list(Attachment.objects.filter(message__in=keys).values_list("pk", flat=True))
    _remove_remarks(files)
    _delete(Attachment.objects.filter(pk__in=files))
    for file_id in files:
        transaction.on_commit(partial(kept_files.forget, file_id))
    # What a visit's summary says is the message; without it nothing is left to show on the visit's page.
    _delete(VisitSummary.objects.filter(message__in=keys))
    return _delete(Message.objects.filter(pk__in=keys))


def _consents(clinic: Clinic, before: datetime) -> Rows:
    """By the newest thing that happened to a question: none of them waits any more, and no link on one is open."""
    newest = Greatest("asked_at", "expires_at", Coalesce("withdrawn_at", "asked_at"))
    found = Consent.objects.annotate(newest=newest).filter(report__patient__clinic=clinic, newest__lt=before)
    going = Sending.objects.filter(consent=OuterRef("pk"), sent_at__gte=before).order_by()
    return found.filter(~Exists(going), not_on_hold("report__patient")).order_by("asked_at")


def _remove_consents(keys: Sequence[Any]) -> int:
    """With the links that went out on them, and who opened those. The signed report stays."""
    sendings = list(Sending.objects.filter(consent__in=keys).order_by().values_list("pk", flat=True))
    _delete(Opening._base_manager.filter(sending__in=sendings))
    _delete(Sending.objects.filter(pk__in=sendings))
    return _delete(Consent.objects.filter(pk__in=keys))


def _unhanded(clinic: Clinic, before: datetime) -> Rows:
    """Of a going over that came to nothing, or that nobody answered. What was handed over stays."""
    closed = Q(transfer__state__in=["declined", "refused", "off"], transfer__ended_at__lt=before)
    ran_out = Q(transfer__state__in=["asked", "offered"], transfer__expires_at__lt=before)
    found = HandedDocument.objects.filter(closed | ran_out, transfer__patient__clinic=clinic)
    return found.filter(not_on_hold("transfer__patient")).order_by("made_at")


def _remove_unhanded(keys: Sequence[Any]) -> int:
    """That it was proposed, to whom and how it was answered stays."""
    return _delete(HandedDocument._base_manager.filter(pk__in=keys))


def _invitations(clinic: Clinic, before: datetime) -> Rows:
    """Names and addresses of people who never came."""
    ended = Q(withdrawn_at__lt=before) | Q(declined_at__lt=before) | Q(expires_at__lt=before)
    return Invitation.objects.filter(ended, clinic=clinic, accepted_at=None).order_by("invited_at")


def _remove_invitations(keys: Sequence[Any]) -> int:
    return _delete(Invitation.objects.filter(pk__in=keys))


def _mails(clinic: Clinic, before: datetime) -> Rows:
    """What is still tried is not old. Whoever is on hold is known by their address, as the mail is."""
    held = on_hold_in(clinic).values(address=Lower("patient__user__email"))
    found = OutgoingMail.objects.filter(clinic_id=clinic.pk, made_at__lt=before).exclude(
        state=Handing.WAITING
    )
    return found.annotate(address=Lower("to")).exclude(address__in=held).order_by("made_at")


def _remove_mails(keys: Sequence[Any]) -> int:
    return _delete(OutgoingMail.objects.filter(pk__in=keys).exclude(state=Handing.WAITING))


def _audit(clinic: Clinic, before: datetime) -> Rows:
    held = on_hold_in(clinic).values("patient_id")
    found = AuditEntry.objects.filter(clinic_id=clinic.pk, at__lt=before)
    return found.filter(Q(patient_id=None) | ~Q(patient_id__in=held)).order_by("pk")


def _remove_audit(keys: Sequence[Any]) -> int:
    return _delete(AuditEntry._base_manager.filter(pk__in=keys))


def _left(clinic: Clinic, before: datetime) -> Rows:
    """Accounts of those who worked here, work and are treated nowhere any more, and can still be signed in to."""
    elsewhere = Membership.objects.filter(user=OuterRef("user")).filter(
        Q(ended_at=None) | Q(ended_at__gte=before)
    )
    treated = Patient.objects.filter(user=OuterRef("user"))
    found = clinic.memberships.filter(~Exists(elsewhere), ~Exists(treated), ended_at__lt=before)
    newest = clinic.memberships.filter(user=OuterRef("user"), ended_at__gt=OuterRef("ended_at"))
    return found.filter(~Exists(newest), user__is_active=True).order_by("ended_at")


def _remove_left(keys: Sequence[Any]) -> int:
    """The name stays, because signatures stand under it; nobody signs in with it any more, and the address is free."""
    whose = Membership.objects.filter(pk__in=keys).values("user")
    return sum(forget_sign_in(user) for user in list(User.objects.filter(pk__in=whose)))


def _delete(rows: Rows) -> int:
    """Past the guards against deleting by mistake; what points at what is looked at when the whole is done."""
    gone: int = rows._raw_delete(rows.db)
    return gone


KINDS: Final = (
    Kind(
        "movement",
        "Movement kept as stick figures",
        1,
        "A therapist has to be able to look at a set before the next plan. Counts and ranges stay.",
        _movement,
        _remove_movement,
    ),
    Kind(
        "files",
        "Pictures and clips of messages",
        3,
        "They are spoken about at the next visits. The words of the message stay.",
        _files,
        _remove_files,
    ),
    Kind(
        "voice",
        "Voice notes of the diary",
        3,
        "They are spoken about at the next visits. The day of the diary stays.",
        _voice,
        _remove_voice,
    ),
    Kind(
        "desks",
        "Pictures of desks",
        3,
        "They are spoken about at the next visits. What was measured stays.",
        _desks,
        _remove_desks,
    ),
    Kind(
        "messages",
        "Messages, with what hangs on them",
        36,
        "Somebody may still ask what they were advised; in many countries for three years. What waits for an answer "
        "stays.",
        _messages,
        _remove_messages,
    ),
    Kind(
        "consents",
        "Yes and no to reports going out, with their links",
        36,
        "A clinic has to be able to show that somebody agreed (GDPR, article 7(1)); in many countries for three years. "
        "The signed report stays.",
        _consents,
        _remove_consents,
    ),
    Kind(
        "transfers",
        "Frozen copies for a move to another clinic that came to nothing",
        3,
        "They may be proposed once more, and read what it was about. The record itself stays, and so does what was "
        "handed over.",
        _unhanded,
        _remove_unhanded,
    ),
    Kind(
        "invitations",
        "Invitations that nobody accepted",
        1,
        "The lists show who said no, or did not answer, for a month.",
        _invitations,
        _remove_invitations,
        of_a_record=False,
    ),
    Kind(
        "mails",
        "Addresses and subjects of mails that went out or were given up",
        2,
        "The office reads for thirty days which mails did not go out. Their words are gone with the last try.",
        _mails,
        _remove_mails,
        of_a_record=False,
    ),
    Kind(
        "left",
        "Accounts of members who left",
        12,
        "Somebody who returns within a year finds their account. Their name stays, because they signed with it.",
        _left,
        _remove_left,
        of_a_record=False,
    ),
    Kind(
        "audit",
        "Entries of the audit",
        72,
        "Who looked into a record has to be shown for six years (in the US 45 CFR 164.316(b)(2)).",
        _audit,
        _remove_audit,
    ),
)
BY_ID: Final = {kind.id: kind for kind in KINDS}
#: Thirty years: the longest that a law we know of asks for.
MOST_MONTHS: Final = 360


def check(months: Mapping[str, int]) -> None:
    """Raises for a kind there is not, and for a time that is too short or too long."""
    for name, value in months.items():
        kind = BY_ID.get(name)
        if kind is None:
            raise Refused("There is no such kind of thing.")
        if not isinstance(value, int) or isinstance(value, bool) or not kind.least <= value <= MOST_MONTHS:
            raise Refused(
                f"Write a number of months from {kind.least} to {MOST_MONTHS}. {kind.why}", field=name
            )
