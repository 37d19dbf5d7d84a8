from __future__ import annotations

import re
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import known_time_zone
from unbrace.clinic.care_teams.roles import ROLES, Permission, Role


def callable_number(number: str) -> None:
    if not re.fullmatch(r"\+?\d[\d ]{1,18}", number):
        raise ValidationError("Write a number that can be dialled, like 112 or +49 116 117.")


class Clinic(models.Model):
    """`emergency_number` is what a person calls where this clinic is; `crisis_line` says in words whom to call when
    they think of hurting themselves. `self_guided`: no therapist plans here, so people learn, write down, walk and
    breathe, and get no exercises. `closed_care`: a record opens only for whoever looks after the person, for a
    colleague it was handed to, and in an emergency with a reason; else every therapist opens every record. `accent`
    stands in the place of the house's green by day; `logo_mark` is a fingerprint of the logo, empty without one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[known_time_zone])
    opened_at = models.DateTimeField(default=clock.now)
    emergency_number = models.CharField(max_length=20, blank=True, validators=[callable_number])
    crisis_line = models.CharField(max_length=300, blank=True)
    self_guided = models.BooleanField(default=False)
    closed_care = models.BooleanField(default=False)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True, validators=[callable_number])
    hours = models.CharField(max_length=300, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    logo_mark = models.CharField(max_length=12, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def crisis_pathway(self) -> bool:
        """Whether somebody answers when a person thinks of hurting themselves; only then is it asked about."""
        return bool(self.crisis_line)


class ClinicLogo(models.Model):
    """The clinic's logo as it is shown: drawn anew from what was sent, never the file itself."""

    clinic = models.OneToOneField(Clinic, on_delete=models.PROTECT, related_name="logo")
    data = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return str(self.pk)


class Membership(models.Model):
    """One person's work in one clinic. Leaving sets `ended_at`; the row stays, because signatures point at it.

    Suspended, somebody has no rights until they return; their patients are in everybody's hands meanwhile. A change of
    role ends one membership and begins another, so that an old signature keeps the role it was given in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.id, role.name) for role in ROLES.values()])
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "clinic"], condition=Q(ended_at=None), name="one_open_membership_per_clinic"
            ),
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="membership_role_is_known"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def about_role(self) -> Role:
        return ROLES[self.role]

    @property
    def is_active(self) -> bool:
        """Whether this person works here now."""
        return self.ended_at is None and self.suspended_at is None

    def may(self, permission: Permission) -> bool:
        return self.is_active and self.about_role.allows(permission)
