"""What the demo's people have written to each other: one exchange that is over, and one question that waits."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, time, timedelta

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.conversations.actions import (
    answer_message,
    keep_snippet,
    read_conversation,
    send_message,
)
from unbrace.clinic.patients.models import Patient

HURT = "Hurt is not the same as harm. A little more ache for a day after something new is usual and settles."


def talk(
    tom: Membership,
    maria: Patient,
    jonas: Patient,
    now: datetime,
    at: Callable[[datetime, int, time], datetime],
) -> None:
    """`at` gives a time of day, so many days back."""
    with clock.set_to(at(now, 5, time(19, 20))):
        send_message(
            by=maria.user,
            patient=maria,
            key=uuid.uuid4(),
            text="My back was a bit sore after the squats, and fine again today. May I go on?",
        )
    with clock.set_to(at(now, 4, time(9, 5))):
        answer_message(
            by=tom.user, patient=maria, key=uuid.uuid4(), text=f"Yes, do. {HURT}\nTell me if it lasts longer."
        )
    with clock.set_to(at(now, 4, time(12, 40))):
        read_conversation(by=maria.user, patient=maria)
    with clock.set_to(now - timedelta(hours=3)):
        send_message(
            by=jonas.user,
            patient=jonas,
            key=uuid.uuid4(),
            text="I am away on Friday. Can I do the session on Saturday instead?",
        )
    keep_snippet(by=tom.user, clinic=tom.clinic, text=HURT)
