"""Exercises that a therapist wrote for their own clinic. The library and its rules know nothing of them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.care_teams.models import Clinic, Membership


class OwnExercise(models.Model):
    """The thread that holds its texts together. `shared`: the whole clinic may prescribe it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="own_exercises")
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="own_exercises")
    shared = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.pk)


class OwnExerciseText(AppendOnly):
    """What it said from one day on. A prescription names the text, not the thread: what was signed stays readable.

    `cautions` are flags or conditions as the library's exercises name them; each asks for a therapist's yes by name.
    `dose` is the draft it begins with, as plain JSON.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey(OwnExercise, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=80)
    why = models.CharField(max_length=200, blank=True)
    steps = models.TextField(max_length=2000)
    cues = models.TextField(max_length=500, blank=True)
    stop = models.TextField(max_length=500, blank=True)
    position = models.CharField(max_length=40)
    equipment = models.JSONField(default=list)
    aims = models.JSONField(default=list)
    cautions = models.JSONField(default=list)
    dose = models.JSONField()
    content_hash = models.CharField(max_length=80)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "number"], name="one_own_text_per_number"),
        ]

    def __str__(self) -> str:
        return self.title
