"""In an emergency a record opens for a therapist outside the care, and a closed one for whoever treats in the clinic:
for an hour, with a reason; the person is told, and the office judges it afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import members_of, require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import emergencies_of, is_in_care_of, open_emergency
from unbrace.clinic.patients.models import EmergencyOpening, Patient
from unbrace.clinic.patients.queries import FORGOTTEN, require_self
from unbrace.clinic.refused import NotYours, Refused

LASTS: Final = timedelta(minutes=60)
SHORTEST: Final = 15
LONGEST: Final = 300
SUBJECT: Final = "Something waits for you on Unbrace"
MAIL: Final = """Hello {name},

{what} and waits for your judgement. You find it here:

{link}
"""


@transaction.atomic
def open_in_emergency(*, by: User, patient: Patient, reason: str) -> EmergencyOpening:
    """Open it for an hour. A second press while it is open changes nothing; what opens anyway needs no emergency."""
    member = require(by, patient.clinic, Permission.OPEN_IN_EMERGENCY)
    current = _locked(patient)
    if current.ended_at is not None:
        raise NotYours
    if is_in_care_of(member, current):
        raise Refused("This record opens for you anyway. Nothing was written down as an emergency.")
    return _open(member, current, reason, "patients.open_in_emergency")


@transaction.atomic
def open_closed_record(*, by: User, patient: Patient, reason: str) -> EmergencyOpening:
    """Open a record whose care here has ended, to be read for an hour: the same for everybody who treats in the clinic,
    also for whoever looked after the person (docs/decisions/0041). A second press changes nothing."""
    member = require(by, patient.clinic, Permission.OPEN_IN_EMERGENCY)
    current = _locked(patient)
    if current.ended_at is None or current.user.email.endswith(FORGOTTEN):
        raise NotYours
    return _open(member, current, reason, "patients.open_closed_record")


def _locked(patient: Patient) -> Patient:
    rows = Patient.objects.select_for_update(of=("self",))
    return rows.select_related("clinic", "user").get(pk=patient.pk)


def _open(member: Membership, patient: Patient, reason: str, deed: str) -> EmergencyOpening:
    if (already := open_emergency(member, patient)) is not None:
        return already
    reason = " ".join(reason.replace("\x00", "").split())
    if len(reason) < SHORTEST:
        raise Refused("Say in a sentence what happened and why you need the record now.", field="reason")
    if len(reason) > LONGEST:
        raise Refused(f"Use at most {LONGEST} characters.", field="reason")
    now = clock.now()
    opening = EmergencyOpening.objects.create(
        patient=patient, member=member, reason=reason, at=now, until=now + LASTS
    )
    minutes = int(LASTS.total_seconds() // 60)
    write_down(by=member.user, deed=deed, subject=opening, clinic_id=patient.clinic_id, minutes=minutes)
    _tell_the_office(opening)
    return opening


@transaction.atomic
def look_in_emergency(*, by: User, opening: EmergencyOpening, page: str) -> EmergencyOpening:
    """One page that was opened under it, written down before it is shown."""
    if opening.member.user_id != by.pk or not opening.is_open(clock.now()):
        raise NotYours
    write_down(
        by=by,
        deed="patients.look_in_emergency",
        subject=opening,
        clinic_id=opening.patient.clinic_id,
        page=page,
    )
    return opening


@transaction.atomic
def close_emergency(*, by: User, opening: EmergencyOpening) -> EmergencyOpening:
    """Done before the hour is over."""
    current = (
        EmergencyOpening.objects.select_for_update(of=("self",)).select_related("member").get(pk=opening.pk)
    )
    if current.member.user_id != by.pk or not current.member.is_active:
        raise NotYours
    if current.is_open(clock.now()):
        current.closed_at = clock.now()
        current.save(update_fields=["closed_at"])
        write_down(
            by=by,
            deed="patients.close_emergency",
            subject=current,
            clinic_id=current.patient.clinic_id,
        )
    return current


@transaction.atomic
def judge_emergency(
    *, by: User, opening: EmergencyOpening, justified: bool, because: str = ""
) -> EmergencyOpening:
    """Rightly opened or not, by name. Nobody judges their own; a no needs its reason. A later word replaces an earlier
    one, and the trail keeps both."""
    require(by, opening.patient.clinic, Permission.REVIEW_EMERGENCIES)
    current = (
        EmergencyOpening.objects.select_for_update(of=("self",)).select_related("member").get(pk=opening.pk)
    )
    if current.member.user_id == by.pk:
        raise Refused("This was you. Somebody else of the office has to judge it.")
    because = " ".join(because.split())
    if len(because) > LONGEST:
        raise Refused(f"Use at most {LONGEST} characters.", field="because")
    if not justified and not because:
        raise Refused("Say why it was not right, and what you agreed on.", field="because")
    current.justified, current.judged_because = justified, because
    current.judged_at, current.judged_by = clock.now(), by
    current.save(update_fields=["justified", "judged_because", "judged_at", "judged_by"])
    write_down(
        by=by,
        deed="patients.judge_emergency",
        subject=current,
        clinic_id=current.patient.clinic_id,
        justified=justified,
    )
    return current


@transaction.atomic
def read_emergencies(*, by: User, patient: Patient) -> int:
    """The person has read who opened their record. It stays to be read in their settings."""
    require_self(by, patient)
    unread = emergencies_of(patient).filter(seen_at=None).order_by().values_list("pk", flat=True)
    return EmergencyOpening.objects.filter(pk__in=list(unread)).update(seen_at=clock.now())


def _tell_the_office(opening: EmergencyOpening) -> None:
    """Neither who nor whom nor why goes into a mail."""
    clinic, closed = opening.patient.clinic, opening.of_closed_record
    for member in members_of(clinic):
        if member.may(Permission.REVIEW_EMERGENCIES) and member.pk != opening.member_id:
            body = MAIL.format(
                what="a closed record was opened" if closed else "a record was opened in an emergency",
                name=member.user.first_name or member.user.email,
                link=f"{settings.SITE_URL}/office/emergencies/",
            )
            queue_mail(clinic_id=clinic.pk, subject=SUBJECT, body=body, to=member.user.email)
