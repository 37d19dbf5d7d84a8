"""A message that waits for an answer. Answered, or settled without one, it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking


def find(looking: Looking) -> Iterator[Found]:
    for row in looking.messages:
        if not row.flagged and not row.clips:
            marks = marked(REASON.id, *(message.pk for message in row.messages))
            yield Found(REASON.id, row.patient.pk, row.since, marks, subject=row)


REASON = Reason(
    id="message",
    title="Message",
    ends=Ends.DECIDED,
    published=lambda at: "Somebody wrote and has no answer yet.",
    find=find,
)
