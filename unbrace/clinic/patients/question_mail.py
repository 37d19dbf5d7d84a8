"""The mail that says: your clinic asks for your yes or no. What is asked stands in the app only."""

from __future__ import annotations

from typing import Final

from django.conf import settings

from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.patients.models import Patient

SUBJECT: Final = "Something waits for your yes or no on Unbrace"
MAIL: Final = """Hello {name},

{clinic} asks for your yes or no in the app. Nothing happens before you have answered:

{link}
"""


def mail_question(patient: Patient, page: str) -> None:
    """To the person, within the transaction of what is asked. `page` is where they answer, such as "/move/"."""
    body = MAIL.format(
        name=patient.user.first_name or patient.user.email,
        clinic=patient.clinic.name,
        link=f"{settings.SITE_URL}{page}",
    )
    queue_mail(clinic_id=patient.clinic_id, subject=SUBJECT, body=body, to=patient.user.email)
