"""The first plan of a new person, drafted for a therapist to look at. Nobody exercises from a draft.

Each step is a rule of its own elsewhere: impairments, classification, plan draft. Here they are strung together, and
the draft is laid on the days the person has. Two painful regions take turns on those days, so that time never doubles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from unbrace.rehab.classification import Group, classify
from unbrace.rehab.dosage import Dosage
from unbrace.rehab.impairments import Impairment, impairments_of
from unbrace.rehab.plan_draft import AskTherapist, Candidate, Day, Starting, draft
from unbrace.rehab.plan_draft.candidate import names_one_of
from unbrace.rehab.red_flags import Region, Urgency
from unbrace.rehab.way_in import VERSION
from unbrace.rehab.way_in.meaning import (
    Known,
    assessment_of,
    can_get_to_the_floor,
    findings_of,
    flags_measured,
    flags_told,
    goal_of,
    painful_first,
    ticked,
)
from unbrace.rehab.way_in.questions import Said, WayIn
from unbrace.rehab.way_in.safety_flags import safety_flags

WEEK = tuple(range(7))
#: Words of a position that means getting down to the floor.
ON_THE_FLOOR = ("lying", "hands", "knees", "kneeling", "heels", "floor", "forearms", "forearm")


@dataclass(frozen=True)
class Line:
    """One exercise of the draft: its first dose, on which days (0 = Monday), why, and what to do differently."""

    exercise: str
    dosage: Dosage
    days: tuple[int, ...]
    because: str
    changes: tuple[str, ...]
    minutes: float


@dataclass(frozen=True)
class FirstPlan:
    """`ask` says why there are no lines: then a therapist begins without a draft."""

    lines: tuple[Line, ...]
    ask: str
    groups: tuple[Group, ...]
    impairments: tuple[Impairment, ...]
    flags: tuple[str, ...]
    sources: tuple[str, ...]
    rules_version: str


def first_plan(
    way_in: WayIn,
    said: Mapping[str, Said],
    regions: Sequence[Region],
    known: Known,
    shelf: Sequence[Candidate],
    urgency: Urgency | None,
    *,
    measured: Mapping[str, Any] | None = None,
    judged: Mapping[str, int] | None = None,
) -> FirstPlan:
    """`urgency` is what the safety answers came to and nobody has cleared; None while they are not all answered.

    `measured`: what tests of function gave, fields of an `Assessment`; `judged`: scores a therapist gave instead.
    """
    assessment = replace(assessment_of(said, known), **(measured or {}))
    found = impairments_of(assessment, judged=judged)
    flags = safety_flags(known.safety) | flags_told(said) | flags_measured(assessment)
    findings = findings_of(said, known, found)
    order = painful_first(said, tuple(regions))
    groups = tuple(
        group
        for region in order
        if (group := classify(region, findings, urgency=urgency or Urgency.NONE_FOUND)) is not None
    )
    starting = Starting(
        groups=groups,
        urgency=urgency,
        impairments=found,
        flags=flags,
        at_hand=ticked(said, "home", "home"),
        goal=goal_of(way_in, said),
    )
    usable = shelf if can_get_to_the_floor(said) else [one for one in shelf if not on_the_floor(one)]
    outcome = draft(starting, usable)
    plan = FirstPlan(
        lines=(),
        ask=outcome.reason if isinstance(outcome, AskTherapist) else "",
        groups=groups,
        impairments=found,
        flags=tuple(sorted(flags)),
        sources=(),
        rules_version=f"{VERSION}, {outcome.rules_version}",
    )
    if isinstance(outcome, AskTherapist):
        return plan
    return replace(plan, lines=on_days(outcome.days, chosen_days(said)), sources=outcome.sources)


def on_the_floor(candidate: Candidate) -> bool:
    return names_one_of(candidate.position, ON_THE_FLOOR)


def chosen_days(said: Mapping[str, Said]) -> tuple[int, ...]:
    """The days the person has; every day where they did not say."""
    chosen = tuple(
        sorted(int(day) for day in ticked(said, "days", "days") if day.isdigit() and int(day) in WEEK)
    )
    return chosen or WEEK


def on_days(days: Sequence[Day], chosen: Sequence[int]) -> tuple[Line, ...]:
    """The draft laid on the days of a week. With two regions each takes every other of the chosen days."""
    lines: dict[tuple[str, str], Line] = {}
    for place, day in enumerate(days):
        own = tuple(chosen[place :: len(days)]) or tuple(chosen)
        for one in day.exercises:
            on = spread(one.dosage.days_per_week or len(WEEK), own)
            line = Line(one.exercise, one.dosage, on, one.because, one.changes, one.minutes)
            key = (one.exercise, one.dosage.side.value)
            earlier = lines.get(key)
            lines[key] = replace(earlier, days=tuple(sorted({*earlier.days, *on}))) if earlier else line
    return tuple(lines.values())


def spread(count: int, chosen: Sequence[int]) -> tuple[int, ...]:
    """`count` of the chosen days, as evenly apart as they come; all of them where there are not more."""
    if count >= len(chosen):
        return tuple(chosen)
    return tuple(chosen[place * len(chosen) // count] for place in range(count))
