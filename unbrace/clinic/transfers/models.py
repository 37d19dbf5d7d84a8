from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.transfers.kinds import MOST_LETTERS, Along, State


class Transfer(models.Model):
    """One proposal: the person answers it, then the other clinic. `became` is the record there; `ends_here`: once it is
    taken over the record here is closed to new care. It runs out at `expires_at`, two weeks for each answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="transfers")
    to_clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="arrivals")
    reason = models.TextField(max_length=MOST_LETTERS)
    ends_here = models.BooleanField(default=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    along = models.CharField(max_length=8, choices=Along, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    refused_because = models.TextField(max_length=MOST_LETTERS, blank=True)
    became = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.PROTECT, related_name="arrived_by"
    )

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(state__in=["asked", "offered"]), name="one_transfer_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["offered", "accepted", "refused"])
                | (~Q(along="") & Q(answered_at__isnull=False)),
                name="nothing_is_offered_without_a_yes",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", became__isnull=False) | (~Q(state="accepted") & Q(became=None)),
                name="taken_over_into_a_record",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refused_because=""), name="a_refusal_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def is_open(self, now: datetime) -> bool:
        """Whether somebody can still answer or call it off."""
        return self.state in (State.ASKED, State.OFFERED) and now < self.expires_at


class HandedDocument(AppendOnly):
    """Frozen words that may go along, as the person read them before they answered: of each kind one for a transfer.
    Which of them the other clinic reads, the person's answer says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=8, choices=Along)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "kind"], name="one_document_of_a_kind_goes_along")
        ]

    def __str__(self) -> str:
        return str(self.pk)
