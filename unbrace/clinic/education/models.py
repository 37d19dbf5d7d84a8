from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.exercise_sessions.models import ExercisePerformed, ExerciseSession
from unbrace.clinic.patients.models import Patient

SHORTEST_COUNT_S, LONGEST_COUNT_S, MOST_TAPS = 30, 120, 120


class Said(models.TextChoices):
    """An answer to a plain question; an empty field was not asked."""

    YES = "yes", "yes"
    NO = "no", "no"
    UNSURE = "unsure", "not sure"


class StageBegun(AppendOnly):
    """From when on somebody is at this stage of the breathing course. The newest one counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="breathing_stages")
    stage = models.SlugField(max_length=60)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)


class BreathingPractice(models.Model):
    """One time of practising, on the person's own day. `stopped_for` is why it was stopped, empty when it was not.

    It can be taken out again; nothing is deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="breathing_practices")
    stage = models.SlugField(max_length=60)
    content_version = models.CharField(max_length=40)
    day = models.DateField()
    at = models.DateTimeField(default=clock.now)
    seconds = models.PositiveSmallIntegerField(null=True, blank=True)
    in_s = models.PositiveSmallIntegerField(null=True, blank=True)
    out_s = models.PositiveSmallIntegerField(null=True, blank=True)
    ease = models.PositiveSmallIntegerField(null=True, blank=True)
    held = models.CharField(max_length=6, choices=Said, blank=True)
    talked = models.CharField(max_length=6, choices=Said, blank=True)
    stopped_for = models.CharField(max_length=20, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["patient", "-at"], name="practices_of_a_patient")]
        constraints = [
            models.CheckConstraint(condition=Q(ease=None) | Q(ease__lte=10), name="ease_is_0_to_10")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class BreathCount(models.Model):
    """Breaths the person counted themselves, by taps. Their own count; nothing was measured."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="breath_counts")
    day = models.DateField()
    at = models.DateTimeField(default=clock.now)
    taps = models.PositiveSmallIntegerField()
    seconds = models.PositiveSmallIntegerField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taps__gte=1, taps__lte=MOST_TAPS), name="at_least_one_breath_was_counted"
            ),
            models.CheckConstraint(
                condition=Q(seconds__gte=SHORTEST_COUNT_S, seconds__lte=LONGEST_COUNT_S),
                name="breaths_are_counted_for_a_while",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SelfCheck(AppendOnly):
    """After one exercise: was the breath held, was the belly braced. Said again, the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="self_checks")
    session = models.ForeignKey(ExerciseSession, on_delete=models.PROTECT, related_name="self_checks")
    exercise = models.ForeignKey(ExercisePerformed, on_delete=models.PROTECT, related_name="self_checks")
    held = models.CharField(max_length=6, choices=Said, blank=True)
    braced = models.CharField(max_length=6, choices=Said, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)
