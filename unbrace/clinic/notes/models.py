"""SOAP notes (Weed 1968, problem-oriented record): what is said, what was seen, what it means, what comes next."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.notes.parts import MOST_LETTERS
from unbrace.clinic.patients.models import Patient


class Note(AppendOnly):
    """Signed by its author. `codes` are diagnosis codes (ICD-10-CM). One that amends another says why in `because`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)
    subjective = models.TextField(max_length=MOST_LETTERS, blank=True)
    objective = models.TextField(max_length=MOST_LETTERS, blank=True)
    assessment = models.TextField(max_length=MOST_LETTERS, blank=True)
    plan = models.TextField(max_length=MOST_LETTERS, blank=True)
    codes = models.JSONField(default=list)
    amends = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amended_by"
    )
    because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amends=None) | ~Q(because=""), name="an_amendment_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CoSignature(AppendOnly):
    """A second therapist has read this note and stands by it, as where an assistant or a student wrote it."""

    id = models.BigAutoField(primary_key=True)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="co_signatures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["note", "by"], name="a_note_is_co_signed_once_by_each"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class NoteDraft(models.Model):
    """What somebody is writing and nobody else sees. One for each author and person; gone once it is signed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="note_drafts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    saves = models.PositiveIntegerField(default=0)
    subjective = models.TextField(max_length=MOST_LETTERS, blank=True)
    objective = models.TextField(max_length=MOST_LETTERS, blank=True)
    assessment = models.TextField(max_length=MOST_LETTERS, blank=True)
    plan = models.TextField(max_length=MOST_LETTERS, blank=True)
    codes = models.JSONField(default=list)
    amends = models.ForeignKey(Note, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "author"], name="one_draft_for_each_author_and_person"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class NoteTemplate(models.Model):
    """Words to begin a note with. Its owner's alone, or the whole clinic's (`owner` is None)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey("care_teams.Clinic", on_delete=models.PROTECT, related_name="note_templates")
    owner = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="note_templates"
    )
    name = models.CharField(max_length=80)
    subjective = models.TextField(max_length=MOST_LETTERS, blank=True)
    objective = models.TextField(max_length=MOST_LETTERS, blank=True)
    assessment = models.TextField(max_length=MOST_LETTERS, blank=True)
    plan = models.TextField(max_length=MOST_LETTERS, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name", "made_at"]

    def __str__(self) -> str:
        return str(self.pk)
