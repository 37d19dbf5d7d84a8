"""What the rules propose after a session or a time away. A rule proposes; only a therapist's decision ends it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from unbrace.clinic.worklist.queries import urgency_of
from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking


def find(looking: Looking) -> Iterator[Found]:
    for row in looking.proposals:
        marks = marked(REASON.id, *(proposal.pk for proposal in row.proposals))
        weight = -urgency_of(row.proposals[0])  # whoever may be worse off first
        yield Found(REASON.id, row.patient.pk, row.since, marks, weight=weight, subject=row)


REASON = Reason(
    id="proposal",
    title="Proposal",
    ends=Ends.DECIDED,
    published=lambda at: "The rules propose a change: a stop or a step back before a step up.",
    find=find,
)
