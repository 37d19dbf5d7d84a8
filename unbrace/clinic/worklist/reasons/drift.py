"""The usual pain creeps up, so slowly that no single day looks bad."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked
from unbrace.rehab.alerts import Lately
from unbrace.rehab.alerts import drift as rule

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking


def find(looking: Looking) -> Iterator[Found]:
    for person in looking.people.values():
        pains, today = looking.pains_of(person), looking.today_of(person)
        if pains is None:
            continue
        now, before = pains.usual(today), pains.usual_four_weeks_before(today)
        for alert in rule(Lately(usual=now, usual_4_weeks_ago=before), looking.thresholds):
            level = math.floor(now or 0)  # a whole point more is something new
            marks = marked(REASON.id, *range(level + 1))
            yield Found(REASON.id, person.pk, pains.newest, marks, weight=level, says=alert.reason)


REASON = Reason(
    id="drift",
    title="Pain creeping up",
    ends=Ends.LOOKED_AT,
    published=lambda at: f"The usual pain rose by {at.drift_points:g} or more within four weeks.",
    find=find,
)
