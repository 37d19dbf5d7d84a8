"""A web push: encrypted for the one browser (RFC 8291), signed by this house (RFC 8292), held by the browser's maker.

The maker sees that something came, from where and when, and cannot read it.
"""

from __future__ import annotations

import json
import logging
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.reminders.channels.push import sealing
from unbrace.clinic.reminders.channels.push.browser_makers import is_push_service
from unbrace.clinic.reminders.https_post import Answer, post
from unbrace.clinic.reminders.message import Message, Outcome
from unbrace.clinic.reminders.models import PushDevice, ReminderPlan

LABEL: Final = gettext_noop("On this device")
LATER_S: Final = 120
GONE: Final = (404, 410)

logger = logging.getLogger("unbrace.reminders")


def is_configured() -> bool:
    return True


def problem_with(plan: ReminderPlan) -> str:
    return "" if plan.devices.exists() else gettext("No browser has been allowed to show reminders yet.")


def send(message: Message, plan: ReminderPlan) -> Outcome:
    """To every browser of this person. One that has forgotten us is let go; one that gets it is enough."""
    payload = json.dumps(
        {
            "title": message.title,
            "text": message.text,
            "open": urlsplit(message.open_url).path,
            "not_today": urlsplit(message.not_today_url).path,
            "not_today_says": gettext("Not today"),  # the worker that shows it has no words of its own
        }
    ).encode()
    answers = [_send(payload, message.expires_in_s, device) for device in plan.devices.all()]
    if any(answer.is_good for answer in answers):
        return Outcome(True)
    waits = [answer.wait_s or LATER_S for answer in answers if answer.may_pass]
    if waits:
        return Outcome(False, "The browser's push service could not take it just now.", min(waits))
    if all(answer.status in GONE for answer in answers):
        return Outcome(False, "No browser takes reminders any more. The person can allow it again.")
    return Outcome(False, f"The browser's push service refused it (answer {answers[-1].status}).")


def _send(payload: bytes, ttl_s: int, device: PushDevice) -> Answer:
    if not is_push_service(device.endpoint):  # the list may have become shorter since
        return Answer(403)
    try:
        body = sealing.seal(payload, device.p256dh, device.auth)
    except ValueError:
        logger.warning("a device has keys that cannot be used; it is let go")
        device.delete()
        return Answer(410)
    headers = {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(ttl_s),
        "Urgency": "normal",
        "Authorization": sealing.signature_for(device.endpoint),
    }
    answer = post(device.endpoint, body, headers)
    if answer.status in GONE:
        device.delete()
    return answer
