from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.patients.models import Patient


class NextMorning(AppendOnly):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="next_mornings")
    session = models.ForeignKey(ExerciseSession, on_delete=models.PROTECT, related_name="next_mornings")
    pain = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.CheckConstraint(condition=Q(pain__lte=10), name="morning_pain_is_0_to_10")]

    def __str__(self) -> str:
        return str(self.pk)


class FlareUp(models.Model):
    """A worsening that is hard to bear: a state of the plan, declared by the person, with an end.

    `began_on` is day 0 in the person's own calendar. What helped is kept: it becomes their own plan for the next time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="flare_ups")
    began_on = models.DateField()
    began_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    what_helped = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(ended_at=None), name="one_flare_up_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class FlareRating(AppendOnly):
    """How bad it is on one day of a flare-up. Said again, the newest of the day counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    flare_up = models.ForeignKey(FlareUp, on_delete=models.PROTECT, related_name="ratings")
    day = models.DateField()
    pain = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.CheckConstraint(condition=Q(pain__lte=10), name="flare_pain_is_0_to_10")]

    def __str__(self) -> str:
        return str(self.pk)
