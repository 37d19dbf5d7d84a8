"""A plain mail. Its header lets a mail program stop it with one press (RFC 8058)."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.accounts.mail_queue import hand_over
from unbrace.clinic.accounts.outbox import ClinicMail
from unbrace.clinic.reminders.message import Message, Outcome
from unbrace.clinic.reminders.models import ReminderPlan

LABEL: Final = "E-mail"

MAIL: Final = gettext_noop("""Hello{name},

{text}

Open your page:
{open_url}

Not today? One press, and there is no further reminder today:
{not_today_url}

You asked for this mail. Other times, or none at all:
{settings_url}
""")


def is_configured() -> bool:
    return True


def problem_with(plan: ReminderPlan) -> str:
    return ""


def send(message: Message, plan: ReminderPlan) -> Outcome:
    user = plan.patient.user
    body = gettext(MAIL).format(
        name=f" {user.first_name}" if user.first_name else "",
        text=message.text,
        open_url=message.open_url,
        not_today_url=message.not_today_url,
        settings_url=message.settings_url,
    )
    mail = ClinicMail(plan.patient.clinic_id, message.title, body, user.email)
    mail.extra_headers = {
        "List-Unsubscribe": f"<{message.stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    handed = hand_over(mail)
    return Outcome(handed.taken, handed.said, handed.again_after_s)
