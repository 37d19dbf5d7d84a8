"""Who is in the demo, and where."""

from __future__ import annotations

from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.actions import add_member, open_clinic
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.patients.actions import accept_invitation, invite_patient
from unbrace.clinic.patients.models import Patient

ZONE = "Europe/Berlin"


def address(name: str) -> str:
    return f"{name}@demo.unbrace.test"


def person(name: str, full_name: str, password: str) -> User:
    """Someone who can log in at once: their address counts as checked."""
    user = User.objects.create_user(address(name), name=full_name, time_zone=ZONE)
    user.password = _hashed(password)
    user.save(update_fields=["password"])
    EmailAddress.objects.filter(user=user).update(verified=True)
    return user


@cache
def _hashed(password: str) -> str:
    """They all have the same one, which is printed: it is hashed once, since hashing is slow on purpose."""
    return make_password(password)


def clinic_of(office: User, name: str) -> Clinic:
    return open_clinic(by=office, name=name, time_zone=ZONE)


def member(office: User, clinic: Clinic, user: User, role: str) -> Membership:
    return add_member(by=office, clinic=clinic, email=user.email, name=user.name, role=role)


def patient(therapist: Membership, user: User, usual_pain: int | None) -> Patient:
    invitation = invite_patient(
        by=therapist.user, clinic=therapist.clinic, email=user.email, name=user.name, therapist=therapist
    )
    care = accept_invitation(by=user, token=invitation.token)
    care.usual_pain = usual_pain
    care.save(update_fields=["usual_pain"])
    return care
