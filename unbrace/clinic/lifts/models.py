from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.patients.models import Patient

LONGEST_WHAT, LONGEST_NOTE = 160, 500


def _zero_to_ten(field: str) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__lte": 10})


class OwnTask(models.Model):
    """A lift of somebody's own: what, how heavy (kg), from and to which height over the floor (cm), how often at once.

    What the lifting equation asks beyond that may stay open; then there is no index. Told anew, it is another task.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="own_tasks")
    key = models.UUIDField()
    what = models.CharField(max_length=LONGEST_WHAT)
    load_kg = models.FloatField()
    from_cm = models.FloatField()
    to_cm = models.FloatField()
    times = models.PositiveSmallIntegerField()
    reach_cm = models.FloatField(null=True)
    twist_degrees = models.FloatField(null=True)
    per_minute = models.FloatField(null=True)
    hours = models.FloatField(null=True)
    grip = models.CharField(max_length=4, blank=True)
    told_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-told_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(ended_at=None), name="one_own_task_at_a_time"
            ),
            models.UniqueConstraint(fields=["patient", "key"], name="an_own_task_counts_once"),
            models.CheckConstraint(condition=Q(load_kg__gt=0, times__gte=1), name="a_task_lifts_something"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class TaskRating(AppendOnly):
    """How much the task hurts and how much it worries, 0 to 10; None where the question was skipped."""

    id = models.BigAutoField(primary_key=True)
    task = models.ForeignKey(OwnTask, on_delete=models.PROTECT, related_name="ratings")
    hurts = models.PositiveSmallIntegerField(null=True)
    worries = models.PositiveSmallIntegerField(null=True)
    day = models.DateField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=_zero_to_ten("hurts"), name="a_task_hurts_0_to_10"),
            models.CheckConstraint(condition=_zero_to_ten("worries"), name="a_task_worries_0_to_10"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class LadderStep(AppendOnly):
    """One step on the way, as a therapist signed it. The newest counts.

    `approved` are the conditions of `rehab.approvals` that were said yes to by name, `because` why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(OwnTask, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    load_kg = models.FloatField()
    from_cm = models.FloatField()
    times = models.PositiveSmallIntegerField()
    approved = models.JSONField(default=list)
    because = models.CharField(max_length=LONGEST_NOTE, blank=True)
    rules_version = models.CharField(max_length=40)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="a_ladder_step_has_its_number"),
            models.CheckConstraint(
                condition=Q(approved=[]) | ~Q(because=""), name="an_approved_step_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class TaskTry(AppendOnly):
    """One time of doing a step: how often, pain before and at worst (0 to 10, None skipped), and whether something went
    further down a leg or felt newly numb. `usual` is the usual pain of that day, frozen. Like a session it is never
    turned away; `came_in_under` says what should have stopped it. `at` is when it was done, `arrived_at` when it came
    in: later, where it was kept without a network."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(LadderStep, on_delete=models.PROTECT, related_name="tries")
    key = models.UUIDField()
    day = models.DateField()
    done = models.PositiveSmallIntegerField()
    pain_before = models.PositiveSmallIntegerField(null=True)
    worst_pain = models.PositiveSmallIntegerField(null=True)
    spread = models.BooleanField(default=False)
    usual = models.FloatField(null=True)
    came_in_under = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField(default=clock.now)
    arrived_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["step", "key"], name="a_try_counts_once"),
            models.CheckConstraint(condition=_zero_to_ten("pain_before"), name="a_try_before_0_to_10"),
            models.CheckConstraint(condition=_zero_to_ten("worst_pain"), name="a_try_worst_0_to_10"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DayAfter(AppendOnly):
    """Pain the day after a try, 0 to 10. A question that was skipped makes no row."""

    id = models.BigAutoField(primary_key=True)
    tried = models.OneToOneField(TaskTry, on_delete=models.PROTECT, related_name="day_after")
    pain = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pain__lte=10), name="the_day_after_a_try_0_to_10"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
