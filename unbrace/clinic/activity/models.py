from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.patients.models import Patient


def _none_or(field: str, most: int) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__lte": most})


class Because(models.TextChoices):
    """Why a walking plan is as it is."""

    START = "start", "the start"
    MORE = "more", "a good week"
    LESS = "less", "a week that was too much"
    SAME = "same", "another week of the same"


class WalkingPlan(AppendOnly):
    """Minutes per walk and walks per week from one local date on. A change is a new row; the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="walking_plans")
    minutes = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField()
    began_on = models.DateField()
    because = models.CharField(max_length=8, choices=Because)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=120), name="walks_of_1_to_120_min"
            ),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=7), name="walks_on_1_to_7_days"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Walk(models.Model):
    """One walk as the person noted it. None is not asked or not answered; 0 is an answer. `key` makes a form that was
    sent twice one walk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="walks")
    key = models.UUIDField(default=uuid.uuid4)
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    steps = models.PositiveIntegerField(null=True, blank=True)
    effort = models.PositiveSmallIntegerField(null=True, blank=True)
    pain = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "-at"]
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="one_walk_per_key"),
            models.CheckConstraint(condition=_none_or("effort", 10), name="walk_effort_is_0_to_10"),
            models.CheckConstraint(condition=_none_or("pain", 10), name="walk_pain_is_0_to_10"),
            models.CheckConstraint(condition=Q(minutes__lte=600), name="walk_of_at_most_10_hours"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class WalkMorning(AppendOnly):
    """How the back was the morning after a day with a walk. Said again, the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="walk_mornings")
    walked_on = models.DateField()
    pain = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.CheckConstraint(condition=Q(pain__lte=10), name="walk_morning_is_0_to_10")]

    def __str__(self) -> str:
        return str(self.pk)


class ImportState(models.TextChoices):
    WAITING = "waiting", "about to be read"
    READING = "reading", "being read"
    PREVIEW = "preview", "read, and waiting for a yes"
    KEPT = "kept", "kept"
    UNDONE = "undone", "taken out"
    REFUSED = "refused", "could not be read"


class Import(models.Model):
    """One file that a person brought. The file itself is gone once it is read; what was read waits for a yes.

    `read_bytes` of `all_bytes` tells how far it is, `told_at` when the reading was last heard of; `taken_up`: it was
    cut off once, and began anew. `said` is the reason of a refusal, in words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="imports")
    source = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.WAITING)
    mapping = models.JSONField(default=dict)
    read_bytes = models.BigIntegerField(default=0)
    all_bytes = models.BigIntegerField(default=0)
    said = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(default=clock.now)
    taken_up = models.BooleanField(default=False)
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.pk)


class Kind(models.TextChoices):
    STEPS = "steps", "steps"
    WALKING = "walking", "walking minutes"
    SLEEP = "sleep", "minutes asleep"


class ImportedDay(models.Model):
    """What one source of one file counted on one local date. `hours` are the 24 hours of that date where the source
    tells them, else empty; `total` is the day's."""

    owner = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="days")
    kind = models.CharField(max_length=8, choices=Kind)
    source = models.CharField(max_length=60)
    day = models.DateField()
    hours = models.JSONField(default=list)
    total = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["owner", "day"], name="days_of_an_import")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "source", "day"], name="one_row_per_source_and_day"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
