from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Clinic


class Approval(models.Model):
    """One person's yes to one text. `mark` is the text's fingerprint at that time; a later text is another one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="approved_translations")
    language = models.CharField(max_length=10)
    what = models.CharField(max_length=80)
    mark = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "language", "what", "mark"],
                condition=Q(withdrawn_at=None),
                name="a_text_is_approved_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None) | Q(withdrawn_at__isnull=False),
                name="who_withdraws_does_so_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.what}"
