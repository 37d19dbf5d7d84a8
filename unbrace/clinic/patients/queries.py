from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.patients.models import Invitation, Patient, hash_of
from unbrace.clinic.refused import NotYours


def patients_in(clinic: Clinic) -> QuerySet[Patient]:
    """Everyone treated in this clinic now, by name."""
    return (
        clinic.patients.filter(ended_at=None)
        .select_related("user", "clinic", "therapist__user")
        .order_by("user__name", "user__email")
    )


def patient_in(clinic: Clinic, patient_id: Any) -> Patient:
    """One of this clinic's patients; anybody else's is `NotYours`, as is an id that does not exist."""
    patient = patients_in(clinic).filter(pk=patient_id).first()
    if patient is None:
        raise NotYours
    return patient


def mine(therapist: Membership, path: str = "") -> Q:
    """The patients this therapist has to look to: their own, and those whom nobody looks after, lest nobody does.

    `path` leads to the patient from the rows that are asked for, like "patient__".
    """
    left = Q(**{f"{path}therapist": None}) | Q(**{f"{path}therapist__ended_at__isnull": False})
    return Q(**{f"{path}clinic": therapist.clinic_id}) & (Q(**{f"{path}therapist": therapist}) | left)


def care_of(user: User, picked: str = "") -> Patient | None:
    """The care this person is in now; of several the one `picked` by id, else the newest."""
    care = list(cares_of(user))
    return next((patient for patient in care if str(patient.pk) == picked), care[0] if care else None)


def cares_of(user: User) -> QuerySet[Patient]:
    """Every clinic that treats this person now, the newest first."""
    return (
        user.care.filter(ended_at=None)
        .select_related("user", "clinic", "therapist__user")
        .order_by("-started_at")
    )


def own_care(user: User, patient_id: Any) -> Patient:
    patient = cares_of(user).filter(pk=patient_id).first()
    if patient is None:
        raise NotYours
    return patient


def require_self(by: User, patient: Patient) -> None:
    if patient.user_id != by.pk:
        raise NotYours


def invitations_of(clinic: Clinic) -> QuerySet[Invitation]:
    """Those that can still be accepted, newest first."""
    return clinic.invitations.filter(
        accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now()
    ).order_by("-invited_at")


def invitation_in(clinic: Clinic, invitation_id: Any) -> Invitation:
    invitation = clinic.invitations.filter(pk=invitation_id).first()
    if invitation is None:
        raise NotYours
    return invitation


def invitation_behind(token: str) -> Invitation | None:
    """The open invitation that a link leads to."""
    found = Invitation.objects.filter(token_hash=hash_of(token)).select_related("clinic").first()
    return found if found and found.is_open(clock.now()) else None
