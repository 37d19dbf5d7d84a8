"""A programme without a person: doses to begin with, kept by somebody, a few colleagues or the whole clinic."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.care_teams.models import Clinic, Membership


class SharedWith(models.TextChoices):
    """A team is named colleagues of one clinic; the owner is always one of them."""

    NOBODY = "own", "only me"
    TEAM = "team", "these colleagues"
    CLINIC = "clinic", "the whole clinic"


class Template(models.Model):
    """The thread that holds a template's versions together. Retired, it is offered no more; taken back, it is again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="programme_templates")
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="programme_templates")
    shared_with = models.CharField(max_length=6, choices=SharedWith, default=SharedWith.NOBODY)
    team = models.ManyToManyField(Membership, blank=True, related_name="team_programme_templates")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shared_with__in=SharedWith.values), name="template_sharing_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class TemplateVersion(AppendOnly):
    """What it held from one day on. `lines` are drafts of prescriptions as plain JSON; no patient is named in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    lines = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="one_template_version_per_number"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"
