"""Pain much above the usual on one day, as said in the check-in or the diary.

Told for a week, so that a Saturday is seen on Monday. What is rated in a flare-up stands in the row of that flare-up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked
from unbrace.rehab.alerts import Lately
from unbrace.rehab.alerts import pain_jump as rule

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking

TOLD_FOR_DAYS: Final = 7


def find(looking: Looking) -> Iterator[Found]:
    for person in looking.people.values():
        pains, today = looking.pains_of(person), looking.today_of(person)
        if pains is None:
            continue
        for back in range(TOLD_FOR_DAYS):
            day = today - timedelta(days=back)
            if (worst := pains.worst.get(day)) is None:
                continue
            alerts = rule(Lately(worst_today=worst, usual=pains.baseline_before(day)), looking.thresholds)
            if alerts:
                says = alerts[0].reason if back == 0 else alerts[0].reason.replace("today", f"on {day:%A}")
                marks = marked(REASON.id, *(f"{day}:{level}" for level in range(worst + 1)))
                yield Found(REASON.id, person.pk, pains.at[day], marks, weight=worst, says=says)
                break


REASON = Reason(
    id="pain_jump",
    title="Pain jump",
    ends=Ends.LOOKED_AT,
    published=lambda at: (
        f"The worst pain of a day was {at.worst_pain:g} or more, or {at.jump_points:g} and more above the usual. "
        f"Told for {TOLD_FOR_DAYS} days."
    ),
    find=find,
)
