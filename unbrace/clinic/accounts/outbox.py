"""Mails that stay in the house: printed to the console and kept as files, for the demo and for set-ups without SMTP.

One JSON file per mail and recipient list, named by time so that a listing is in order.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


@dataclass(frozen=True)
class SentMail:
    at: datetime
    to: tuple[str, ...]
    subject: str
    body: str


class ClinicMail(EmailMessage):
    """A mail that a clinic sends. Its office may read it in the demo, but no one-time code and no other clinic's."""

    def __init__(self, clinic_id: UUID, subject: str, body: str, to: str, calendar: str = "") -> None:
        super().__init__(subject, body, to=[to])
        self.clinic_id, self.calendar = clinic_id, calendar
        if calendar:  # mail programs ask what to do with it by this word, and find it inside as well
            found = re.search(r"^METHOD:([A-Z]+)\r?$", calendar, re.MULTILINE)
            method = found[1] if found else "PUBLISH"
            self.attach("appointment.ics", calendar, f"text/calendar; method={method}")


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.OUTBOX)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # codes are in it
        for message in email_messages:
            now = timezone.now()
            content = {
                "clinic": str(getattr(message, "clinic_id", "")),
                "at": now.isoformat(),
                "to": list(message.to),
                "subject": str(message.subject),
                "body": str(message.body),
                "calendar": str(getattr(message, "calendar", "")),
            }
            path = folder / f"{now:%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}.json"
            path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
            sys.stdout.write(f"\nMail to {', '.join(message.to)}: {message.subject}\n{message.body}\n")
            sys.stdout.flush()
        return len(email_messages)


def sent_mails(clinic_id: UUID, limit: int = 50) -> list[SentMail]:
    """What this clinic sent, newest first."""
    folder = Path(settings.OUTBOX)
    files = sorted(folder.glob("*.json"), reverse=True) if folder.exists() else []
    contents = (json.loads(path.read_text(encoding="utf-8")) for path in files)
    hers = (content for content in contents if content.get("clinic") == str(clinic_id))
    return [_read(content) for content in islice(hers, limit)]


def _read(content: dict[str, Any]) -> SentMail:
    return SentMail(
        at=datetime.fromisoformat(content["at"]),
        to=tuple(content["to"]),
        subject=content["subject"],
        body=content["body"],
    )


def forget_mails_to(address: str) -> int:
    """Mails that lie here because nothing was sent, to somebody who is forgotten. Gives how many went."""
    folder = Path(settings.OUTBOX)
    gone = 0
    for path in folder.glob("*.json") if folder.exists() else ():
        if address in json.loads(path.read_text(encoding="utf-8")).get("to", []):
            path.unlink(missing_ok=True)
            gone += 1
    return gone
