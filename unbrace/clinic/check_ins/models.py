from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.check_ins.goals import GoalWord as GoalWord  # Django looks for rows in this file
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.patients.models import Patient

AREAS = ("low_back", "upper_back", "neck", "leg", "arm")
LONGEST_NOTE = 1000


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
    `asked` names the version of each instrument whose words were shown. `at` is when it was said; one that waited on a
    device reached us later, `received_at`.
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
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
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


class MedicationChange(models.TextChoices):
    """What happened to the medicines; an empty field was not asked."""

    NONE = "none", "no change"
    MORE = "more", "more than before"
    LESS = "less", "less than before"
    NEW = "new", "something new"
    STOPPED = "stopped", "something stopped"


def _none_or(field: str, highest: int) -> Q:
    """Not asked, or 0 up to the highest."""
    return Q(**{field: None}) | Q(**{f"{field}__gte": 0, f"{field}__lte": highest})


class DiaryEntry(models.Model):
    """A day in a few taps, in the person's own words where they like. What was not tapped was not asked.

    An entry is never changed. To put one right is a new entry that `replaces` it, to undo is to withdraw: an undone
    correction brings back what it had corrected. The scales for mood and movement are our own, not validated.

    `key` was made where it was written: sent five times it is still one. `pains` holds area → 0-10, the
    worst of the day. `day` is the person's own when it was written, never the one on which it reached the server."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="diary_entries")
    key = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacements"
    )
    day = models.DateField()
    written_at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)
    time_zone = models.CharField(max_length=64)
    pains = models.JSONField(default=dict)
    sleep_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    sleep_quality = models.PositiveSmallIntegerField(null=True, blank=True)
    stress = models.PositiveSmallIntegerField(null=True, blank=True)
    active_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    mood = models.PositiveSmallIntegerField(null=True, blank=True)
    medication = models.CharField(max_length=8, choices=MedicationChange, blank=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "-written_at"]
        indexes = [models.Index(fields=["patient", "-day"], name="diary_of_a_patient")]
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="one_diary_entry_per_key"),
            models.CheckConstraint(condition=_none_or("sleep_hours", 24), name="diary_sleep_is_0_to_24_h"),
            models.CheckConstraint(
                condition=_none_or("sleep_quality", 10), name="diary_sleep_quality_is_0_to_10"
            ),
            models.CheckConstraint(condition=_none_or("stress", 10), name="diary_stress_is_0_to_10"),
            models.CheckConstraint(condition=_none_or("mood", 10), name="diary_mood_is_0_to_10"),
            models.CheckConstraint(
                condition=_none_or("active_minutes", 1440), name="diary_movement_is_within_a_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def worst_pain(self) -> int | None:
        """The highest of all areas; None where none was asked."""
        return max(self.pains.values(), default=None)
