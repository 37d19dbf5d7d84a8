from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import ProgrammeVersion

LONGEST = 600


class Maintenance(models.Model):
    """From this day on somebody stays well by themselves, on two days a week. `missing` is what the rules still missed
    when it was signed, `because` why the therapist signed it all the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="maintenances")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="+")
    began_on = models.DateField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)
    missing = models.JSONField(default=list)
    because = models.CharField(max_length=500, blank=True)
    rules_version = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(ended_at=None), name="one_maintenance_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(missing=[]) | ~Q(because=""), name="against_the_rules_only_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class StayingWellCheckIn(AppendOnly):
    """How it was since the last one. `limited`: whether pain kept the person from something for more than a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    maintenance = models.ForeignKey(Maintenance, on_delete=models.PROTECT, related_name="check_ins")
    day = models.DateField()
    limited = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)


class BoosterAnswer(AppendOnly):
    """A booster was offered and the person said yes or no: it is not offered again until the next one is due."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    maintenance = models.ForeignKey(Maintenance, on_delete=models.PROTECT, related_name="boosters")
    day = models.DateField()
    wanted = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)


class OwnPlan(AppendOnly):
    """What to do when it comes back, in the person's own words. The newest counts; the earlier ones stay readable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="own_plans")
    first_signs = models.CharField(max_length=LONGEST, blank=True)
    first_steps = models.CharField(max_length=LONGEST, blank=True)
    keeps_well = models.CharField(max_length=LONGEST, blank=True)
    whom_to_ask = models.CharField(max_length=LONGEST, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)
