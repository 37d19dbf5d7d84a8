"""What a therapist did with a row of the work-list, and the clinic's own thresholds. Added, never changed.

A row of the list is never stored: it stands for what is known now. What is stored is what somebody did about it, and
which marks (`rows.Found.marks`) they had seen. A mark nobody has seen is something new, and brings the person back.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.patients.models import Patient

LONGEST_LINE = 300


class SetAside(AppendOnly):
    """One person put aside: until a day, to a colleague, or done. `seen` are the marks that stood on the row."""

    class Kind(models.TextChoices):
        SNOOZED = "snoozed", "set aside until a day"
        HANDED = "handed", "handed over"
        DONE = "done", "done"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="set_asides")
    kind = models.CharField(max_length=8, choices=Kind)
    until = models.DateField(null=True, blank=True)
    to = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="handed_over"
    )
    line = models.CharField(max_length=LONGEST_LINE, blank=True)
    seen = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["patient", "-at"], name="set_aside_of_a_patient")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="snoozed", until__isnull=False) | (~Q(kind="snoozed") & Q(until=None)),
                name="a_snooze_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(kind="handed", to__isnull=False) | (~Q(kind="handed") & Q(to=None)),
                name="a_hand_over_has_a_colleague",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class BroughtBack(AppendOnly):
    """Somebody undid it. Who may put aside may also bring back, a colleague's too: better seen twice than by nobody."""

    id = models.BigAutoField(primary_key=True)
    set_aside = models.OneToOneField(SetAside, on_delete=models.PROTECT, related_name="brought_back")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.pk)


class ListSettings(AppendOnly):
    """One version of a clinic's thresholds; the newest holds, the others say what held when.

    `values` by the names of `rehab.alert_limits.LIMITS`, only those that differ from the published ones.
    `monitoring`: whether ended periods of remote monitoring are told (a matter of US billing, so not by default).
    """

    id = models.BigAutoField(primary_key=True)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="list_settings")
    number = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    monitoring = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "number"], name="list_settings_are_numbered_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)
