"""Who in a clinic opens whose record.

In most clinics every therapist does. Where care is closed, a record opens for whoever looks after the person, for
everybody while nobody does, for a colleague to whom something of theirs was handed, and in an emergency for somebody
who says why. Everybody else is answered as if there were no such person. Never across clinics.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.models import EmergencyOpening, Patient, SharedCare
from unbrace.clinic.patients.queries import mine, patients_in
from unbrace.clinic.refused import NotYours, Refused


def require_care(by: User, patient: Patient, permission: Permission) -> Membership:
    """The membership that allows it for this person: what every deed about somebody's care asks first."""
    membership = require(by, patient.clinic, permission)
    if not opens(membership, patient):
        raise NotYours
    return membership


def require_standing_care(by: User, patient: Patient, permission: Permission) -> Membership:
    """The same without an emergency: what gives care away or shares it. A record that was opened for an hour is read
    and written in that hour; whose person it is stays as it was."""
    membership = require_care(by, patient, permission)
    if not is_in_care_of(membership, patient):
        raise Refused(
            "You have this record open in an emergency. Only whoever looks after them hands something on."
        )
    return membership


def opens(member: Membership, patient: Patient) -> bool:
    """Whether this record opens for this member, by whichever way."""
    return is_in_care_of(member, patient) or open_emergency(member, patient) is not None


def is_in_care_of(member: Membership, patient: Patient) -> bool:
    """Whether it opens without an emergency."""
    if member.clinic_id != patient.clinic_id or not member.is_active:
        return False
    if not patient.clinic.closed_care:
        return True
    return Patient.objects.filter(_without_emergency(member), pk=patient.pk).exists()


def open_emergency(member: Membership, patient: Patient) -> EmergencyOpening | None:
    """The emergency in which this member has this record open now."""
    return open_emergencies_of(member).filter(patient=patient).first()


def open_emergencies_of(member: Membership) -> QuerySet[EmergencyOpening]:
    if not member.is_active:
        return EmergencyOpening.objects.none()
    standing = EmergencyOpening.objects.filter(member=member, closed_at=None, until__gt=clock.now())
    return standing.filter(patient__clinic=member.clinic_id).select_related("patient__user")


def patients_open_to(member: Membership) -> QuerySet[Patient]:
    """Everyone treated in the clinic whose record opens for this member now, by name."""
    found = patients_in(member.clinic)
    if not member.clinic.closed_care:
        return found
    emergency = open_emergencies_of(member).filter(patient=OuterRef("pk")).order_by()
    return found.filter(_without_emergency(member) | Exists(emergency))


def patients_closed_to(member: Membership) -> QuerySet[Patient]:
    """Who is treated here by others; names only are for whoever asks this."""
    found = patients_in(member.clinic)
    if not member.clinic.closed_care:
        return found.none()
    return found.exclude(pk__in=patients_open_to(member).order_by().values("pk"))


def _without_emergency(member: Membership) -> Q:
    shared = SharedCare.objects.filter(patient=OuterRef("pk"), member=member, until__gt=clock.now())
    return mine(member) | Q(Exists(shared))


def emergencies_in(clinic: Clinic) -> QuerySet[EmergencyOpening]:
    """What the office judges: what waits first, then the newest."""
    found = EmergencyOpening.objects.filter(patient__clinic=clinic)
    waiting_first = F("judged_at").asc(
        nulls_first=True
    )  # where nothing stands: first on SQLite, last on PostgreSQL
    return found.select_related("patient__user", "member__user", "judged_by").order_by(waiting_first, "-at")


def emergency_in(clinic: Clinic, opening_id: Any) -> EmergencyOpening:
    opening = emergencies_in(clinic).filter(pk=opening_id).first()
    if opening is None:
        raise NotYours
    return opening


def waiting_emergencies(clinic: Clinic) -> int:
    return EmergencyOpening.objects.filter(patient__clinic=clinic, justified=None).count()


def own_emergency(member: Membership, opening_id: Any) -> EmergencyOpening:
    """One's own while it is open."""
    opening = open_emergencies_of(member).filter(pk=opening_id).first()
    if opening is None:
        raise NotYours
    return opening


def emergencies_of(patient: Patient) -> QuerySet[EmergencyOpening]:
    """Every time somebody outside the care opened this record, or a closed one of the same person in whichever clinic,
    the newest first: for the person."""
    closed = Q(patient__user=patient.user_id, patient__ended_at__isnull=False)
    found = EmergencyOpening.objects.filter(Q(patient=patient) | closed)
    return found.select_related("member__user", "patient__clinic")


def unseen_emergencies_of(patient: Patient) -> QuerySet[EmergencyOpening]:
    return emergencies_of(patient).filter(seen_at=None)
