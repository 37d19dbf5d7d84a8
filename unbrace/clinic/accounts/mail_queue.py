"""Mails that must not be lost: written down in the transaction of what they tell of, handed over beside the request.

A mail server that is down, or a process that is killed, costs time and never the mail: it is tried again, sooner first
and then every hour for three days. The hourly sweep takes up what a dead worker left behind. A mail may go out twice
where a process dies between the two steps; of a mail about somebody's safety that is the lesser harm.

Its words are kept for as long as it is tried, and go with the last try, whether it was taken or given up: they may
hold a link that opens something for whoever has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any, Final
from uuid import UUID

from django.core.mail import EmailMessage
from django.db.models import F, Q, QuerySet
from django_tasks import task

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import Handing, OutgoingMail
from unbrace.clinic.accounts.outbox import ClinicMail

LATER_S: Final = 300
#: Minutes until the next try; the last one again and again.
WAITS_MIN: Final = (1, 5, 15, 60)
GIVES_UP_AFTER: Final = timedelta(days=3)
#: Whoever has taken a mail to send it has this long, then another one may.
IS_MINE: Final = timedelta(minutes=5)
SHOWN_FOR: Final = timedelta(days=30)


@dataclass(frozen=True)
class Handed:
    """Whether the mail server took it; if not, why in words for the office, and when trying again may help."""

    taken: bool
    said: str = ""
    again_after_s: int | None = None


def hand_over(mail: EmailMessage) -> Handed:
    """Never raises for what the other side does."""
    try:
        mail.send()
    except SMTPRecipientsRefused:
        return Handed(False, "The mailbox does not take mail. Is the address right?")
    except SMTPResponseException as error:
        if error.smtp_code >= 500:
            return Handed(False, f"The mail server refused the mail (answer {error.smtp_code}).")
        return Handed(False, "The mail server was busy.", LATER_S)
    except (SMTPException, OSError):
        return Handed(False, "The mail server could not be reached.", LATER_S)
    return Handed(True)


def queue_mail(*, clinic_id: UUID, subject: str, body: str, to: str, calendar: str = "") -> OutgoingMail:
    """Called inside the transaction of what it tells of: both are kept or neither."""
    mail = OutgoingMail.objects.create(
        clinic_id=clinic_id, subject=subject, body=body, to=to, calendar=calendar
    )
    send_mail_task.enqueue(mail_id=str(mail.pk))
    return mail


@task()  # type: ignore[untyped-decorator]
def send_mail_task(mail_id: str) -> bool:
    """Whether it was taken now."""
    return send_queued(mail_id)


def send_queued(mail_id: Any) -> bool:
    """One try, if it is due and nobody else is at it."""
    now = clock.now()
    mine = OutgoingMail.objects.filter(pk=mail_id, state=Handing.WAITING, next_at__lte=now)
    if mine.update(next_at=now + IS_MINE, tries=F("tries") + 1) != 1:
        return False
    mail = OutgoingMail.objects.get(pk=mail_id)
    handed = hand_over(ClinicMail(mail.clinic_id, mail.subject, mail.body, mail.to, mail.calendar))
    if handed.taken:
        mail.state, mail.said = Handing.SENT, ""
    else:
        mail.said = handed.said
        if handed.again_after_s is None or now - mail.made_at > GIVES_UP_AFTER:
            mail.state = Handing.FAILED
    if mail.state != Handing.WAITING:  # nothing will be tried any more: a link in it would lie open for ever
        mail.body = mail.calendar = ""
    mail.next_at = now + timedelta(minutes=WAITS_MIN[min(mail.tries, len(WAITS_MIN)) - 1])
    mail.save(update_fields=["state", "body", "calendar", "said", "next_at"])
    if mail.state == Handing.WAITING:
        send_mail_task.using(run_after=mail.next_at).enqueue(mail_id=str(mail.pk))
    return handed.taken


def send_due() -> int:
    """Everything that waits and is due: for the sweep, where a task was lost. Gives how many were taken. What was given
    up while words were still kept loses them here."""
    given_up = OutgoingMail.objects.filter(state=Handing.FAILED).exclude(body="", calendar="")
    given_up.update(body="", calendar="")
    due = OutgoingMail.objects.filter(state=Handing.WAITING, next_at__lte=clock.now())
    return sum(send_queued(mail_id) for mail_id in list(due.values_list("pk", flat=True)))


def not_through(clinic_id: UUID) -> QuerySet[OutgoingMail]:
    """What was tried and has not reached anybody yet, newest first. Nothing of its content is for the office."""
    tried = Q(state=Handing.FAILED) | Q(state=Handing.WAITING, tries__gt=0)
    since = clock.now() - SHOWN_FOR
    return OutgoingMail.objects.filter(tried, clinic_id=clinic_id, made_at__gte=since).order_by("-made_at")
