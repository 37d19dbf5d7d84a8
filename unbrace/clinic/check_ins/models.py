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
