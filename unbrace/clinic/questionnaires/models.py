from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.patients.models import Patient
from unbrace.rehab.red_flags import AskedIn, Region, Urgency

OCCASIONS = [
    (AskedIn.ONBOARDING.value, "before the first plan"),
    (AskedIn.CHECK_IN.value, "weekly check-in"),
    (AskedIn.FLARE_UP.value, "flare-up"),
    (AskedIn.BEFORE_SESSION.value, "before a session"),
    (AskedIn.AFTER_SESSION.value, "after a session"),
]


class SafetyScreen(AppendOnly):
    """One time of asking. `regions` are those asked about; the answers and what came of them are rows of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="safety_screens")
    asked_in = models.CharField(max_length=3, choices=OCCASIONS)
    regions = models.JSONField()
    crisis_pathway = models.BooleanField()
    screen_version = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    started_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["started_at"]
        indexes = [models.Index(fields=["patient", "started_at"], name="screens_of_a_patient")]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_in__in=[code for code, _ in OCCASIONS]), name="occasion_is_known"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def occasion(self) -> AskedIn:
        return AskedIn(self.asked_in)

    @property
    def where(self) -> tuple[Region, ...]:
        return tuple(Region(name) for name in self.regions)


class GivenAnswer(AppendOnly):
    """One tap. `post` is the form it came from, so that the same form sent twice is one answer.

    Whatever arrives is kept as it came, an unknown question or answer too: the rules decide what it means, and what
    they do not understand is never taken for a no.
    """

    id = models.BigAutoField(primary_key=True)
    screen = models.ForeignKey(SafetyScreen, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=20)
    step = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=20)
    ticked = models.JSONField(default=list)
    screen_version = models.CharField(max_length=40)
    post = models.UUIDField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["screen", "post", "item", "step"], name="a_form_counts_once")
        ]

    def __str__(self) -> str:
        return f"{self.item}/{self.step}"


class Finding(AppendOnly):
    """What the rules made of a screen, and what the person was shown. A later one of the same screen is never lower.

    `reasons` is a list of `{"rule", "urgency", "cleared", "sentence", "source"}`; `missing` and `not_understood` are
    what makes it incomplete. `waits`: a clinician has to look at it, because something was found or is missing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    screen = models.ForeignKey(SafetyScreen, on_delete=models.PROTECT, related_name="findings")
    at = models.DateTimeField(default=clock.now)
    urgency = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    not_understood = models.JSONField(default=list)
    complete = models.BooleanField()
    waits = models.BooleanField()
    rules_version = models.CharField(max_length=40)
    shown = models.TextField()
    card_shown = models.TextField(blank=True)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["waits", "-at"], name="findings_that_wait")]
        constraints = [
            models.CheckConstraint(
                condition=Q(urgency__lte=Urgency.EMERGENCY.value), name="urgency_is_known"
            ),
            models.CheckConstraint(
                condition=Q(waits=True) | Q(urgency=0, complete=True), name="what_was_found_waits"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def level(self) -> Urgency:
        return Urgency(self.urgency)


class Clearance(AppendOnly):
    """A named clinician has looked at one finding, and why it no longer stands in the way."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="clearance")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_clearance_has_a_reason")]

    def __str__(self) -> str:
        return str(self.pk)


class FollowUp(AppendOnly):
    """On the morning after "a doctor today", the person was asked once whether they have been seen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="follow_up")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.pk)


class ImportedQuestionnaire(models.Model):
    """The words of a questionnaire of others, as one clinic brought them in under a licence of its own.

    The file as it came lies in the row: it is kept or not with everything else of its transaction, and no other clinic
    of the house comes by it. `active`: somebody compared it with the original, so it is asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="imported_questionnaires")
    instrument = models.SlugField(max_length=60)
    file = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    licence = models.CharField(max_length=500)
    language = models.CharField(max_length=40)
    active = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["instrument"]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "instrument"], name="imported_once_per_clinic"),
            models.CheckConstraint(condition=~Q(licence=""), name="an_import_names_its_licence"),
        ]

    def __str__(self) -> str:
        return self.instrument
