"""A flare-up: the person says so, or pain has been well above their usual for days in a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unbrace.clinic.check_ins.gate import Flare
from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked
from unbrace.rehab.alerts import Lately
from unbrace.rehab.alerts import flare as rule

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking


@dataclass(frozen=True)
class Measured:
    """Pain in a row above the usual, though nobody has called it a flare-up."""

    days: int


def find(looking: Looking) -> Iterator[Found]:
    declared = set()
    for flare in looking.flares:
        declared.add(flare.flare_up.patient_id)
        yield _declared(flare)
    for person in looking.people.values():
        if person.pk not in declared and (found := _measured(looking, person)):
            yield found


def _declared(flare: Flare) -> Found:
    """One that does not settle grows: the marks of each next alert are new."""
    row, alert = flare.flare_up, flare.plan.alert
    marks = marked("flare", row.pk, *([f"{row.pk}:{alert.name}"] if alert else ()))
    return Found("flare", row.patient_id, row.began_at, marks, weight=flare.day, subject=flare)


def _measured(looking: Looking, person: Any) -> Found | None:
    pains = looking.pains_of(person)
    if pains is None:
        return None
    days = pains.days_high(looking.today_of(person), looking.thresholds.flare_points)
    alerts = rule(Lately(days_high=len(days)), looking.thresholds)
    if not alerts:
        return None
    first = min(days)
    return Found(
        "flare",
        person.pk,
        pains.at[first],
        marked("flare", f"measured:{first}"),
        says=alerts[0].reason,
        subject=Measured(len(days)),
    )


REASON = Reason(
    id="flare",
    title="Flare-up",
    ends=Ends.LOOKED_AT,
    published=lambda at: (
        f"Somebody says it is a flare-up, or pain was {at.flare_points:g} or more above their usual "
        f"on {at.flare_days} rated days in a row."
    ),
    find=find,
)
