"""A mail about somebody's safety outlives a mail server that is down and a worker that was killed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import IS_MINE, not_through, queue_mail, send_due, send_queued
from unbrace.clinic.accounts.models import Handing, OutgoingMail

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
RIVERSIDE = uuid4()

pytestmark = pytest.mark.django_db


@pytest.fixture
def urgent() -> OutgoingMail:
    with clock.set_to(NOON):
        return queue_mail(clinic_id=RIVERSIDE, subject="Please look", body="Now.", to="tom@example.org")


def fails_with(monkeypatch: pytest.MonkeyPatch, error: Exception | None) -> None:
    """The mail server answers so from now on; None: it works again."""
    monkeypatch.undo()

    def refuses(self: EmailMessage, fail_silently: bool = False) -> int:
        assert not fail_silently
        raise error or AssertionError

    if error is not None:
        monkeypatch.setattr(EmailMessage, "send", refuses)


def at(minutes: float) -> int:
    with clock.set_to(NOON + timedelta(minutes=minutes)):
        return send_due()


def test_it_goes_out_once_and_its_words_go_with_it(urgent: OutgoingMail) -> None:
    assert (at(0), at(1), at(90)) == (1, 0, 0)
    assert [sent.to for sent in mail.outbox] == [["tom@example.org"]]
    urgent.refresh_from_db()
    assert (urgent.state, urgent.body) == (Handing.SENT, "")


def test_a_mail_server_that_is_down_costs_time_and_not_the_mail(
    urgent: OutgoingMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(monkeypatch, SMTPServerDisconnected("gone"))
    assert at(0) == 0
    with clock.set_to(NOON):
        (shown,) = not_through(RIVERSIDE)
        assert (shown.tries, shown.said) == (1, "The mail server could not be reached.")
        assert not not_through(uuid4()).exists()
    again = DBTaskResult.objects.filter(task_path__endswith="send_mail_task").order_by("run_after").first()
    assert again is not None
    assert again.run_after == NOON + timedelta(minutes=1)
    fails_with(monkeypatch, None)
    assert at(2) == 1
    assert not not_through(RIVERSIDE).exists()


def test_a_worker_killed_while_sending_leaves_it_to_the_sweep(
    urgent: OutgoingMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(monkeypatch, KeyboardInterrupt())  # type: ignore[arg-type]
    with clock.set_to(NOON), pytest.raises(KeyboardInterrupt):
        send_queued(urgent.pk)
    fails_with(monkeypatch, None)
    assert at(1) == 0
    assert at(IS_MINE.total_seconds() / 60) == 1


def test_two_workers_send_it_once(urgent: OutgoingMail) -> None:
    with clock.set_to(NOON):
        assert (send_queued(urgent.pk), send_queued(urgent.pk)) == (True, False)


def test_a_mailbox_that_is_not_there_is_given_up_and_shown(
    urgent: OutgoingMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(monkeypatch, SMTPRecipientsRefused({}))
    at(0)
    fails_with(monkeypatch, None)
    assert at(600) == 0
    with clock.set_to(NOON):
        assert [(one.state, one.to) for one in not_through(RIVERSIDE)] == [
            (Handing.FAILED, "tom@example.org")
        ]
    urgent.refresh_from_db()
    assert (urgent.body, urgent.calendar, urgent.tries) == ("", "", 1), (
        "its words, and a link in them, are gone"
    )
    assert urgent.said.startswith("The mailbox does not take mail.")


def test_after_three_days_it_is_given_up_and_shown(
    urgent: OutgoingMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(monkeypatch, ConnectionRefusedError())
    for hours in range(0, 80):
        at(hours * 60)
        urgent.refresh_from_db()
        assert urgent.body == ("Now." if urgent.state == Handing.WAITING else ""), "kept while it is tried"
    assert urgent.state == Handing.FAILED
    assert urgent.tries > 60


def test_what_was_given_up_before_loses_its_words_with_the_next_sweep(urgent: OutgoingMail) -> None:
    OutgoingMail.objects.update(state=Handing.FAILED, calendar="BEGIN:VCALENDAR")
    assert at(0) == 0
    urgent.refresh_from_db()
    assert (urgent.state, urgent.body, urgent.calendar) == (Handing.FAILED, "", "")


def test_nothing_is_mailed_of_what_was_taken_back(urgent: Any) -> None:
    OutgoingMail.objects.all().delete()
    with transaction.atomic():
        queue_mail(clinic_id=RIVERSIDE, subject="Please look", body="Now.", to="tom@example.org")
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
