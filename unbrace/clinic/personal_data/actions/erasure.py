"""The wish to be forgotten, and the wish to stay after all. Carried out by `erase`, two weeks later."""

from __future__ import annotations

from functools import partial
from typing import Final

from django.conf import settings
from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.outbox import ClinicMail
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.queries import members_of, works_somewhere
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import cares_of
from unbrace.clinic.personal_data.models import Erasure
from unbrace.clinic.personal_data.queries import TIME_TO_TAKE_BACK, open_erasure_of
from unbrace.clinic.refused import NotYours, Refused

SUBJECT: Final = "An account will be deleted"
TO_PERSON: Final = """Hello {name},

you asked us to delete your account. It will be deleted on {day}. Until then you can change your mind here:

{link}

If it was not you who asked, sign in, take it back, and choose a new password.
"""
TO_CLINIC: Final = """Hello {name},

somebody in your care has asked for their account to be deleted on {day}. If you have to keep anything under their
name, put it into your own records before then. You find who it is in your list of patients:

{link}
"""


@transaction.atomic
def ask_for_erasure(*, by: User) -> Erasure:
    """Nothing is deleted yet. The person and whoever looks after them are told on which day it will be."""
    User.objects.select_for_update().get(pk=by.pk)
    if (already := open_erasure_of(by)) is not None:
        return already
    if works_somewhere(by):
        raise Refused(
            "You also work in a clinic. Ask its office to end that first, then you can delete your account."
        )
    now = clock.now()
    erasure = Erasure.objects.create(user=by, asked_at=now, due_at=now + TIME_TO_TAKE_BACK)
    write_down(by=by, deed="personal_data.ask_for_erasure", subject=erasure)
    for care in cares_of(by):
        transaction.on_commit(partial(_tell, care, erasure))
    return erasure


@transaction.atomic
def take_back_erasure(*, by: User, erasure: Erasure) -> Erasure:
    """Everything goes on as before."""
    if erasure.user_id != by.pk:
        raise NotYours
    current = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if current.taken_back_at is not None:
        return current
    if not current.can_be_taken_back(clock.now()):
        raise Refused("The two weeks are over: your account is being deleted.")
    current.taken_back_at = clock.now()
    current.save(update_fields=["taken_back_at"])
    write_down(by=by, deed="personal_data.take_back_erasure", subject=current)
    return current


def _tell(care: Patient, erasure: Erasure) -> None:
    """No name and nothing clinical goes into a mail; the list of patients marks who it is."""
    day = erasure.due_at.astimezone(care.user.zone)
    words = {"day": f"{day.day} {day:%B %Y}"}
    to_person = TO_PERSON.format(
        name=care.user.first_name or care.user.email, link=f"{settings.SITE_URL}/you/leave/", **words
    )
    ClinicMail(care.clinic_id, SUBJECT, to_person, care.user.email).send()
    for reader in _readers(care):
        to_clinic = TO_CLINIC.format(
            name=reader.first_name or reader.email, link=f"{settings.SITE_URL}/therapist/patients/", **words
        )
        ClinicMail(care.clinic_id, SUBJECT, to_clinic, reader.email).send()


def _readers(care: Patient) -> list[User]:
    if care.looked_after_by is not None:
        return [care.looked_after_by.user]
    return [member.user for member in members_of(care.clinic) if member.may(Permission.PRESCRIBE)]
