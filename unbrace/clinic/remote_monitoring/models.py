"""Rows are added and never changed: what was counted in March must still be found in a year, with every correction."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.remote_monitoring.kinds import Kind, Source, Way

MOST_LETTERS = 300


class LedgerSwitch(AppendOnly):
    """Whether a clinic keeps a ledger at all; the newest holds. Off where nobody has said so: it is a US matter."""

    id = models.BigAutoField(primary_key=True)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="ledger_switches")
    on = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Enrolment(AppendOnly):
    """The terms under which one person is monitored, as a whole; the highest number holds and says why it came.

    Days before `consented_on` never count. The first period begins on `begins_on`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="enrolments")
    number = models.PositiveIntegerField()
    consented_on = models.DateField()
    begins_on = models.DateField()
    set_up_on = models.DateField(null=True, blank=True)
    taught_on = models.DateField(null=True, blank=True)
    set_up_counted_before = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=MOST_LETTERS, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["patient", "number"], name="enrolments_are_numbered_once"),
            models.CheckConstraint(
                condition=Q(begins_on__gte=F("consented_on")), name="monitoring_begins_with_consent"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begins_on")),
                name="monitoring_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(because=""), name="changed_terms_of_monitoring_have_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class WorkEntry(AppendOnly):
    """A stretch of one therapist's work for one person. `worker` did it, `entered_by` wrote it down.

    `key` and `part` make an interval that was sent twice one entry: what had been counted elsewhere is cut out of it,
    and several parts may be left. An entry that `amends` another takes its place; `struck`: nothing takes its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="work_entries")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4)
    part = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=8, choices=Source)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Way, blank=True)
    what = models.CharField(max_length=MOST_LETTERS, blank=True)
    amends = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amended_by"
    )
    struck = models.BooleanField(default=False)
    because = models.CharField(max_length=MOST_LETTERS, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["begins_at", "pk"]
        indexes = [models.Index(fields=["worker", "ends_at"], name="work_by_worker")]
        constraints = [
            models.UniqueConstraint(fields=["worker", "key", "part"], name="one_entry_per_key_and_part"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="work_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(source="by hand") | ~Q(what=""), name="work_by_hand_says_what_it_was"
            ),
            models.CheckConstraint(
                condition=Q(source="contact", way__in=["telephone", "video"])
                | (~Q(source="contact") & Q(way="")),
                name="a_live_contact_says_how",
            ),
            models.CheckConstraint(
                condition=Q(amends=None, struck=False) | (Q(amends__isnull=False) & ~Q(because="")),
                name="amended_work_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class OtherProgramme(AppendOnly):
    """Whether the same person is in another monitoring programme in a month; the newest word holds."""

    id = models.BigAutoField(primary_key=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="other_programmes")
    month = models.DateField()
    there = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="another_programme_is_of_a_month"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SignedCount(AppendOnly):
    """What a therapist put their name under: the count of one period or month that was over, and what it hinted at.

    Other facts make a next version, by a person who decides; this one stays (clinical specification, vector RX15).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="signed_counts")
    kind = models.CharField(max_length=6, choices=Kind)
    begins_on = models.DateField()
    number = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    codes = models.CharField(max_length=60, blank=True)
    rules_version = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "kind", "begins_on", "number"], name="signed_counts_are_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
