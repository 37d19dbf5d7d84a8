"""Who looks after whom changes hands: one by one, all at once, or because somebody leaves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.actions import change_role, remove_member
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import ROLES, Permission
from unbrace.clinic.patients.models import Patient, SharedCare
from unbrace.clinic.refused import NotYours, Refused

SHARED_FOR: Final = timedelta(days=28)
SUBJECT: Final = "Something waits for you on Unbrace"
MAIL: Final = """Hello {name},

people were handed over to you. You find them in your list:

{link}
"""


@transaction.atomic
def hand_over_caseload(
    *, by: User, membership: Membership, to: Membership, patients: Collection[Any] | None = None
) -> int:
    """Everybody whom one therapist looks after, or those chosen by id, to a colleague. Gives how many went over."""
    require(by, membership.clinic, Permission.MANAGE_MEMBERS)
    if to.clinic_id != membership.clinic_id:
        raise NotYours
    if to.pk == membership.pk or not to.may(Permission.PRESCRIBE):
        raise Refused("Choose a colleague who treats people in this clinic.", field="to")
    return _hand_over(by, membership, to, patients)


@transaction.atomic
def let_go(*, by: User, membership: Membership, successor: Membership | None = None) -> int:
    """Somebody leaves, and `successor` looks after their patients from now on; without one they are in everybody's
    hands. Gives how many were handed over. Both or neither."""
    handed = hand_over_caseload(by=by, membership=membership, to=successor) if successor else 0
    remove_member(by=by, membership=membership)
    return handed


@transaction.atomic
def give_role(
    *, by: User, membership: Membership, role: str, successor: Membership | None = None
) -> Membership:
    """Another role. Whoever goes on treating keeps their patients; else `successor` takes them."""
    if successor is not None and role in ROLES and not ROLES[role].allows(Permission.PRESCRIBE):
        hand_over_caseload(by=by, membership=membership, to=successor)
    new = change_role(by=by, membership=membership, role=role)
    if new.pk != membership.pk and new.may(Permission.PRESCRIBE):
        _hand_over(by, membership, new)
    return new


def _hand_over(by: User, before: Membership, to: Membership, patients: Collection[Any] | None = None) -> int:
    found = Patient.objects.select_for_update().filter(therapist=before, ended_at=None)
    people = list(found if patients is None else found.filter(pk__in=list(patients)))
    for patient in people:
        patient.therapist = to
        patient.save(update_fields=["therapist"])
        write_down(
            by=by,
            deed="patients.hand_over_care",
            subject=patient,
            clinic_id=before.clinic_id,
            before=str(before.pk),
            to=str(to.pk),
        )
    if people and to.user_id != before.user_id:
        tell_of_people(to)
    return len(people)


def tell_of_people(to: Membership) -> None:
    """A colleague to whom somebody was handed over. Nobody is named."""
    link = f"{settings.SITE_URL}/therapist/patients/"
    body = MAIL.format(name=to.user.first_name or to.user.email, link=link)
    queue_mail(clinic_id=to.clinic_id, subject=SUBJECT, body=body, to=to.user.email)


def share_care(*, by: User, patient: Patient, to: Membership) -> SharedCare:
    """A colleague sees this person for four weeks. Called by the deed that hands something over, which has asked
    whether it may."""
    now = clock.now()
    return SharedCare.objects.create(patient=patient, member=to, by=by, at=now, until=now + SHARED_FOR)


def end_shared_care(*, patient: Patient, to: Membership) -> int:
    """What was handed over is taken back."""
    return SharedCare.objects.filter(patient=patient, member=to, until__gt=clock.now()).update(
        until=clock.now()
    )
