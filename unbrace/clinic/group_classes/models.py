"""Classes, and the places in them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.patients.models import Patient

MOST_PLACES: Final = 12
MOST_LETTERS: Final = 80
NAME_LETTERS: Final = 40


class GroupClass(models.Model):
    """One class. It is planned by the clock of its clinic and kept as an instant.

    `room` is the random name under which pictures are passed on while it is open, "" otherwise; `member` and
    `room_token` are the therapist's own in it. `muted_at`: when everybody was last asked to be silent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="group_classes")
    therapist = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="group_classes")
    title = models.CharField(max_length=MOST_LETTERS)
    begins = models.DateTimeField(db_index=True)
    minutes = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField(default=MOST_PLACES)
    made_at = models.DateTimeField(default=clock.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    muted_at = models.DateTimeField(null=True, blank=True)
    room = models.CharField(max_length=32, blank=True)
    member = models.CharField(max_length=32, blank=True)
    room_token = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["begins"]
        constraints = [
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=MOST_PLACES), name="a_class_has_1_to_12_places"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=10, minutes__lte=120), name="a_class_lasts_10_to_120_minutes"
            ),
            models.CheckConstraint(
                condition=Q(room="") | Q(opened_at__isnull=False),
                name="only_a_class_that_was_opened_has_a_room",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(minutes=self.minutes)

    def is_to_come(self, now: datetime) -> bool:
        return self.cancelled_at is None and now < self.ends


class PlaceState(models.TextChoices):
    ASKED = "asked", "Asked"
    YES = "yes", "Comes"
    NO = "no", "Does not come"
    CANCELLED = "cancelled", "Cancelled"


class ClassPlace(models.Model):
    """One person's place. `shown_name` is what the others read, `seen` whether they may be seen by them; both are the
    person's own words. `passed_at`: the safety questions let them into this class. `waiting_at`: last heard of from the
    waiting room. `member` and `room_token` are random marks of the device they came in with last."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group_class = models.ForeignKey(GroupClass, on_delete=models.PROTECT, related_name="taken_places")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="class_places")
    state = models.CharField(max_length=10, choices=PlaceState, default=PlaceState.ASKED)
    shown_name = models.CharField(max_length=NAME_LETTERS, blank=True)
    seen = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    waiting_at = models.DateTimeField(null=True, blank=True)
    let_in_at = models.DateTimeField(null=True, blank=True)
    was_in_at = models.DateTimeField(null=True, blank=True)
    put_out_at = models.DateTimeField(null=True, blank=True)
    member = models.CharField(max_length=32, blank=True)
    room_token = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["group_class", "patient"], name="one_place_for_each_in_a_class"),
            models.CheckConstraint(
                condition=~Q(state=PlaceState.YES) | ~Q(shown_name=""), name="who_comes_has_said_a_name"
            ),
            models.CheckConstraint(
                condition=Q(let_in_at=None) | Q(passed_at__isnull=False),
                name="nobody_is_let_in_before_the_safety_questions",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_in_care(self) -> bool:
        return self.patient.ended_at is None

    @property
    def may_be_in(self) -> bool:
        """Let in and not put out since."""
        return (
            self.state == PlaceState.YES
            and self.let_in_at is not None
            and self.put_out_at is None
            and self.is_in_care
        )
