"""A message with words that may be about safety. Whoever wrote it may not know how urgent it is, and nor do we."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking


def find(looking: Looking) -> Iterator[Found]:
    for row in looking.messages:
        if row.flagged:
            marks = marked(REASON.id, *(message.pk for message in row.messages))
            yield Found(REASON.id, row.patient.pk, row.since, marks, subject=row)


REASON = Reason(
    id="words",
    title="Safety words",
    ends=Ends.CLEARED,
    published=lambda at: "A message has words that may be about safety; it is settled with a reason.",
    find=find,
)
