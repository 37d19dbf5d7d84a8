"""When two people met."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from unbrace.clinic import clock
from unbrace.clinic.visits.models import Visit


class Call(models.Model):
    """The call of one visit. `admitted_at`: the therapist has let the person in, for the rest of this call."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="call")
    opened_at = models.DateTimeField(default=clock.now)
    admitted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("opened_at")),
                name="a_call_ends_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
