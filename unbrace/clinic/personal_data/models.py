from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock


class CopyState(models.TextChoices):
    WAITING = "waiting", "is being put together"
    READY = "ready", "ready"
    FAILED = "failed", "could not be put together"


class OwnCopy(models.Model):
    """Everything about one person as one file, for a week. The file lies in the data folder under this id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="own_copies")
    state = models.CharField(max_length=8, choices=CopyState, default=CopyState.WAITING)
    asked_at = models.DateTimeField(default=clock.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(ready_at__isnull=False), name="a_ready_copy_has_its_moment"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CopyState.values), name="the_state_of_a_copy_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Erasure(models.Model):
    """A person's wish to be forgotten: it can be taken back until `due_at`, and is then carried out by the sweep."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasures")
    asked_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(taken_back_at=None, done_at=None),
                name="one_open_wish_to_be_forgotten",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(done_at=None), name="not_both_taken_back_and_done"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=models.F("asked_at")), name="there_is_time_to_take_it_back"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def can_be_taken_back(self, now: datetime) -> bool:
        return self.taken_back_at is None and self.done_at is None and now < self.due_at
