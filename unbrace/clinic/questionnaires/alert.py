"""Tells the clinic at once when somebody needs a doctor today. The mail names nobody and nothing that was found."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from unbrace.clinic.care_teams.queries import members_of
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.questionnaires.models import Finding
from unbrace.rehab.red_flags import Urgency

MAIL = """Hello {name},

somebody in your care has answered the safety questions, and it cannot wait: {level}.
Please look at once:

{link}
"""
LEVELS = {Urgency.EMERGENCY: "emergency", Urgency.DOCTOR_TODAY: "to be seen by a doctor today"}


def alert(finding: Finding) -> None:
    """A mail to the person's therapist; to every therapist and the office when it is an emergency or there is none."""
    if finding.level not in LEVELS:
        return
    patient = finding.screen.patient
    therapist = patient.therapist
    if finding.level is Urgency.EMERGENCY or therapist is None or therapist.ended_at is not None:
        members = list(members_of(patient.clinic))
    else:
        members = [therapist]
    for member in members:
        clears = member.may(Permission.CLEAR_FLAGS)
        body = MAIL.format(
            name=member.user.name or member.user.email,
            level=LEVELS[finding.level],
            link=f"{settings.SITE_URL}/therapist/" if clears else settings.SITE_URL,
        )
        transaction.on_commit(lambda to=member.user.email, body=body: _send(to, body))  # type: ignore[misc]


def _send(to: str, body: str) -> None:
    send_mail("A safety answer needs you now", body, None, [to], fail_silently=True)
