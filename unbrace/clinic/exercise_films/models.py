from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.programmes.models import OwnExercise

MOST_LETTERS = 200


class ExerciseFilm(models.Model):
    """One film of an own exercise, with a still picture of it. The film lies under this id, the still under `still_id`.

    Shown with the text it was added to and with later ones, never with an earlier one, whose movement it may not be.
    `words` say what is to be seen, for whoever does not see it. `agreed_at` is when whoever added it ticked that the
    one who is seen agrees; nothing more is kept of somebody else than that there was somebody.
    """

    class Seen(models.TextChoices):
        ME = "me", "the therapist alone"
        OTHER = "other", "somebody else, who has agreed"

    class State(models.TextChoices):
        WAITING = "waiting", "is being prepared"
        READY = "ready", "ready"
        UNREADABLE = "unreadable", "could not be read"
        GONE = "gone", "replaced or removed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey(OwnExercise, on_delete=models.PROTECT, related_name="films")
    from_text = models.PositiveIntegerField()
    words = models.CharField(max_length=MOST_LETTERS)
    seen = models.CharField(max_length=8, choices=Seen)
    agreed_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    problem = models.CharField(max_length=200, blank=True)
    still_id = models.UUIDField(default=uuid.uuid4, unique=True)
    has_still = models.BooleanField(default=False)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise"], condition=Q(state="ready"), name="one_film_of_an_own_exercise"
            ),
            models.UniqueConstraint(
                fields=["exercise"], condition=Q(state="waiting"), name="one_own_film_waits"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
