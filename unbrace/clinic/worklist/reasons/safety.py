"""Safety answers that wait for a clinician. Before everything else, and nothing but the clearing takes them off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked
from unbrace.rehab.red_flags import Urgency

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking


def find_today(looking: Looking) -> Iterator[Found]:
    yield from (found for found in _find(looking, "safety_today") if found.weight >= Urgency.DOCTOR_TODAY)


def find_soon(looking: Looking) -> Iterator[Found]:
    yield from (found for found in _find(looking, "safety") if found.weight < Urgency.DOCTOR_TODAY)


def _find(looking: Looking, reason: str) -> Iterator[Found]:
    for row in looking.safety:
        # the same marks under both names: an answer that grows more urgent is a new finding anyway
        ids = [*(finding.pk for finding in row.findings), *(one.finding for one in row.elsewhere)]
        marks = marked("safety", *ids)
        yield Found(reason, row.patient.pk, row.since, marks, weight=int(row.urgency), subject=row)


TODAY = Reason(
    id="safety_today",
    title="Safety: today",
    ends=Ends.CLEARED,
    published=lambda at: "A safety answer asks for emergency care or for a doctor today.",
    find=find_today,
)
SOON = Reason(
    id="safety",
    title="Safety",
    ends=Ends.CLEARED,
    published=lambda at: (
        "Any other safety answer that waits for a clinician, or safety questions left half way."
    ),
    find=find_soon,
)
