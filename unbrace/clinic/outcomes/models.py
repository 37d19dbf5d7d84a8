from __future__ import annotations

from django.conf import settings
from django.db import models

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.care_teams.models import Clinic


class ShownToEverybody(AppendOnly):
    """The clinic decided to show its outcomes on a page of its own, or not to any more. The newest row counts; without
    one they are not shown."""

    id = models.BigAutoField(primary_key=True)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="shown_to_everybody")
    shown = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
