"""Somebody who has gone quiet, as a row of the work-list: since when, and how many planned days went by."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from unbrace.portal.therapist.proposal_rows import since_words
from unbrace.portal.ui.worklist_row.worklist_row import WorklistRow

if TYPE_CHECKING:
    from unbrace.clinic.worklist.quiet import QuietRow

#: The second level is two weeks: then a call says more than a mail.
CALL_FROM = 2


def row_of_quiet(row: QuietRow, now: datetime) -> WorklistRow:
    call = " A call may help more than a message." if row.alert.level >= CALL_FROM else ""
    return WorklistRow(
        name=row.patient.name,
        patient_url=reverse("therapist:patient", args=[row.patient.pk]),
        why=f"{row.alert.reason} {row.missed} planned days went by.{call}",
        since=since_words(row.heard_at, now),
        kind="Quiet",
        rule=f"Rule: {row.alert.kind.value}.",
        source=f"Programme rule ({row.alert.rules_version})",
        source_words="Why this is here",
        key=f"quiet-{row.patient.pk}",
    )
