"""How far a clinic may move the thresholds of the alerts, and the words for each.

One table for the office's form and for the check of what it sends. Programme rules; drafts until signed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from unbrace.rehab.alerts import Thresholds


@dataclass(frozen=True)
class Limit:
    """How far a clinic may move one threshold. Beyond these an alert would come for everybody, or too late for anybody;
    they are programme rules, and a clinician has to sign them too."""

    lowest: float
    highest: float
    unit: str
    words: str
    whole: bool = True

    def holds(self, value: float) -> bool:
        return self.lowest <= value <= self.highest and (not self.whole or value == int(value))


#: One for every threshold, in the order of `Thresholds`; the three steps of silence by number, the first in hours.
LIMITS: Mapping[str, Limit] = {
    "jump_points": Limit(2, 4, "points", "Pain jump: above the usual pain by"),
    "worst_pain": Limit(5, 8, "of 10", "Pain jump: worst pain from"),
    "drift_points": Limit(1, 3, "points", "Usual pain crept up in four weeks by", whole=False),
    "flare_points": Limit(1, 3, "points", "Flare-up: above the usual pain by", whole=False),
    "flare_days": Limit(2, 4, "days", "Flare-up: days in a row"),
    "flares": Limit(2, 5, "times", "Flare-ups again: how many"),
    "flares_within_weeks": Limit(4, 12, "weeks", "Flare-ups again: within"),
    "quiet_1": Limit(24, 96, "hours", "Gone quiet: first after"),
    "quiet_2": Limit(5, 21, "days", "Gone quiet: again after"),
    "quiet_3": Limit(10, 42, "days", "Gone quiet: a third time after"),
    "distress_from": Limit(10, 20, "points", "Mood or worry: PHQ or GAD-7 from"),
}
HOURS_OF = {"quiet_1": 1, "quiet_2": 24, "quiet_3": 24}


def written(thresholds: Thresholds) -> dict[str, float]:
    """Each threshold by its name in `LIMITS`, in the unit it is read in."""
    hours = dict(zip(HOURS_OF, thresholds.quiet_hours, strict=True))
    return {
        name: hours[name] / HOURS_OF[name] if name in hours else float(getattr(thresholds, name))
        for name in LIMITS
    }


def read(values: Mapping[str, float]) -> Thresholds:
    """The other way round; what is not named stays as published."""
    known = written(Thresholds()) | dict(values)
    return Thresholds(
        jump_points=known["jump_points"],
        worst_pain=known["worst_pain"],
        drift_points=known["drift_points"],
        flare_points=known["flare_points"],
        flare_days=int(known["flare_days"]),
        flares=int(known["flares"]),
        flares_within_weeks=int(known["flares_within_weeks"]),
        quiet_hours=tuple(known[name] * factor for name, factor in HOURS_OF.items()),
        distress_from=int(known["distress_from"]),
    )


def problems(values: Mapping[str, float]) -> dict[str, str]:
    """What cannot be chosen, in words, by name."""
    found = {
        name: f"Choose a {'whole ' if limit.whole else ''}number from {limit.lowest:g} to {limit.highest:g}."
        for name, limit in LIMITS.items()
        if name in values and not limit.holds(values[name])
    }
    if not found:
        first, second, third = read(values).quiet_hours
        if not first < second < third:
            found["quiet_3"] = "Each step of silence has to be longer than the one before."
    return found
