"""The morning after "a doctor today"."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from tests.people import ZONE, People, screened
from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import send_due
from unbrace.clinic.questionnaires.actions import clear_flags, follow_up_same_day
from unbrace.clinic.questionnaires.models import Finding
from unbrace.rehab.red_flags import AskedIn


def at(day: int, hour: int) -> datetime:
    """So many days on, at this hour where Maria lives."""
    local = datetime.now(ZoneInfo(ZONE)).replace(hour=hour, minute=5) + timedelta(days=day)
    return local.astimezone(UTC)


def found(people: People, answers: dict[str, Any]) -> Finding:
    return screened(people.maria, answers, asked_in=AskedIn.CHECK_IN)


def test_it_asks_once_in_the_morning_and_names_nothing(people: People) -> None:
    with clock.set_to(at(0, 21)):
        found(people, {"NEU-1": "Y"})
        send_due()
    mail.outbox.clear()  # the therapist was told
    asked = []
    for day, hour in ((0, 22), (1, 3), (1, 8), (1, 9), (2, 9)):
        with clock.set_to(at(day, hour)):
            asked.append(follow_up_same_day())
            send_due()
    assert asked == [0, 0, 1, 0, 0]
    (sent,) = mail.outbox
    assert sent.to == [people.maria.user.email]
    assert "leg" not in sent.body


@pytest.mark.parametrize("answers", [{"CAN-2": "Y"}, {"CES-2": ("Y", "OLD_CHECKED")}, {}])
def test_other_levels_are_not_asked(people: People, answers: dict[str, Any]) -> None:
    with clock.set_to(at(0, 12)):
        found(people, answers)
    with clock.set_to(at(1, 9)):
        assert follow_up_same_day() == 0


def test_what_was_cleared_meanwhile_is_not_asked(people: People) -> None:
    with clock.set_to(at(0, 12)):
        finding = found(people, {"NEU-1": "Y"})
        clear_flags(by=people.tom.user, patient=people.maria, findings=[finding.pk], reason="Seen.")
    with clock.set_to(at(1, 9)):
        assert follow_up_same_day() == 0
