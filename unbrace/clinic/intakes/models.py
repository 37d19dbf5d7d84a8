from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.patients.models import Patient


class Intake(models.Model):
    """One person's way in. `sent_at` is when they said that it is all; from then on it stays as it is.

    `told` is what was asked and answered in words, in the version that was read, a list of
    `{"question", "lines": [{"ask", "answer"}]}`; `scores` a list of `{"measure", "title", "version", "value", "band",
    "flags", "not_validated"}`. Both are written once, on sending: later wording never changes what somebody said.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="intakes")
    questions_version = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    started_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    told = models.JSONField(default=list)
    scores = models.JSONField(default=list)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(sent_at=None), name="one_way_in_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class IntakeAnswer(AppendOnly):
    """What was said to one question, as a whole. `post` is the form it came from: sent twice, it is kept once."""

    id = models.BigAutoField(primary_key=True)
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=40)
    said = models.JSONField()
    questions_version = models.CharField(max_length=40)
    post = models.UUIDField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["intake", "post"], name="an_intake_form_counts_once")]

    def __str__(self) -> str:
        return f"{self.question}"
