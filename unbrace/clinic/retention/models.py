from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.care_teams.models import Clinic


class RetentionRules(AppendOnly):
    """For how many months a clinic keeps each kind of thing, by the name of the kind. What is not named is kept for as
    long as the house keeps it anyway. The newest version counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="retention_rules")
    number = models.PositiveIntegerField()
    months = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "number"], name="retention_rules_once_per_number")
        ]

    def __str__(self) -> str:
        return str(self.pk)
