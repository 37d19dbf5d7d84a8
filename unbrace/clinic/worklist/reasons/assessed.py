"""Results of an assessment came in and nobody has looked. Opened, it is gone.

Told when the last test asked for has its result, or a day after the newest: whoever stops on the way is not forgotten,
and whoever pauses for lunch does not fill the list with six rows. The day is ours; no source gives one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking

RESTS: Final = timedelta(days=1)


def find(looking: Looking) -> Iterator[Found]:
    for one in looking.assessed:
        if one.tried >= one.of or looking.now - one.newest >= RESTS:
            says = f"{one.tried} of {one.of} tests asked for have a result."
            marks = marked(REASON.id, f"{one.assessment.pk}:{one.tried}")
            yield Found(REASON.id, one.patient, one.newest, marks, says=says, subject=one.assessment)


REASON = Reason(
    id="assessed",
    title="Assessment to look at",
    ends=Ends.LOOKED_AT,
    published=lambda at: (
        "All tests of an assessment have a result, or for a day no further one came, and nobody has looked."
    ),
    find=find,
)
