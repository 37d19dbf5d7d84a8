from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.questionnaires.models import Finding, FollowUp
from unbrace.rehab.red_flags import Urgency

FROM_HOUR, TO_HOUR = 8, 20  # where the person is

SUBJECT = "A short question for you"
MAIL = """Hello {name},

yesterday we asked you to see somebody in person. Have you been?
If not, please do that first today. What to do is on your page:

{link}

{clinic}
"""


def follow_up_same_day() -> int:
    """For the hourly sweep: the morning after "a doctor today", ask once whether somebody has looked. Gives how many.

    The mail says nothing of what was found: others may read it.
    """
    now = clock.now()
    waiting = Finding.objects.filter(
        urgency=Urgency.DOCTOR_TODAY.value,
        waits=True,
        clearance=None,
        follow_up=None,
        at__gt=now - timedelta(days=3),
        screen__patient__ended_at=None,
    ).select_related("screen__patient__user", "screen__patient__clinic")
    asked = [finding for finding in waiting if _is_the_next_morning(finding, now)]
    for finding in asked:
        _ask(finding)
    return len(asked)


def _is_the_next_morning(finding: Finding, now: datetime) -> bool:
    zone = finding.screen.patient.user.zone
    here = now.astimezone(zone)
    return here.date() > finding.at.astimezone(zone).date() and FROM_HOUR <= here.hour < TO_HOUR


@transaction.atomic
def _ask(finding: Finding) -> None:
    patient = finding.screen.patient
    FollowUp.objects.create(finding=finding)
    write_down(by=None, deed="questionnaires.follow_up", subject=finding, clinic_id=patient.clinic_id)
    body = MAIL.format(
        name=patient.user.first_name or patient.name, link=settings.SITE_URL, clinic=patient.clinic.name
    )
    queue_mail(clinic_id=patient.clinic_id, subject=SUBJECT, body=body, to=patient.user.email)
