"""The diary: a day in a few taps, in the person's own words where they like. What was not tapped was not asked.

An entry is never changed. To put one right is a new entry that `replaces` it, to undo is to withdraw: an undone
correction brings back what it had corrected. The scales for mood and movement are our own, not validated.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours

AREAS = ("low_back", "upper_back", "neck", "leg", "arm")
LONGEST_NOTE = 1000


class MedicationChange(models.TextChoices):
    """What happened to the medicines; an empty field was not asked."""

    NONE = "none", "no change"
    MORE = "more", "more than before"
    LESS = "less", "less than before"
    NEW = "new", "something new"
    STOPPED = "stopped", "something stopped"


def _none_or(field: str, highest: int) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__gte": 0, f"{field}__lte": highest})


class DiaryEntry(models.Model):
    """One entry. `key` was made where it was written: sent five times it is still one. `pains` holds area → 0-10, the
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


def diary_of(patient: Patient) -> QuerySet[DiaryEntry]:
    """What counts now, newest day first: neither undone nor replaced."""
    newer = DiaryEntry.objects.filter(replaces=OuterRef("pk"), withdrawn_at=None)
    return DiaryEntry.objects.filter(~Exists(newer), patient=patient, withdrawn_at=None)


def worst_in_diary(patient: Patient, today: date) -> int | None:
    """The highest pain in today's entries that count; None where none was asked.

    Today's are those of this day and those written since midnight where the person is at home: a telephone in another
    time zone calls the same moment by another date, and a jump in pain must not be missed for that.
    """
    midnight = datetime.combine(today, time.min, patient.user.zone)
    todays = diary_of(patient).filter(Q(day=today) | Q(written_at__gte=midnight))
    worst = [entry.worst_pain for entry in todays]
    return max((pain for pain in worst if pain is not None), default=None)


def diary_entry_of(patient: Patient, entry_id: Any) -> DiaryEntry:
    """One of those that count; anything else is not there."""
    entry = diary_of(patient).filter(pk=entry_id).first()
    if entry is None:
        raise NotYours
    return entry


def wrote(patient: Patient, entry_id: Any) -> bool:
    """Whether this entry is the person's own, replaced or undone since or not."""
    return DiaryEntry.objects.filter(patient=patient, pk=entry_id).exists()
