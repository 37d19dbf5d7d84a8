"""A mail with an entry for a calendar arrives as mail programs expect it, and nothing of it is kept afterwards."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core import mail

from unbrace.clinic.accounts.mail_queue import queue_mail, send_queued

CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"


@pytest.mark.django_db
def test_the_method_stands_outside_and_inside() -> None:
    kept = queue_mail(
        clinic_id=uuid4(), subject="Your appointment", body="Hello", to="a@example.org", calendar=CALENDAR
    )
    assert send_queued(kept.pk)
    (part,) = [one for one in mail.outbox[0].message().walk() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "CANCEL"
    assert part.get_param("charset") == "utf-8"
    assert part.get_filename() == "appointment.ics"
    assert bytes(part.get_payload(decode=True)).split() == CALENDAR.encode().split()
    kept.refresh_from_db()
    assert (kept.body, kept.calendar) == ("", "")


@pytest.mark.django_db
def test_a_mail_without_one_stays_plain() -> None:
    kept = queue_mail(clinic_id=uuid4(), subject="Please look", body="Hello", to="a@example.org")
    assert send_queued(kept.pk)
    assert not mail.outbox[0].message().is_multipart()
