from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care, require_standing_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.patients.question_mail import mail_question
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.clinic.reports.actions.sign_report import mark_of
from unbrace.clinic.reports.models import Report
from unbrace.clinic.transfers.kinds import MOST_LETTERS, Along, State
from unbrace.clinic.transfers.models import HandedDocument, Transfer

#: So long each of the two may take with the answer.
WAITS: Final = timedelta(days=14)
NO_LONGER: Final = "This is no longer open. Nothing has changed."
NEWS: Final = "There is news for you on Unbrace"
NEWS_MAIL: Final = """Hello {name},

there is an answer to {what}. You find it here:

{link}
"""


@transaction.atomic
def propose_transfer(
    *,
    by: User,
    patient: Patient,
    to_clinic: Clinic,
    reason: str,
    ends_here: bool,
    record: Mapping[str, Any],
    report: Report | None = None,
) -> Transfer:
    """Ask the person whether another clinic of this house may go on with their care. `record` is the whole record in
    frozen words, `report` a signed one that could go alone; the other clinic learns nothing before the person's yes."""
    require_standing_care(by, patient, Permission.PRESCRIBE)
    reason = reason.strip().replace("\r\n", "\n").replace("\x00", "")
    if to_clinic.pk == patient.clinic_id:
        raise Refused("Choose another clinic. For a colleague of yours there is the form above.", field="to")
    if not reason:
        raise Refused("Write a word to the person: why, and what changes for them.", field="reason")
    if len(reason) > MOST_LETTERS:
        raise Refused(f"That is too long. Use at most {MOST_LETTERS} letters.", field="reason")
    if report is not None and report.patient_id != patient.pk:
        raise NotYours
    current = Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)
    if current.ended_at is not None:
        raise NotYours
    now = clock.now()
    open_ones = Transfer.objects.filter(patient=current, state__in=[State.ASKED, State.OFFERED])
    open_ones.filter(expires_at__lte=now).update(state=State.CALLED_OFF, ended_at=now)
    if open_ones.exists():
        raise Refused("One proposal is still open. Call it off first, then make another.")
    transfer = Transfer.objects.create(
        patient=patient,
        to_clinic=to_clinic,
        reason=reason,
        ends_here=ends_here,
        proposed_by=by,
        proposed_at=now,
        expires_at=now + WAITS,
    )
    _freeze(transfer, Along.RECORD, record)
    if report is not None:
        _freeze(transfer, Along.REPORT, report.content)
    mail_question(patient, "/move/")
    write_down(
        by=by, deed="transfers.propose", subject=transfer, clinic_id=patient.clinic_id, to=str(to_clinic.pk)
    )
    return transfer


@transaction.atomic
def answer_transfer(*, by: User, transfer: Transfer, along: str) -> Transfer:
    """The person says yes and what goes along, or no (`along` empty). The same answer twice is one."""
    require_self(by, transfer.patient)
    current, now = locked(transfer), clock.now()
    if along and along == current.along and current.state == State.OFFERED:
        return current
    if not along and current.state == State.DECLINED:
        return current
    if current.state != State.ASKED or not current.is_open(now):
        raise Conflict(NO_LONGER)
    if along:
        if not current.documents.filter(kind=along).exists():
            raise Refused("Choose what goes along.", field="along")
        if current.to_clinic.memberships.filter(user=by, ended_at=None).exists():
            raise Refused("You work in that clinic, so it cannot treat you under this account.")
        current.state, current.along, current.expires_at = State.OFFERED, along, now + WAITS
        _tell_the_other(current)
    else:
        current.state, current.ended_at, current.ended_by = State.DECLINED, now, by
    current.answered_at = now
    current.save()
    tell_who_proposed(current)
    write_down(
        by=by, deed="transfers.answer", subject=current, clinic_id=current.patient.clinic_id, along=along
    )
    return current


@transaction.atomic
def call_off_transfer(*, by: User, transfer: Transfer) -> Transfer:
    """Before it is taken over it can be undone: by whoever treats the person here, and by the person themselves."""
    if by.pk != transfer.patient.user_id:
        require_care(by, transfer.patient, Permission.PRESCRIBE)
    current = locked(transfer)
    if current.state == State.CALLED_OFF:
        return current
    if current.state not in (State.ASKED, State.OFFERED):
        raise Conflict(NO_LONGER)
    current.state, current.ended_at, current.ended_by = State.CALLED_OFF, clock.now(), by
    current.save(update_fields=["state", "ended_at", "ended_by"])
    if by.pk == current.patient.user_id:
        tell_who_proposed(current)
    write_down(by=by, deed="transfers.call_off", subject=current, clinic_id=current.patient.clinic_id)
    return current


def _freeze(transfer: Transfer, kind: Along, content: Mapping[str, Any]) -> None:
    HandedDocument.objects.create(
        transfer=transfer, kind=kind, content=dict(content), content_hash=mark_of(content)
    )


def locked(transfer: Transfer) -> Transfer:
    rows = Transfer.objects.select_for_update(of=("self",))
    return rows.select_related("patient__user", "patient__clinic", "to_clinic", "proposed_by").get(
        pk=transfer.pk
    )


def tell_who_proposed(transfer: Transfer) -> None:
    by = transfer.proposed_by
    link = f"{settings.SITE_URL}/therapist/patients/{transfer.patient_id}/hand-on/"
    _mail_news(transfer, by, "something you proposed", link)


def tell_person(transfer: Transfer) -> None:
    """What the other clinic answered."""
    _mail_news(transfer, transfer.patient.user, "your move to another clinic", f"{settings.SITE_URL}/move/")


def _mail_news(transfer: Transfer, to: User, what: str, link: str) -> None:
    body = NEWS_MAIL.format(name=to.first_name or to.email, what=what, link=link)
    queue_mail(clinic_id=transfer.patient.clinic_id, subject=NEWS, body=body, to=to.email)


def _tell_the_other(transfer: Transfer) -> None:
    """The office of the other clinic, and where there is none whoever treats there. Nobody's name is in the mail."""
    here = transfer.to_clinic.memberships.filter(ended_at=None, suspended_at=None).select_related("user")
    members = [one for one in here if one.may(Permission.INVITE_PATIENTS)]
    office = [one for one in members if one.may(Permission.MANAGE_MEMBERS)]
    for one in office or members:
        door = "office" if one in office else "therapist"
        body = (
            f"Hello {one.user.first_name or one.user.email},\n\n"
            f"somebody would like to come to your clinic. You find them here:\n\n"
            f"{settings.SITE_URL}/{door}/arrivals/\n"
        )
        queue_mail(
            clinic_id=transfer.to_clinic_id,
            subject="Somebody would like to come to you",
            body=body,
            to=one.user.email,
        )
