"""Somebody has gone quiet: nothing heard, and planned days that went by. To look at, never a reproach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from unbrace.clinic.worklist.quiet import FEWEST_MISSED, quiet_of
from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked
from unbrace.rehab.red_flags import Urgency

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking


def find(looking: Looking) -> Iterator[Found]:
    """Not of those whom a safety answer keeps from exercising: they are quiet because they were told to be."""
    stopped = {row.patient.pk for row in looking.safety if row.urgency >= Urgency.DOCTOR_IN_DAYS}
    for person in looking.people.values():
        if person.pk in stopped:
            continue
        quiet = quiet_of(person, looking.versions.get(person.pk), looking.thresholds, looking.now)
        if quiet is not None:
            steps = (f"{quiet.heard_at:%Y-%m-%dT%H:%M}:{level + 1}" for level in range(quiet.alert.level))
            yield Found(
                REASON.id,
                person.pk,
                quiet.heard_at,
                marked(REASON.id, *steps),
                weight=quiet.alert.level,
                subject=quiet,
            )


REASON = Reason(
    id="falling_off",
    title="Quiet",
    ends=Ends.LOOKED_AT,
    published=lambda at: (
        f"Nothing heard for {at.quiet_hours[0]:g} hours, and again after {at.quiet_hours[1] / 24:g} and "
        f"{at.quiet_hours[2] / 24:g} days, when {FEWEST_MISSED} planned days or more went by."
    ),
    find=find,
)
