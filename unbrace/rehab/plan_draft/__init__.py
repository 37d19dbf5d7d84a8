"""From group, impairments, flags, home and goal to a first plan: a draft that a therapist signs, changes or refuses.

    permitted.py ..... what flags, equipment and positions leave
    groups.py ........ what each starting group begins with
    picking.py ....... who gets a place on the day;  first_dose.py ... 60-80 % of the usual dose
    candidate.py ..... an exercise as this room needs to know it;  draft.py ... what comes out

No draft is made while triage asks for a doctor, while an answer waits for the therapist, or where too little fits: then
`AskTherapist` says why. Nothing here orders treatment: it lists what the classification's first line holds for this
person (APTA 2021, 2017, with their strengths), in a small dose, with the reason beside each line. All numbers are
programme rules and a draft until a clinician has signed them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from unbrace.rehab.classification import Group
from unbrace.rehab.impairments import Impairment, ranked
from unbrace.rehab.plan_draft.candidate import Candidate, levels
from unbrace.rehab.plan_draft.draft import AskTherapist, Day, Draft, Drafted
from unbrace.rehab.plan_draft.groups import belongs_elsewhere
from unbrace.rehab.plan_draft.permitted import permitted
from unbrace.rehab.plan_draft.picking import Goal, Wishes, day_of, fewest_most_minutes
from unbrace.rehab.red_flags import Urgency

__all__ = [
    "VERSION",
    "AskTherapist",
    "Candidate",
    "Day",
    "Draft",
    "Drafted",
    "Goal",
    "Starting",
    "draft",
    "flags_of",
    "levels",
    "permitted",
]

VERSION = "plan_draft/2026-11-draft"
DAYS_A_WEEK, ALTERNATING = 7, (4, 3)
MOST_REGIONS = 2
#: Impairments whose caution in the exercises has another name.
IMPLIES = {"related_leg_pain": "leg_pain"}


@dataclass(frozen=True)
class Starting:
    """Where somebody starts from. `groups`: one per painful region, the more painful first, at most two.

    `urgency` is the safety screen's result, None while it is not answered; `reviewed`: a named therapist has looked at
    an answer that was theirs to look at. `flags`: context flags and plain conditions that are set and not cleared.
    `at_hand` and `positions` are plain words: mat, band, chair; standing, sitting, lying (none: any position).
    """

    groups: tuple[Group, ...]
    urgency: Urgency | None
    impairments: tuple[Impairment, ...] = ()
    flags: frozenset[str] = frozenset()
    at_hand: frozenset[str] = frozenset()
    positions: frozenset[str] = frozenset()
    goal: Goal | None = None
    reviewed: bool = False


def draft(starting: Starting, shelf: Sequence[Candidate]) -> Draft | AskTherapist:
    """A draft from the exercises on the `shelf`, the same for the same start in whatever order the shelf comes."""
    if reason := _why_not(starting):
        return AskTherapist(reason, VERSION)
    flags = flags_of(starting)
    usable = permitted(shelf, flags, at_hand=starting.at_hand, positions=starting.positions)
    goal_aims = starting.goal.aims if starting.goal else frozenset()
    top = ranked(starting.impairments, goal_aims)
    rhythm = (DAYS_A_WEEK,) if len(starting.groups) == 1 else ALTERNATING
    days = []
    for group, days_per_week in zip(starting.groups, rhythm, strict=True):
        mine = tuple(one for one in top if len(rhythm) == 1 or not belongs_elsewhere(one.id, group))
        day = day_of(Wishes(group, mine, starting.goal, flags), usable, days_per_week)
        if isinstance(day, int):
            return AskTherapist(_too_few(group, day, starting), VERSION)
        days.append(day)
    sources = tuple(dict.fromkeys(group.source for group in starting.groups))
    return Draft(tuple(days), sources, VERSION)


def flags_of(starting: Starting) -> frozenset[str]:
    """The flags that are set, and what was found as one of them: LC01 is skipped by somebody who braces."""
    found = {IMPLIES.get(one.id, one.id) for one in starting.impairments}
    return starting.flags | found


def _why_not(starting: Starting) -> str | None:
    """The first thing that stands in the way of any draft."""
    urgency = starting.urgency
    if urgency is None:
        return "The safety questions are still open."
    if urgency >= Urgency.DOCTOR_IN_DAYS:
        return "The safety answers ask for a doctor first."
    if urgency is Urgency.TELL_THERAPIST and not starting.reviewed:
        return "A safety answer waits for the therapist."
    if "surgery" in starting.flags:
        return "After surgery nothing starts until surgeon or therapist has cleared it."
    if not 1 <= len(starting.groups) <= MOST_REGIONS:
        return "A draft is made for one or two painful regions."
    return None


def _too_few(group: Group, fitted: int, starting: Starting) -> str:
    fewest, _, cap = fewest_most_minutes(group)
    flags = f" with {', '.join(sorted(starting.flags))}" if starting.flags else ""
    return f"Only {fitted} of {fewest} exercises for group {group.code} fit{flags}, this home and {cap:.0f} minutes."
