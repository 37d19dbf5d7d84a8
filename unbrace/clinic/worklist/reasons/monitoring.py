"""A period of remote monitoring that has ended, with its days of data: information for the therapist.

Only once it is over, and only where the clinic has asked for it: a count that is still growing would tempt somebody to
ask a person for one more day, and care is never asked for because of a bill. What is billed is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked
from unbrace.rehab.remote_monitoring import PERIOD_DAYS, periods

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking

TOLD_FOR: Final = timedelta(days=7)


def find(looking: Looking) -> Iterator[Found]:
    for patient, moments in looking.entries.items():
        person = looking.people[patient]
        zone, today = person.user.zone, looking.today_of(person)
        days = [moment.astimezone(zone).date() for moment in moments]
        ended = [one for one in periods(days, monitored_from=min(days), until=today) if one.to < today]
        if ended and today - ended[-1].to <= TOLD_FOR:
            last = ended[-1]
            ended_on = f"{last.to.day} {last.to:%B}"
            says = f"Monitoring period {last.number} ended on {ended_on}: data on {last.data_days} days."
            # since the last entry of the period, for want of a moment at which a period ends
            since = max(
                (m for m, day in zip(moments, days, strict=True) if day <= last.to), default=looking.now
            )
            yield Found(REASON.id, patient, since, marked(REASON.id, last.number), says=says)


REASON = Reason(
    id="monitoring",
    title="For your records",
    ends=Ends.LOOKED_AT,
    published=lambda at: (
        f"A {PERIOD_DAYS}-day period of remote monitoring has ended, with its days of data. "
        "Only where the clinic has asked for it. Nobody is ever asked to log because of it."
    ),
    find=find,
)
