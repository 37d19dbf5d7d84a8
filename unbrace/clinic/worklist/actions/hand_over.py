from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import transaction

from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_standing_care
from unbrace.clinic.patients.actions import share_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.as_seen import one_line, row_as_seen
from unbrace.clinic.worklist.models import SetAside

WHO: Final = "Choose a colleague who treats people in this clinic."
SUBJECT: Final = "Something waits for you on Unbrace"
MAIL: Final = """Hello {name},

a colleague has handed something over to you. You find it in your list:

{link}
"""
WHY: Final = "Write one line, so that your colleague knows what it is about."


@transaction.atomic
def hand_over(*, by: User, patient: Patient, seen: str, to: Membership, line: str) -> SetAside:
    """A colleague looks at what is on the row now, and reads who gave it and why. What comes in later is not theirs.

    They are told by a mail that names nobody. Whose patient it is does not change. A safety answer may be handed over;
    after a day without a clearing it is on both lists.
    """
    row = row_as_seen(by, patient, seen)
    require_standing_care(by, patient, Permission.PRESCRIBE)
    if to.clinic_id != patient.clinic_id or to.user_id == by.pk or not to.may(Permission.PRESCRIBE):
        raise Refused(WHO, field="to")
    if not (line := one_line(line)):
        raise Refused(WHY, field="line")
    aside = SetAside.objects.create(
        patient=patient, kind=SetAside.Kind.HANDED, to=to, line=line, seen=sorted(row.marks), by=by
    )
    share_care(by=by, patient=patient, to=to)
    body = MAIL.format(name=to.user.first_name or to.user.email, link=f"{settings.SITE_URL}/therapist/")
    queue_mail(clinic_id=patient.clinic_id, subject=SUBJECT, body=body, to=to.user.email)
    write_down(
        by=by,
        deed="worklist.hand_over",
        subject=aside,
        clinic_id=patient.clinic_id,
        to=str(to.pk),
        reasons=len(row.found),
    )
    return aside
