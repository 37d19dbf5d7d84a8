"""The person's own word on what leaves the clinic: asked in their app, answered and taken back there, or noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User, one_e_mail
from unbrace.clinic.accounts.person_name import person_name
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self, today_of
from unbrace.clinic.patients.question_mail import mail_question
from unbrace.clinic.refused import Conflict, Refused
from unbrace.clinic.reports.kinds import How, Reader
from unbrace.clinic.reports.models import Consent, Report, Sending

#: A question waits so long for its answer, and a yes holds so long: who reads may change, and so may one's mind.
HOLDS: Final = timedelta(days=14)
NO_LONGER: Final = "This question is no longer open."
CHANGED_THEIR_MIND: Final = (
    "Since that day, or on it, they have said no to this or taken their yes back in the app. "
    "Ask them in the app instead, so that they answer for themselves."
)


@dataclass(frozen=True)
class NotedYes:
    """A yes that was said outside the app: how, and on which day where the person is."""

    how: str
    given_on: date | None


@transaction.atomic
def ask_consent(*, by: User, report: Report, name: str, email: str) -> Consent:
    """Ask the person in their app whether this report, as it is signed, may go to this reader. Asked twice while it
    waits, it is one question."""
    require_care(by, report.patient, Permission.SIGN_REPORTS)
    name, email = reader_of(report, name, email)
    now = clock.now()
    Report.objects.select_for_update(of=("self",)).get(pk=report.pk)  # two presses at once are one question
    waiting = report.consents.filter(name=name, email=email, said_yes=None, called_off_at=None)
    if (found := waiting.filter(expires_at__gt=now).first()) is not None:
        return found
    consent = Consent.objects.create(
        report=report, name=name, email=email, how=How.APP, asked_by=by, asked_at=now, expires_at=now + HOLDS
    )
    mail_question(report.patient, "/reports/")
    write_down(by=by, deed="reports.ask_consent", subject=consent, clinic_id=report.patient.clinic_id)
    return consent


def note_consent(*, by: User, report: Report, name: str, email: str, noted: NotedYes | None) -> Consent:
    """A yes that was said outside the app, by whoever heard it: how and when stand beside it for good. Called by the
    deed that sends, which has asked whether it may."""
    if noted is None or noted.how not in How.values or noted.how == How.APP:
        raise Refused("Ask the person first. Without their yes nothing leaves the clinic.", field="how")
    if noted.given_on is None or noted.given_on > today_of(report.patient):
        raise Refused("Write the day on which they said yes. It cannot be still to come.", field="given_on")
    signed_on = report.signed_at.astimezone(report.patient.user.zone).date()
    if noted.given_on < signed_on:
        raise Refused(
            "That was before this report was signed, so they cannot have known what is in it. Ask them once more.",
            field="given_on",
        )
    if _turned_down_since(report, email, noted.given_on):
        raise Refused(CHANGED_THEIR_MIND, field="given_on")
    now = clock.now()
    consent = Consent.objects.create(
        report=report,
        name=name,
        email=email,
        how=noted.how,
        given_on=noted.given_on,
        asked_by=by,
        asked_at=now,
        expires_at=now + HOLDS,
        said_yes=True,
        answered_at=now,
    )
    write_down(
        by=by, deed="reports.note_consent", subject=consent, clinic_id=report.patient.clinic_id, how=noted.how
    )
    return consent


def _turned_down_since(report: Report, email: str, day: date) -> bool:
    """Whether the person has said no to this report going to this address, or taken a yes back, on that day or later by
    their own clock: no word that was heard before it, or whose hour nobody knows, goes over it."""
    zone = report.patient.user.zone
    return any(at.astimezone(zone).date() >= day for at in _turned_down_at(report, email))


def _turned_down_at(report: Report, email: str) -> list[datetime]:
    """When the person said no to this report going there, or took a yes back. For a caller in a transaction."""
    said = report.consents.select_for_update(of=("self",)).filter(email=email, said_yes__isnull=False)
    moments = [one.withdrawn_at if one.said_yes else one.answered_at for one in said]
    return [at for at in moments if at is not None]


@transaction.atomic
def call_off_consents_of(*, by: User, patient: Patient) -> int:
    """The care ends, and with it every question that waits. Called by the deed that ends it, which has asked whether it
    may. A yes stays one that can be taken back."""
    waiting = Consent.objects.filter(report__patient=patient, said_yes=None, called_off_at=None)
    questions = list(waiting.select_for_update(of=("self",)))
    for one in questions:
        one.called_off_at = clock.now()
        one.save(update_fields=["called_off_at"])
        write_down(by=by, deed="reports.call_off_consent", subject=one, clinic_id=patient.clinic_id)
    return len(questions)


@transaction.atomic
def call_off_consent(*, by: User, consent: Consent) -> None:
    """The clinic does not ask any more. What was answered stays answered."""
    require_care(by, consent.report.patient, Permission.SIGN_REPORTS)
    current = _locked(consent)
    if current.said_yes is not None or current.called_off_at is not None:
        return
    current.called_off_at = clock.now()
    current.save(update_fields=["called_off_at"])
    write_down(
        by=by, deed="reports.call_off_consent", subject=current, clinic_id=consent.report.patient.clinic_id
    )


@transaction.atomic
def answer_consent(*, by: User, consent: Consent, yes: bool) -> Consent:
    """The person says yes or no. The same answer twice is one; another one is taken back, not overwritten. A no counts
    for every earlier yes to the same reader too: what is still open on one of them is closed at once."""
    require_self(by, consent.report.patient)
    current, now = _locked(consent), clock.now()
    if current.said_yes is not None and current.said_yes == yes and current.withdrawn_at is None:
        return current
    if not current.waits(now):
        raise Conflict(NO_LONGER)
    current.said_yes, current.answered_at = yes, now
    current.expires_at = now + HOLDS if yes else current.expires_at
    current.save(update_fields=["said_yes", "answered_at", "expires_at"])
    closed = 0 if yes else _close_to(current, now)
    write_down(
        by=by,
        deed="reports.answer_consent",
        subject=current,
        clinic_id=consent.report.patient.clinic_id,
        yes=yes,
        closed=closed,
    )
    return current


def _close_to(consent: Consent, now: datetime) -> int:
    """Every way out to this reader of this report, on whichever yes it rests: the newest word of the person counts."""
    to_them = Sending.objects.filter(report=consent.report_id, email=consent.email, consent__isnull=False)
    return to_them.filter(withdrawn_at=None).update(withdrawn_at=now)


@transaction.atomic
def withdraw_consent(*, by: User, consent: Consent) -> Consent:
    """The person takes their yes back, given in the app or noted for them: every link to that reader is closed at once.
    What was read before cannot be taken back."""
    require_self(by, consent.report.patient)
    current, now = _locked(consent), clock.now()
    if current.said_yes is not True:
        raise Conflict(NO_LONGER)
    if current.withdrawn_at is not None:
        return current
    current.withdrawn_at = now
    current.save(update_fields=["withdrawn_at"])
    closed = _close_to(current, now)
    write_down(
        by=by,
        deed="reports.withdraw_consent",
        subject=current,
        clinic_id=consent.report.patient.clinic_id,
        closed=closed,
    )
    return current


def reader_of(report: Report, name: str, email: str) -> tuple[str, str]:
    """Who is to read it, in one spelling; refused where it cannot be mailed or is not for anybody else."""
    name, email = person_name(name), one_e_mail(email)
    if not name:
        raise Refused("Write who it is for, so that the mail can greet them.", field="name")
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused("That is not an e-mail address. Check it for typing slips.", field="email") from error
    if report.reader == Reader.PATIENT and email != report.patient.user.email:
        raise Refused(
            "This report is written for the person, so it goes to their own address only. "
            "For somebody else write one for them.",
            field="email",
        )
    return name, email


def _locked(consent: Consent) -> Consent:
    return (
        Consent.objects.select_for_update(of=("self",)).select_related("report__patient").get(pk=consent.pk)
    )
