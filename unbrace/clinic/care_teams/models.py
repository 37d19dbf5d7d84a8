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
    breathe, and get no exercises."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[known_time_zone])
    opened_at = models.DateTimeField(default=clock.now)
    emergency_number = models.CharField(max_length=20, blank=True, validators=[callable_number])
    crisis_line = models.CharField(max_length=300, blank=True)
    self_guided = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    @property
    def crisis_pathway(self) -> bool:
        """Whether somebody answers when a person thinks of hurting themselves; only then is it asked about."""
        return bool(self.crisis_line)


class Membership(models.Model):
    """One person's work in one clinic. Leaving sets `ended_at`; the row stays, because signatures point at it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.id, role.name) for role in ROLES.values()])
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

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

    def may(self, permission: Permission) -> bool:
        return self.ended_at is None and permission in self.about_role.permissions
