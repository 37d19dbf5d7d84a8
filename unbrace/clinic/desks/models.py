from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.patients.models import Patient

LONGEST_NOTE = 400
#: Which words somebody agreed to when they left a picture here.
PHOTO_WORDING = "desk-photo/2026-11"


def _bothers(field: str) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__lte": 10})


class DeskRecord(AppendOnly):
    """A desk as its person measured it on one day, in centimetres over the floor; what was left open is None.

    Bounds and meaning of each: `rehab.desk.Desk`. Measured again, it is another record.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="desk_records")
    key = models.UUIDField()
    day = models.DateField()
    at = models.DateTimeField(default=clock.now)
    feet_supported = models.BooleanField(null=True)
    mouse_near = models.BooleanField(null=True)
    reading_glasses = models.BooleanField(null=True)
    seat_cm = models.FloatField(null=True)
    knee_cm = models.FloatField(null=True)
    table_cm = models.FloatField(null=True)
    elbow_cm = models.FloatField(null=True)
    screen_top_cm = models.FloatField(null=True)
    eye_cm = models.FloatField(null=True)
    screen_away_cm = models.FloatField(null=True)
    longest_sitting_min = models.FloatField(null=True)
    laptop_hours = models.FloatField(null=True)
    bothers = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="a_desk_record_counts_once"),
            models.CheckConstraint(condition=_bothers("bothers"), name="a_desk_bothers_0_to_10"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DeskPhoto(models.Model):
    """A picture of the desk, left with a yes. The file lies under this id, made anew without place and time.

    Deleted by its person it is really gone; the row says only that there was one.
    """

    class State(models.TextChoices):
        READY = "ready", "ready"
        GONE = "gone", "deleted"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(DeskRecord, on_delete=models.PROTECT, related_name="photos")
    state = models.CharField(max_length=8, choices=State, default=State.READY)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    agreed_at = models.DateTimeField(default=clock.now)
    wording = models.CharField(max_length=40, default=PHOTO_WORDING)

    class Meta:
        ordering = ["-agreed_at"]

    def __str__(self) -> str:
        return str(self.pk)


class DeskChange(models.Model):
    """One change to try. `found` is what it rests on (`rehab.desk.Found`), empty where a therapist proposed it.

    `before` is how much the desk bothered before. `done_on` is the person's own day.
    """

    class State(models.TextChoices):
        OFFERED = "offered", "proposed"
        DOING = "doing", "being tried"
        KEPT = "kept", "kept"
        UNDONE = "undone", "taken back"
        DECLINED = "declined", "not for them"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="desk_changes")
    record = models.ForeignKey(DeskRecord, on_delete=models.PROTECT, related_name="changes")
    change = models.SlugField(max_length=40)
    found = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    before = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.OFFERED)
    proposed_at = models.DateTimeField(default=clock.now)
    done_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    content_version = models.CharField(max_length=20)
    rules_version = models.CharField(max_length=40)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(closed_at=None), name="one_desk_change_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "doing"], closed_at=None)
                | Q(state__in=["kept", "undone", "declined"], closed_at__isnull=False),
                name="a_desk_change_is_open_or_closed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "declined"]) | Q(done_on__isnull=False),
                name="a_desk_change_was_done_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DeskLook(AppendOnly):
    """How much the desk bothers 1 or 7 days after a change, 0 to 10; None where the question was skipped."""

    id = models.BigAutoField(primary_key=True)
    change = models.ForeignKey(DeskChange, on_delete=models.PROTECT, related_name="looks")
    after_days = models.PositiveSmallIntegerField()
    bothers = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["after_days"]
        constraints = [
            models.UniqueConstraint(fields=["change", "after_days"], name="a_look_counts_once"),
            models.CheckConstraint(condition=Q(after_days__in=[1, 7]), name="a_look_after_1_or_7_days"),
            models.CheckConstraint(condition=_bothers("bothers"), name="a_look_bothers_0_to_10"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
