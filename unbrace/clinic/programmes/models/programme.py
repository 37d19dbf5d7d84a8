from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.patients.models import Patient

EVERY_DAY = 0b111_1111


class PausedBecause(models.TextChoices):
    THERAPIST = "", "a therapist paused it"
    NOBODY_PLANS = "nobody_plans", "nobody plans in this clinic any more"


class Programme(models.Model):
    """The thread that holds one person's versions together. Pausing it stops the asking, not the record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.OneToOneField(Patient, on_delete=models.PROTECT, related_name="programme")
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_because = models.CharField(
        max_length=20, blank=True, default=PausedBecause.THERAPIST, choices=PausedBecause
    )

    def __str__(self) -> str:
        return str(self.pk)


class ProgrammeVersion(AppendOnly):
    """What was signed, once. The current version is the one with the highest number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_version_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_numbers_start_at_1"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Side(models.TextChoices):
    """`both`: at once; `each`: the whole amount on the left and again on the right."""

    BOTH = "both", "both together"
    EACH = "each", "each side"
    LEFT = "left", "left"
    RIGHT = "right", "right"


class PartOfDay(models.TextChoices):
    """When on its days an exercise is meant: an advice. Whoever does it at another time has done it all the same."""

    ANY = "", "any time"
    MORNING = "morning", "in the morning"
    EVENING = "evening", "in the evening"


class Prescription(AppendOnly):
    """One exercise of a version: the dose, the days, and exactly which content the therapist had in front of them.

    `tempo` is out-pause-back in seconds, as "2-1-3"; empty for the content's own. `circuit`: neighbours of one version
    with the same number take turns, a set of each, until all sets are done.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="prescriptions")
    position = models.PositiveSmallIntegerField()
    exercise = models.SlugField(max_length=80)
    content_version = models.CharField(max_length=40)
    content_hash = models.CharField(max_length=80)
    sets = models.PositiveSmallIntegerField()
    reps = models.PositiveSmallIntegerField(null=True, blank=True)
    hold_s = models.FloatField(null=True, blank=True)
    side = models.CharField(max_length=5, choices=Side, default=Side.BOTH)
    rest_s = models.PositiveSmallIntegerField(default=0)
    day_mask = models.PositiveSmallIntegerField(default=EVERY_DAY)  # bit 0 = Monday
    part_of_day = models.CharField(max_length=7, choices=PartOfDay, blank=True, default=PartOfDay.ANY)
    tempo = models.CharField(max_length=14, blank=True)
    load_kg = models.FloatField(null=True, blank=True)
    circuit = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="one_prescription_per_position"),
            models.UniqueConstraint(
                fields=["version", "exercise", "side"], name="an_exercise_once_per_side_and_version"
            ),
            models.CheckConstraint(condition=Q(sets__gte=1, sets__lte=10), name="sets_1_to_10"),
            models.CheckConstraint(
                condition=Q(reps=None) | Q(reps__gte=1, reps__lte=100), name="reps_1_to_100"
            ),
            models.CheckConstraint(
                condition=Q(hold_s=None) | Q(hold_s__gte=1, hold_s__lte=600), name="hold_1_to_600_s"
            ),
            models.CheckConstraint(
                condition=Q(reps__isnull=False) | Q(hold_s__isnull=False), name="reps_or_a_hold"
            ),
            models.CheckConstraint(condition=Q(rest_s__lte=600), name="rest_up_to_600_s"),
            models.CheckConstraint(
                condition=Q(day_mask__gte=1, day_mask__lte=EVERY_DAY), name="at_least_one_day"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="side_is_known"),
            models.CheckConstraint(
                condition=Q(load_kg=None) | Q(load_kg__gt=0, load_kg__lte=100), name="load_up_to_100_kg"
            ),
            models.CheckConstraint(
                condition=Q(part_of_day__in=PartOfDay.values), name="part_of_day_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exercise} {self.sets} x {self.reps or self.hold_s}"

    @property
    def days(self) -> tuple[int, ...]:
        """0 = Monday ... 6 = Sunday, all seven for every day."""
        return tuple(day for day in range(7) if self.day_mask & (1 << day))

    @property
    def dose(self) -> tuple[object, ...]:
        """What is asked for, without which version asks: two prescriptions with one dose are the same to the person."""
        return (
            self.exercise,
            self.side,
            self.sets,
            self.reps,
            self.hold_s,
            self.rest_s,
            self.day_mask,
            self.tempo,
            self.load_kg,
            self.content_hash,
        )

    @property
    def place(self) -> tuple[str, int | None]:
        """Where it stands in the day: no part of the dose, and yet something that a new version may change."""
        return (self.part_of_day, self.circuit)

    def is_for(self, weekday: int) -> bool:
        return bool(self.day_mask & (1 << weekday))


def mask_of(days: Iterable[int]) -> int:
    """The stored form of a set of days; none named means every day."""
    return sum(1 << day for day in set(days)) or EVERY_DAY
