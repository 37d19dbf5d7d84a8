from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.conversations.clip_remark import (
    ClipRemark as ClipRemark,
)  # Django looks for rows in this file
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.models import SafetyScreen

MOST_LETTERS = 4000
MOST_REPLY_DAYS = 10


class Message(models.Model):
    """What one of the two sides wrote. Words are never changed; taken back, they are gone and the row says so.

    `written_at` is when it was written, bounded by `at`, when it came in: a message that waited for a network keeps
    its day. `concerns` are the words of concern found in it, by id, and `screen` the questions they opened. `settled`
    says that a therapist has answered or has nothing to answer; with concerns, a reason is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_patient = models.BooleanField()
    key = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    text = models.TextField(max_length=MOST_LETTERS, blank=True)
    written_at = models.DateTimeField()
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    has_concern = models.BooleanField(default=False)
    concerns = models.JSONField(default=list)
    words_version = models.CharField(max_length=40, blank=True)
    screen = models.ForeignKey(
        SafetyScreen, null=True, blank=True, on_delete=models.PROTECT, related_name="opened_by"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["patient", "-at", "-id"], name="messages_of_a_patient"),
            models.Index(
                fields=["at"],
                condition=Q(from_patient=True, settled_at=None),
                name="messages_that_wait",
            ),
            models.Index(fields=["patient"], condition=Q(read_at=None), name="messages_not_read"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="a_message_counts_once"),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | Q(text=""), name="taken_back_is_gone"),
            models.CheckConstraint(
                condition=Q(written_at__lte=models.F("at")), name="written_before_it_came"
            ),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
                name="read_by_somebody_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(has_concern=False) | ~Q(settled_reason=""),
                name="a_concern_is_settled_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_flagged(self) -> bool:
        """Whether its words may be about safety and no clinician has said that they looked."""
        return self.has_concern and self.settled_at is None


class Attachment(models.Model):
    """One picture or clip of a message. The file itself lies in the data folder under this id."""

    class Kind(models.TextChoices):
        PICTURE = "picture", "picture"
        CLIP = "clip", "clip"

    class State(models.TextChoices):
        WAITING = "waiting", "is being prepared"
        READY = "ready", "ready"
        UNREADABLE = "unreadable", "could not be read"
        GONE = "gone", "taken back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="attachment")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=12, choices=State)
    problem = models.CharField(max_length=200, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state"], condition=Q(state="waiting"), name="clips_that_wait"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="clip") | Q(agreed_at__isnull=False), name="a_clip_was_agreed_to"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReplyTime(models.Model):
    """Within how many working days this clinic usually answers, as it tells its patients."""

    clinic = models.OneToOneField(Clinic, on_delete=models.PROTECT, related_name="reply_time")
    working_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(working_days__gte=1, working_days__lte=MOST_REPLY_DAYS),
                name="reply_time_is_1_to_10",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Snippet(models.Model):
    """A few sentences that one therapist writes often. Theirs alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="snippets")
    text = models.TextField(max_length=MOST_LETTERS)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return str(self.pk)


class VoiceNote(models.Model):
    """A day in the person's own voice, beside their diary. The file lies where clips lie, under this id, made anew.

    Deleted by the person it is really gone; the row says only that there was one. `day` is the person's own.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "is being prepared"
        READY = "ready", "ready"
        UNREADABLE = "unreadable", "could not be read"
        GONE = "gone", "deleted"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="voice_notes")
    key = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    day = models.DateField()
    written_at = models.DateTimeField()
    at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    problem = models.CharField(max_length=200, blank=True)
    seconds = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at"]
        indexes = [
            models.Index(fields=["state"], condition=Q(state="waiting"), name="voice_notes_that_wait"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="a_voice_note_counts_once"),
            models.CheckConstraint(condition=Q(written_at__lte=models.F("at")), name="spoken_before_it_came"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
