from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.intakes.models import Intake
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion
from unbrace.clinic.worklist.set_aside import BroughtBack as BroughtBack  # Django looks for rows in this file
from unbrace.clinic.worklist.set_aside import ListSettings as ListSettings
from unbrace.clinic.worklist.set_aside import SetAside as SetAside


class Review(AppendOnly):
    """The rules looked at this session, knowing what was known at `at`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(ExerciseSession, on_delete=models.PROTECT, related_name="reviews")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)


class Proposal(models.Model):
    """What the rules said about one prescription after one session.

    `open` waits for a therapist; `noted` asks nothing of anybody (same dose, with the reason). `reason` is read by
    patient and therapist alike, `notes` by the therapist. `changes` names each changed part of the prescription:
    `{"reps": {"from": 8, "to": 10}}`; where it is empty the therapist decides what to do. `inputs` are what the rules
    were told, kept so that the decision can be understood, and made again, later.
    """

    class State(models.TextChoices):
        OPEN = "open", "waiting"
        NOTED = "noted", "noted"
        ACCEPTED = "accepted", "accepted"
        CHANGED = "changed", "accepted with a change"
        REFUSED = "refused", "refused"
        SUPERSEDED = "superseded", "replaced by a newer one"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="proposals")
    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="proposals")
    session = models.ForeignKey(ExerciseSession, on_delete=models.PROTECT, related_name="proposals")
    exercise = models.SlugField(max_length=80)
    side = models.CharField(max_length=5)
    kind = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)
    because = models.CharField(max_length=40)
    rule = models.CharField(max_length=80)
    rules_version = models.CharField(max_length=40, blank=True)
    notes = models.JSONField(default=list)
    source = models.CharField(max_length=300, blank=True)
    changes = models.JSONField(default=dict)
    inputs = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.CharField(max_length=500, blank=True)
    resulting_version = models.ForeignKey(
        ProgrammeVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "exercise", "side"],
                condition=Q(state="open"),
                name="one_open_proposal_per_exercise",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "noted", "superseded"])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_decision_has_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(decision_reason=""), name="a_refusal_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "changed"]) | Q(resulting_version__isnull=False),
                name="an_acceptance_has_a_version",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def waits(self) -> bool:
        """Whether a therapist has still to say yes or no."""
        return self.state == self.State.OPEN

    @property
    def is_hold(self) -> bool:
        """Whether it keeps the dose as it is."""
        return self.kind == "HOLD" and not self.changes

    def counterpart_in(self, version: ProgrammeVersion | None) -> Prescription | None:
        """The prescription it speaks of, if this version still asks for the same. Other exercises may have changed."""
        wanted, asked = self.prescription.dose, version.prescriptions.all() if version else []
        return next((prescription for prescription in asked if prescription.dose == wanted), None)


class NamedApproval(AppendOnly):
    """A therapist's yes, by name, to one condition that no rule may pass by itself, and why.

    `reason` is the condition in words as it was asked (`rehab.approvals`), `because` what the therapist wrote.
    """

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="approvals")
    rule = models.CharField(max_length=80)
    reason = models.CharField(max_length=300)
    rules_version = models.CharField(max_length=40)
    because = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "rule"], name="a_condition_is_approved_once"),
            models.CheckConstraint(condition=~Q(because=""), name="an_approval_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class FirstPlan(models.Model):
    """What the rules drafted for a new person, for a therapist to open, change and sign, or to refuse with a reason.

    `lines` is a list of `{"exercise", "sets", "reps", "hold_s", "side", "rest_s", "days", "because", "changes"}`; where
    it is empty, `ask` says why there is no draft. `found` is a list of `{"id", "score", "reason", "evidence"}`,
    `groups` of `{"name", "reason"}`. A newer one of the same person takes the place of one that still waits.
    """

    class State(models.TextChoices):
        OPEN = "open", "waiting"
        SIGNED = "signed", "signed"
        REFUSED = "refused", "refused"
        SUPERSEDED = "superseded", "replaced by a newer one"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="first_plans")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="first_plans")
    lines = models.JSONField(default=list)
    ask = models.CharField(max_length=300, blank=True)
    groups = models.JSONField(default=list)
    found = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    rules_version = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.CharField(max_length=500, blank=True)
    resulting_version = models.ForeignKey(
        ProgrammeVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="first_plans"
    )

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(state="open"), name="one_open_first_plan"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "superseded"])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_first_plan_is_judged_by_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(decision_reason=""),
                name="a_refused_first_plan_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(resulting_version__isnull=False),
                name="a_signed_first_plan_has_a_version",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
