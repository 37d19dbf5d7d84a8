"""A plain mail. Its header lets a mail program stop it with one press (RFC 8058)."""

from __future__ import annotations

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Final

from unbrace.clinic.accounts.outbox import ClinicMail
from unbrace.clinic.reminders.message import Message, Outcome
from unbrace.clinic.reminders.models import ReminderPlan

LABEL: Final = "E-mail"
LATER_S: Final = 300

MAIL: Final = """Hello{name},

{text}

Open your page:
{open_url}

Not today? One press, and there is no further reminder today:
{not_today_url}

You asked for this mail. Other times, or none at all:
{settings_url}
"""


def is_configured() -> bool:
    return True


def problem_with(plan: ReminderPlan) -> str:
    return ""


def send(message: Message, plan: ReminderPlan) -> Outcome:
    user = plan.patient.user
    body = MAIL.format(
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
    try:
        mail.send()
    except SMTPRecipientsRefused:
        return Outcome(False, "The mailbox does not take mail. Is the address right?")
    except SMTPResponseException as error:
        if error.smtp_code >= 500:
            return Outcome(False, f"The mail server refused the mail (answer {error.smtp_code}).")
        return Outcome(False, "The mail server was busy.", LATER_S)
    except (SMTPException, OSError):
        return Outcome(False, "The mail server could not be reached.", LATER_S)
    return Outcome(True)
