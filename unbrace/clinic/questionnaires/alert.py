"""Tells the clinic at once when somebody needs a doctor today. The mail names nobody and nothing that was found.

Every clinic that treats this person is told: they are stopped in all of them (decision 0017).
"""

from __future__ import annotations

from django.conf import settings

from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import members_of
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import cares_of
from unbrace.clinic.questionnaires.models import Finding
from unbrace.rehab.red_flags import Urgency

#: Shown on a lock screen and read by many hands on the way: it says that it is urgent, never about what.
SUBJECT = "Please look at your work-list now"
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
    here = finding.screen.patient
    others = cares_of(here.user).exclude(pk=here.pk)
    for patient in (here, *others):
        for member in _who_looks(patient, finding.level):
            body = MAIL.format(
                name=member.user.name or member.user.email,
                level=LEVELS[finding.level],
                link=f"{settings.SITE_URL}/therapist/"
                if member.may(Permission.CLEAR_FLAGS)
                else settings.SITE_URL,
            )
            queue_mail(clinic_id=patient.clinic_id, subject=SUBJECT, body=body, to=member.user.email)


def _who_looks(patient: Patient, level: Urgency) -> list[Membership]:
    therapist = patient.looked_after_by
    if level is Urgency.EMERGENCY or therapist is None:
        return [member for member in members_of(patient.clinic) if member.is_active]
    return [therapist]
