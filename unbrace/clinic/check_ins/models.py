from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.check_ins.diary import DiaryEntry as DiaryEntry  # Django looks for rows in this file
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


def _at_most(highest: int, *fields: str) -> Q:
    """Each of these not asked or not answered, or up to `highest`."""
    found = Q()
    for name in fields:
        found &= Q(**{name: None}) | Q(**{f"{name}__lte": highest})
    return found


class WeeklyCheckIn(AppendOnly):
    """How the week was, as the person says. Said again on the same day, the newest counts; a later day is a new one.

    Pain, stress and confidence 0-10, the rest on how many of 7 days or nights; None = not answered, which is no nought.
    `asked` names the version of each instrument whose words were shown.
    """

    id = models.BigAutoField(primary_key=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="weekly_check_ins")
    day = models.DateField()
    average_pain = models.PositiveSmallIntegerField(null=True, blank=True)
    worst_pain = models.PositiveSmallIntegerField(null=True, blank=True)
    poor_nights = models.PositiveSmallIntegerField(null=True, blank=True)
    plans = models.PositiveSmallIntegerField(null=True, blank=True)
    positions = models.PositiveSmallIntegerField(null=True, blank=True)
    hands = models.PositiveSmallIntegerField(null=True, blank=True)
    stress = models.PositiveSmallIntegerField(null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    asked = models.JSONField(default=dict)
    language = models.CharField(max_length=12, default="en")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["patient", "-at"], name="check_ins_of_a_patient")]
        constraints = [
            models.CheckConstraint(
                condition=_at_most(10, "average_pain", "worst_pain", "stress", "confidence"),
                name="check_in_ratings_are_0_to_10",
            ),
            models.CheckConstraint(
                condition=_at_most(7, "poor_nights", "plans", "positions", "hands"),
                name="check_in_counts_are_0_to_7",
            ),
        ]

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
