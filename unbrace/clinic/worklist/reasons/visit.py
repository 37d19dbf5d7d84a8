"""A visit today, on the calendar of the therapist who holds it. Over, cancelled or marked, it is gone by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from unbrace.clinic.visits.slots import same_clock
from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked

if TYPE_CHECKING:
    from unbrace.clinic.visits.models import Visit
    from unbrace.clinic.worklist.looking import Looking


def find(looking: Looking) -> Iterator[Found]:
    told = set()
    for visit in looking.visits_today:
        if visit.patient_id not in told:  # the next one of the day is enough
            told.add(visit.patient_id)
            marks = marked(REASON.id, f"{visit.pk}:{visit.sequence}")
            yield Found(REASON.id, visit.patient_id, visit.made_at, marks, says=says(visit), subject=visit)


def says(visit: Visit) -> str:
    here, there = visit.therapist.user.zone, visit.patient.user.zone
    theirs = ""
    if not same_clock(visit.begins, here, there):
        theirs = f" ({visit.begins.astimezone(there):%H:%M} for them)"
    place = visit.get_place_display().lower()
    return f"{visit.get_kind_display()} today at {visit.begins.astimezone(here):%H:%M}{theirs}, {place}."


REASON = Reason(
    id="visit",
    title="Visit today",
    ends=Ends.LOOKED_AT,
    published=lambda at: "A visit is booked for today, until it is over.",
    find=find,
)
