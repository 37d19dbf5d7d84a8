from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, time

from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.reminders.schedule import Wishes, stays_due
from unbrace.clinic.visits.models import Visit

EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]
WORKING_DAYS = [0, 1, 2, 3, 4]


def every_day() -> list[int]:
    return list(EVERY_DAY)


def working_days() -> list[int]:
    return list(WORKING_DAYS)


class ReminderPlan(models.Model):
    """What one person asked for. Nothing is sent before they have asked: every channel is off to begin with.

    `next_at` is when the next one is due, worked out for `zone`; a person who has moved since is looked at anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.OneToOneField(Patient, on_delete=models.PROTECT, related_name="reminder_plan")
    channels = models.JSONField(default=list)
    at = models.TimeField(default=time(18))
    days = models.JSONField(default=every_day)
    second_after_h = models.PositiveSmallIntegerField(null=True, blank=True)
    quiet_from = models.TimeField(default=time(21))
    quiet_until = models.TimeField(default=time(7))
    paused_until = models.DateField(null=True, blank=True)
    breaks_every_min = models.PositiveSmallIntegerField(null=True, blank=True)
    breaks_from = models.TimeField(default=time(9))
    breaks_until = models.TimeField(default=time(17))
    breaks_days = models.JSONField(default=working_days)
    phone = models.CharField(max_length=20, blank=True)
    calendar_hash = models.CharField(max_length=64, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    next_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["calendar_hash"], condition=~Q(calendar_hash=""), name="one_calendar_per_address"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def wishes(self) -> Wishes:
        return Wishes(
            at=self.at,
            days=frozenset(self.days),
            second_after_h=self.second_after_h,
            quiet_from=self.quiet_from,
            quiet_until=self.quiet_until,
            breaks_every_min=self.breaks_every_min if "push" in self.channels else None,
            breaks_from=self.breaks_from,
            breaks_until=self.breaks_until,
            breaks_days=frozenset(self.breaks_days),
            nudges=bool(self.channels),
        )

    @property
    def calendar_wishes(self) -> Wishes:
        """The calendar shows the first nudge of a day, also to somebody who wants nothing sent."""
        return replace(self.wishes, nudges=True, second_after_h=None, breaks_every_min=None)

    def is_paused_on(self, day: date) -> bool:
        return self.paused_until is not None and day <= self.paused_until


class Sending(models.TextChoices):
    CLAIMED = "claimed", "about to be sent"
    SENT = "sent", "sent"
    FAILED = "failed", "could not be delivered"
    NOT_NEEDED = "not_needed", "no longer needed"
    TOO_LATE = "too_late", "too late to be of use"


class Reminding(models.Model):
    """One reminder of one local date. Whoever makes this row sends it: the database lets only one of two workers.

    `number` tells first nudge, second nudge and the breaks of a day apart. `word_hash` stands for the secret word in
    its "not today" link, `stop_hash` for the one in its mail header.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(ReminderPlan, on_delete=models.PROTECT, related_name="remindings")
    local_date = models.DateField()
    number = models.PositiveSmallIntegerField()
    moment = models.DateTimeField()
    claimed_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=12, choices=Sending, default=Sending.CLAIMED)
    word_hash = models.CharField(max_length=64, blank=True, db_index=True)
    stop_hash = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "local_date", "number"], name="one_reminder_per_local_date"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def until(self) -> datetime:
        """From then on it is too late to be of use."""
        return self.moment + stays_due(self.number)


class Delivery(models.Model):
    """How one channel fared with one reminder. `said` is a sentence for the office, without any content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reminding = models.ForeignKey(Reminding, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=20)
    delivered = models.BooleanField()
    said = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["reminding", "channel"], name="sent_once_per_channel")]

    def __str__(self) -> str:
        return str(self.pk)


class PushDevice(models.Model):
    """One browser that may be reminded: the address its maker gave, and the keys with which only it can read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(ReminderPlan, on_delete=models.CASCADE, related_name="devices")
    endpoint = models.URLField(max_length=1000)
    endpoint_hash = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["since"]

    def __str__(self) -> str:
        return str(self.pk)


class DayOff(models.Model):
    """A local date on which this person wants no further nudge."""

    plan = models.ForeignKey(ReminderPlan, on_delete=models.CASCADE, related_name="days_off")
    day = models.DateField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "day"], name="one_day_off_per_date")]

    def __str__(self) -> str:
        return str(self.pk)


class VisitReminding(models.Model):
    """One reminder of one visit for one reader. Whoever makes this row sends it, as with `Reminding`.

    `begins` is the time that was reminded of: a visit that has moved since is reminded of anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="remindings")
    to_patient = models.BooleanField()
    number = models.PositiveSmallIntegerField()
    begins = models.DateTimeField()
    moment = models.DateTimeField()
    claimed_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=12, choices=Sending, default=Sending.CLAIMED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "to_patient", "number", "begins"], name="one_reminder_per_visit_and_reader"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
