"""Hours in which a therapist can be met, visits, and the list of those who wait for an earlier one."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.conversations.models import Message
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.visits.slots import Hours, Rules, Span

MOST_LETTERS = 300


class Kind(models.TextChoices):
    FIRST = "first", "First visit"
    FOLLOW_UP = "follow_up", "Follow-up"


class Place(models.TextChoices):
    VIDEO = "video", "By video"
    IN_PERSON = "in_person", "In person"


class OfficeHours(models.Model):
    """When and how one therapist can be met. `week` holds [weekday, "09:00", "12:00"] in the wall-clock time of
    `user.time_zone` of the therapist; `is_open` False: nobody can book by themselves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    therapist = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="office_hours")
    is_open = models.BooleanField(default=True)
    week = models.JSONField(default=list)
    first_min = models.PositiveSmallIntegerField(default=45)
    follow_up_min = models.PositiveSmallIntegerField(default=30)
    by_video = models.BooleanField(default=True)
    in_person = models.BooleanField(default=False)
    address = models.CharField(max_length=MOST_LETTERS, blank=True)
    before_min = models.PositiveSmallIntegerField(default=0)
    after_min = models.PositiveSmallIntegerField(default=10)
    notice_h = models.PositiveSmallIntegerField(default=12)
    ahead_days = models.PositiveSmallIntegerField(default=42)
    cancel_until_h = models.PositiveSmallIntegerField(default=24)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    first_min__gte=10, first_min__lte=180, follow_up_min__gte=10, follow_up_min__lte=180
                ),
                name="a_visit_lasts_10_to_180_minutes",
            ),
            models.CheckConstraint(
                condition=Q(in_person=False) | ~Q(address=""), name="a_visit_in_person_has_an_address"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def hours(self) -> list[Hours]:
        return [
            Hours(day, time.fromisoformat(begins), time.fromisoformat(ends))
            for day, begins, ends in self.week
        ]

    @property
    def rules(self) -> Rules:
        return Rules(
            before=timedelta(minutes=self.before_min),
            after=timedelta(minutes=self.after_min),
            notice=timedelta(hours=self.notice_h),
            ahead=timedelta(days=self.ahead_days),
        )

    @property
    def places(self) -> list[Place]:
        offered = ((Place.VIDEO, self.by_video), (Place.IN_PERSON, self.in_person))
        return [place for place, is_offered in offered if is_offered]

    def length_of(self, kind: str) -> timedelta:
        return timedelta(minutes=self.first_min if kind == Kind.FIRST else self.follow_up_min)


class ChangedHours(models.Model):
    """An exception to the week: time away, or extra hours."""

    class What(models.TextChoices):
        AWAY = "away", "Away"
        EXTRA = "extra", "Extra hours"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hours = models.ForeignKey(OfficeHours, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=8, choices=What)
    begins = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        ordering = ["begins"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="changed_hours_end_after_they_begin"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def span(self) -> Span:
        return Span(self.begins, self.ends)


class State(models.TextChoices):
    OFFERED = "offered", "Offered"
    BOOKED = "booked", "Booked"
    LAPSED = "lapsed", "Not taken"
    CANCELLED = "cancelled", "Cancelled"


class Outcome(models.TextChoices):
    KEPT = "kept", "Kept"
    LATE = "late", "Kept, began late"
    NO_SHOW = "no_show", "Did not come"


class Visit(models.Model):
    """One visit. An offered one is held until `held_until` and then lets its time go.

    `sequence` grows with every change that a calendar has to hear of (RFC 5545); the row's id is what calendars know it
    by, so that a moved visit moves there too. `cancelled_late`: within the therapist's own hours of notice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="visits")
    therapist = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=10, choices=Kind)
    place = models.CharField(max_length=10, choices=Place)
    address = models.CharField(max_length=MOST_LETTERS, blank=True)
    begins = models.DateTimeField(db_index=True)
    ends = models.DateTimeField()
    before_min = models.PositiveSmallIntegerField(default=0)
    after_min = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.BOOKED)
    held_until = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_late = models.BooleanField(default=False)
    because = models.CharField(max_length=MOST_LETTERS, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    class Meta:
        ordering = ["begins"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="a_visit_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(state=State.OFFERED) | Q(held_until__isnull=False),
                name="an_offer_ends_some_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=State.CANCELLED) & Q(cancelled_at=None)),
                name="a_cancelled_visit_was_cancelled_some_time",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(state=State.BOOKED), name="only_a_booked_visit_has_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def length(self) -> timedelta:
        return self.ends - self.begins

    @property
    def span(self) -> Span:
        return Span(self.begins, self.ends)

    @property
    def taken(self) -> Span:
        """What it takes of the therapist's day."""
        return Span(
            self.begins - timedelta(minutes=self.before_min), self.ends + timedelta(minutes=self.after_min)
        )

    def is_over(self, now: datetime) -> bool:
        return now >= self.ends

    def is_to_come(self, now: datetime) -> bool:
        return self.state == State.BOOKED and now < self.ends


class VisitSummary(models.Model):
    """What the person was told of a visit: a message of their conversation, so that it is told, read, taken back and
    kept like any other. One that was taken back leaves room for another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="summaries")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="summary_of")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)


class TakenTime(models.Model):
    """Five minutes of somebody's time that belong to a visit. Nobody can be in two places at once: the database lets
    only one row be for each person and five minutes, whichever clinic, worker or tab asks."""

    id = models.BigAutoField(primary_key=True)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="taken_times")
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "at"], name="nobody_is_in_two_places_at_once")]

    def __str__(self) -> str:
        return str(self.pk)


class WaitingPlace(models.Model):
    """Somebody who would come sooner, if a time became free. First come, first served."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="waiting_places")
    therapist = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="waiting_places")
    kind = models.CharField(max_length=10, choices=Kind)
    place = models.CharField(max_length=10, choices=Place)
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "therapist"],
                condition=Q(ended_at=None),
                name="one_waits_once_for_each_therapist",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
