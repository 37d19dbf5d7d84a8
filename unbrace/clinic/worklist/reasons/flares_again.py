"""Flare-ups that keep coming back: the plan and the task need a look, not only the day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked
from unbrace.rehab.alerts import Lately
from unbrace.rehab.alerts import flares_again as rule

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking


def find(looking: Looking) -> Iterator[Found]:
    for patient, began in looking.flares_began.items():
        for alert in rule(Lately(flares=len(began)), looking.thresholds):
            newest = max(began)
            marks = marked(REASON.id, newest.isoformat())
            yield Found(REASON.id, patient, newest, marks, weight=len(began), says=alert.reason)


REASON = Reason(
    id="flares_again",
    title="Flare-ups again",
    ends=Ends.LOOKED_AT,
    published=lambda at: f"{at.flares} flare-ups or more within {at.flares_within_weeks} weeks.",
    find=find,
)
