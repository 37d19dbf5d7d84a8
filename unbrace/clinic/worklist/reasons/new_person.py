"""Somebody new, with a draft of a first plan that waits for a therapist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking


def find(looking: Looking) -> Iterator[Found]:
    for plan in looking.first_plans:
        yield Found(REASON.id, plan.patient_id, plan.made_at, marked(REASON.id, plan.pk), subject=plan)


REASON = Reason(
    id="new_person",
    title="New person",
    ends=Ends.DECIDED,
    published=lambda at: "Somebody new has told their story, and a drafted first plan waits for you.",
    find=find,
)
