"""A draft is its author's; a signed report is never changed; each way out of the house is a row with its end."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.reports.kinds import MOST_LETTERS, How, Reader


class LetterTemplate(AppendOnly):
    """One version of words to begin a report with: one therapist's alone, or the clinic's (`owner` is None).

    The versions of one template share its `series`; the highest number holds, and `retired` there means it is gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.UUIDField(default=uuid.uuid4, db_index=True)
    number = models.PositiveIntegerField(default=1)
    clinic = models.ForeignKey("care_teams.Clinic", on_delete=models.PROTECT, related_name="letter_templates")
    owner = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="letter_templates"
    )
    name = models.CharField(max_length=80)
    reader = models.CharField(max_length=8, choices=Reader)
    parts = models.JSONField(default=list)
    opening = models.TextField(max_length=MOST_LETTERS, blank=True)
    closing = models.TextField(max_length=MOST_LETTERS, blank=True)
    retired = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="template_versions_are_numbered_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReportDraft(models.Model):
    """What somebody is putting together, one for each author and person; gone once it is signed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="report_drafts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reader = models.CharField(max_length=8, choices=Reader)
    addressee = models.CharField(max_length=160, blank=True)
    begins = models.DateField()
    ends = models.DateField()
    parts = models.JSONField(default=list)
    opening = models.TextField(max_length=MOST_LETTERS, blank=True)
    closing = models.TextField(max_length=MOST_LETTERS, blank=True)
    saves = models.PositiveIntegerField(default=0)
    template = models.ForeignKey(
        LetterTemplate, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "author"], name="one_report_draft_for_each_author_and_person"
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="a_report_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Report(AppendOnly):
    """Signed, and from then on what it is. `content` is every word of it, as it was read before the signature."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="reports")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reader = models.CharField(max_length=8, choices=Reader)
    begins = models.DateField()
    ends = models.DateField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    template = models.ForeignKey(
        LetterTemplate, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-signed_at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Consent(models.Model):
    """The person's own yes or no to one report going to one reader, whose name and address are those they read.

    Either it was asked in their app, waits there for two weeks, and they answer (`said_yes`, `answered_at`); or they
    said it outside the app, and whoever treats them notes how and on which day (`given_on`). A yes can be taken back
    (`withdrawn_at`), a question that waits can be called off by the clinic (`called_off_at`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="consents")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    how = models.CharField(max_length=8, choices=How)
    given_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    said_yes = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(said_yes=None, answered_at=None)
                | Q(said_yes__isnull=False, answered_at__isnull=False),
                name="a_consent_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(how="app", given_on=None)
                | (~Q(how="app") & Q(given_on__isnull=False, said_yes=True)),
                name="a_noted_yes_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(said_yes=True), name="only_a_yes_is_taken_back"
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None) | Q(said_yes=None), name="only_a_question_is_called_off"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def waits(self, now: datetime) -> bool:
        """Whether the person can still answer."""
        return self.said_yes is None and self.called_off_at is None and now < self.expires_at

    def stands(self, now: datetime) -> bool:
        """Whether something may go out on it: a yes, not taken back, not older than it was asked to last."""
        return self.said_yes is True and self.withdrawn_at is None and now < self.expires_at

    def overtaken(self, words: Iterable[Consent]) -> bool:
        """Whether a later word of the person about this reader went against it: a no to another question, or another
        yes that was taken back. `words` are all about the same report."""
        against = [
            one.withdrawn_at if one.said_yes else one.answered_at
            for one in words
            if one.pk != self.pk and one.email == self.email and one.said_yes is not None
        ]
        return self.answered_at is None or any(at is not None and at >= self.answered_at for at in against)


class Sending(models.Model):
    """A way out: a link for one reader to one report, on the yes it rests on; what goes to the person
    rests on none. `token` and `code` exist only on the object that was just made.

    It ends after a week, when it is withdrawn, or after too many wrong codes.
    """

    token: ClassVar[str] = ""
    code: ClassVar[str] = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sendings")
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="sendings"
    )
    name = models.CharField(max_length=120)
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=128)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return str(self.pk)

    def is_open(self, now: datetime) -> bool:
        return self.withdrawn_at is None and now < self.expires_at and self.wrong_tries < MOST_TRIES


class Opening(AppendOnly):
    """Somebody held the link and gave a code, right or wrong. Who it was, nobody can know."""

    id = models.BigAutoField(primary_key=True)
    sending = models.ForeignKey(Sending, on_delete=models.PROTECT, related_name="openings")
    at = models.DateTimeField(default=clock.now)
    right = models.BooleanField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


MOST_TRIES = 5
