"""A step back to a lift of somebody's own waits for a signature: a first one, one back, or one on.

One back holds for the person already; it is listed so that somebody looks why. One on is not listed while a safety
answer waits or a flare-up goes on: nobody is to be hurried then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from unbrace.clinic.lifts.queries import Way
from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking

SAYS: Final = {
    None: "They told of a lift of their own. Its first step waits for a signature.",
    Way.BACK: "A try of their lift went badly. They see a step back until you sign one.",
    Way.ON: "Two good tries of their lift. A step on waits for a signature.",
}


def find(looking: Looking) -> Iterator[Found]:
    waits: set[object] = set()
    if any(one.way is Way.ON for one in looking.lifts):
        waits = {row.patient.pk for row in looking.safety} | {
            one.flare_up.patient_id for one in looking.flares
        }
    for one in looking.lifts:
        patient = one.task.patient_id
        if patient not in looking.people or (one.way is Way.ON and patient in waits):
            continue
        marks = marked(REASON.id, f"{one.task.pk}:{one.number}:{one.way or 'first'}")
        yield Found(REASON.id, patient, one.since, marks, weight=one.way is Way.BACK, says=SAYS[one.way])


REASON = Reason(
    id="lift_step",
    title="Step of a lift to sign",
    ends=Ends.DECIDED,
    published=lambda at: (
        "A step back to a lift of their own waits for a signature: the first, one back, or one on after two good tries."
    ),
    find=find,
)
