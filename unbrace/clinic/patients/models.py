from __future__ import annotations

import hashlib
import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Clinic, Membership


class Patient(models.Model):
    """One person's care in one clinic."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="care")
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="patients")
    therapist = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="patients"
    )
    usual_pain = models.PositiveSmallIntegerField(null=True, blank=True)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "clinic"], condition=Q(ended_at=None), name="treated_once_per_clinic"
            ),
            models.CheckConstraint(
                condition=Q(usual_pain=None) | Q(usual_pain__lte=10), name="usual_pain_is_0_to_10"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def looked_after_by(self) -> Membership | None:
        """Who looks after this person now; nobody, when their therapist has left the clinic or is suspended."""
        return self.therapist if self.therapist is not None and self.therapist.is_active else None

    @property
    def name(self) -> str:
        """What the therapist reads; a person who gave no name is known by their address."""
        return self.user.name or self.user.email


class Receipt(models.Model):
    """That a form which waited on a device has arrived, so that it is known again: sent five times, it is done once.

    `key` was made on the device for this one form, `body_hash` tells another form under the same key. `done_at` is when
    the person pressed, by their own clock put right; `at` when it reached us. `then` is the page it led to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="receipts")
    key = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    done_at = models.DateTimeField()
    at = models.DateTimeField(default=clock.now)
    then = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="a_form_of_a_device_is_taken_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


def hash_of(token: str) -> str:
    """Only this is stored: whoever reads the database cannot follow the link. The token has 256 random bits, so a
    plain SHA-256 is enough: there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


class Invitation(models.Model):
    """A link that works once, for two weeks, and is answered with a yes or a "no thanks". `token` exists only on the
    object that was just made."""

    token: ClassVar[str] = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="invitations")
    therapist = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    email = models.EmailField()
    name = models.CharField(max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accepted_by_someone_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="not_both_accepted_and_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None), name="not_both_accepted_and_declined"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def is_open(self, now: datetime) -> bool:
        is_answered = self.accepted_at is not None or self.declined_at is not None
        return not is_answered and self.withdrawn_at is None and now < self.expires_at


class SharedCare(models.Model):
    """A colleague sees somebody for a time, because something of theirs was handed to them. Where every therapist of
    the clinic opens every record it changes nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="shared_care")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["member", "until"], name="shared_with_a_member")]

    def __str__(self) -> str:
        return str(self.pk)


class EmergencyOpening(models.Model):
    """Somebody outside the care opened a record in an emergency, or one whose care has ended, and says why. For an
    hour, then it is closed again.

    The person reads it in their app (`seen_at`), and the office judges it: `justified` is None until then. Until
    when it was really open is the earlier of `until` and `closed_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="emergency_openings")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    justified = models.BooleanField(null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["member", "until"], name="opened_by_a_member")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="an_emergency_has_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=models.F("at")), name="an_emergency_has_an_end"),
            models.CheckConstraint(
                condition=Q(justified=None, judged_at=None, judged_by=None)
                | Q(justified__isnull=False, judged_at__isnull=False, judged_by__isnull=False),
                name="judged_by_somebody_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=~Q(justified=False) | ~Q(judged_because=""), name="a_no_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def ends_at(self) -> datetime:
        return self.closed_at or self.until

    @property
    def of_closed_record(self) -> bool:
        """Whether the care had ended already: no emergency, a look into a record that is kept."""
        ended = self.patient.ended_at
        return ended is not None and self.at >= ended

    def is_open(self, now: datetime) -> bool:
        return self.closed_at is None and now < self.until


class LegalHold(models.Model):
    """Why a record must stay as it is, from when on, and who lifted it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=300)
    placed_at = models.DateTimeField(default=clock.now)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(lifted_at=None), name="one_hold_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_hold_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
