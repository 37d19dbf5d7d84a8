from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import hash_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.reports.actions.consent import (
    NotedYes,
    note_consent,
    reader_of,
)
from unbrace.clinic.reports.kinds import Reader
from unbrace.clinic.reports.models import Consent, Report, Sending

LASTS: Final = timedelta(days=7)
#: Told on the telephone and typed from paper: nothing that is mistaken for something else.
LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH: Final = 8

SUBJECT = "A document for you"
MAIL = """Hello {name},

{clinic} has left a document for you. You can read it here until {until}:

{link}

You need a code for it, which you are told by another way. Ask {clinic} if you have none.
If you do not expect anything, you can leave this mail alone.
"""


@transaction.atomic
def send_report(*, by: User, report: Report, name: str, email: str, noted: NotedYes | None = None) -> Sending:
    """Mail a link to one signed report. The returned object carries the `code`, this once: it goes by another way.

    To anybody but the person themselves only with their yes, of which whoever sends it notes how and when it was said;
    what was asked in the app goes by `send_with_consent`.
    """
    require_care(by, report.patient, Permission.SIGN_REPORTS)
    name, email = reader_of(report, name, email)
    consent = None
    if report.reader != Reader.PATIENT:
        consent = note_consent(by=by, report=report, name=name, email=email, noted=noted)
    return _send(by, report, name, email, consent)


@transaction.atomic
def send_with_consent(*, by: User, consent: Consent) -> Sending:
    """The link goes to whom the person said yes to, and to nobody else. Refused once that yes is taken back, and
    after a no to a later question about the same: the newest word holds."""
    require_care(by, consent.report.patient, Permission.SIGN_REPORTS)
    rows = Consent.objects.select_for_update(of=("self",)).select_related("report__patient__clinic")
    current = rows.get(pk=consent.pk)
    words = list(current.report.consents.select_for_update(of=("self",)))
    if current.overtaken(words) or not current.stands(clock.now()):
        raise Refused("There is no yes to this any more, so nothing has been sent. Ask the person again.")
    return _send(by, current.report, current.name, current.email, current)


def _send(by: User, report: Report, name: str, email: str, consent: Consent | None) -> Sending:
    token, code, now = secrets.token_urlsafe(32), new_code(), clock.now()
    sending = Sending.objects.create(
        report=report,
        consent=consent,
        name=name,
        email=email,
        token_hash=hash_of(token),
        code_hash=make_password(code),
        sent_by=by,
        sent_at=now,
        expires_at=now + LASTS,
    )
    clinic = report.patient.clinic
    until = f"{sending.expires_at.astimezone(by.zone):%-d %B %Y}"
    body = MAIL.format(name=name, clinic=clinic.name, until=until, link=link_of(token))
    queue_mail(clinic_id=clinic.pk, subject=SUBJECT, body=body, to=email)
    how = consent.how if consent else ""
    write_down(by=by, deed="reports.send", subject=sending, clinic_id=clinic.pk, how=how)
    sending.token, sending.code = token, code  # type: ignore[misc]  # on this one object, never in a row
    return sending


@transaction.atomic
def withdraw_sending(*, by: User, sending: Sending) -> None:
    """From now on the link leads nowhere. What was read before cannot be taken back."""
    require_care(by, sending.report.patient, Permission.SIGN_REPORTS)
    if sending.withdrawn_at is not None:
        return
    sending.withdrawn_at = clock.now()
    sending.save(update_fields=["withdrawn_at"])
    write_down(
        by=by, deed="reports.withdraw_sending", subject=sending, clinic_id=sending.report.patient.clinic_id
    )


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def link_of(token: str) -> str:
    return f"{settings.SITE_URL}/account/shared/{token}/"
