"""A text message through an HTTPS gateway: `POST {"to": "+49…", "text": "…"}` with a bearer token.

Every provider has an address of about this shape, and for the others a few lines in between will do. What people answer
comes back to the house's own address for answers (`stop_words.py`).
"""

from __future__ import annotations

import json
from typing import Final

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.reminders.https_post import is_https, post
from unbrace.clinic.reminders.message import Message, Outcome
from unbrace.clinic.reminders.models import ReminderPlan

LABEL: Final = gettext_noop("Text message")
LATER_S: Final = 300


def is_configured() -> bool:
    return bool(settings.SMS_URL) and is_https(settings.SMS_URL)


def problem_with(plan: ReminderPlan) -> str:
    return "" if plan.phone else gettext("Add the number of your mobile phone.")


def send(message: Message, plan: ReminderPlan) -> Outcome:
    address = message.not_today_url
    last = gettext("Not today: {address}").format(address=address) if address else message.open_url
    text = "\n".join((message.text, last, gettext("No more of these: answer STOP")))
    body = json.dumps({"to": plan.phone, "text": text}).encode()
    headers = {"Content-Type": "application/json"}
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    answer = post(settings.SMS_URL, body, headers)
    if answer.is_good:
        return Outcome(True)
    if answer.may_pass:
        return Outcome(
            False, "The text-message gateway could not take it just now.", answer.wait_s or LATER_S
        )
    if answer.status in (401, 403):
        return Outcome(False, "The text-message gateway refused our key. Check UNBRACE_SMS_TOKEN.")
    return Outcome(False, f"The gateway refused the number (answer {answer.status}). Is it right?")
