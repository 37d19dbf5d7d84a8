from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock

MOST_REMARK_LETTERS = 500


class ClipRemark(models.Model):
    """What a therapist said to one moment of a clip: words, a drawing, their voice, or several of them.

    A drawing is shapes (`drawings.py`), kept beside the clip. It all belongs to the clip: once the clip is gone, these
    rows are gone too. The voice lies where clips lie, under this id, made anew.
    """

    class Voice(models.TextChoices):
        NONE = "", "none"
        WAITING = "waiting", "is being prepared"
        READY = "ready", "ready"
        UNREADABLE = "unreadable", "could not be read"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clip = models.ForeignKey("conversations.Attachment", on_delete=models.PROTECT, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    at_ms = models.PositiveIntegerField()
    text = models.CharField(max_length=MOST_REMARK_LETTERS, blank=True)
    drawing = models.JSONField(default=list)
    voice = models.CharField(max_length=12, choices=Voice, blank=True, default=Voice.NONE)
    voice_problem = models.CharField(max_length=200, blank=True)
    voice_seconds = models.FloatField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at_ms", "at"]
        indexes = [
            models.Index(fields=["voice"], condition=Q(voice="waiting"), name="clip_voices_that_wait"),
            models.Index(fields=["clip"], condition=Q(read_at=None), name="clip_remarks_not_read"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="a_clip_remark_counts_once"),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(drawing=[]) | ~Q(voice=""), name="a_clip_remark_says_something"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
