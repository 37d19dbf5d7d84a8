"""Fills one day, place by place: the first impairment, the second, the goal, and breathing or a walk.

Every place takes the easiest exercise that serves it (of two levels the lower) and that still fits into the day.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from unbrace.rehab.classification import Group
from unbrace.rehab.dosage import Dosage
from unbrace.rehab.impairments import Impairment
from unbrace.rehab.plan_draft.candidate import Candidate
from unbrace.rehab.plan_draft.draft import Day, Drafted
from unbrace.rehab.plan_draft.first_dose import first_doses, minutes
from unbrace.rehab.plan_draft.groups import FEW, first_line
from unbrace.rehab.plan_draft.permitted import changes_for

#: Everyday moves: sit-to-stand, hinge, pick up, step, and the squat.
FUNCTIONAL_FAMILY, SQUAT = "FN", "KM05"
BREATHING_OR_WALKING = ("WK", "BR")
#: A short walk first, then breathing that takes minutes; noticing the belly takes seconds and comes last.
CALM = ("WK01", "BR02", "BR03", "BR04", "BR01")
#: How many exercises and minutes: usually 4-5 in 15; 3 in 10 when acute or with pain in most parts of the body.
USUAL, SHORT = (4, 5, 15.0), (3, 3, 10.0)


@dataclass(frozen=True)
class Goal:
    """The activity that matters most, in the person's own words, rated 0-10, and the aims it is tied to."""

    words: str
    rating: int
    aims: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Wishes:
    """What one day has to serve."""

    group: Group
    ranked: tuple[Impairment, ...]
    goal: Goal | None
    flags: frozenset[str]


Place = tuple[Callable[[Candidate], bool], str]


def fewest_most_minutes(group: Group) -> tuple[int, int, float]:
    """How many exercises at least, at most, and in how many minutes."""
    return SHORT if group.duration == "acute" or group.code in FEW else USUAL


def day_of(wishes: Wishes, usable: Sequence[Candidate], days_per_week: int) -> Day | int:
    """The day, or how many exercises fitted when they are too few.

    Where a walk leaves no time for the rest, the rest is placed first and something calm takes what is left.
    """
    fewest, most, cap = fewest_most_minutes(wishes.group)
    ordered = _in_order(usable, wishes.group)
    fitted = 0
    for places in _orders(wishes, ordered, most):
        picked = _filled(places, ordered, wishes, most, cap)
        if len(picked) >= fewest:
            on = tuple(replace(one, dosage=_on(one.dosage, days_per_week)) for one in picked)
            return Day(wishes.group, on, days_per_week)
        fitted = max(fitted, len(picked))
    return fitted


def _filled(
    places: Sequence[Place], ordered: Sequence[Candidate], wishes: Wishes, most: int, cap: float
) -> list[Drafted]:
    """One exercise for each place, as long as there is room and time."""
    picked: list[Drafted] = []
    for serves, because in places:
        left = cap - sum(one.minutes for one in picked)
        taken = {one.code for one in picked}
        fitting = (c for c in ordered if serves(c) and c.code not in taken)
        found = _first_that_fits(fitting, left, wishes.flags)
        if found and len(picked) < most:
            picked.append(_drafted(*found, because, wishes))
    return picked


def _in_order(usable: Sequence[Candidate], group: Group) -> list[Candidate]:
    """The group's own exercises first, and the easier of two before the harder."""
    own = first_line(group)
    calm = {code: place for place, code in enumerate(CALM)}

    def place(c: Candidate) -> tuple[bool, int, int, str]:
        in_list = own.index(c.code) if c.code in own else 0
        return c.code not in own, calm.get(c.code, c.level), in_list, c.code

    return sorted(usable, key=place)


def _orders(wishes: Wishes, ordered: Sequence[Candidate], most: int) -> tuple[list[Place], ...]:
    """What is looked for, in this order; a place that no impairment asks for is filled from the group's own list."""
    treatable = [one for one in wishes.ranked if any(one.id in c.aims for c in ordered)][:2]
    of_group = (_is_of_group(wishes.group), f"because: group {wishes.group.code}")
    tops = [(_aims_at(one.id), f"because: {one.id} {one.score}") for one in treatable]
    first, second = [*tops, of_group, of_group][:2]
    everyday, calm = _functional(wishes.goal), _calm(wishes, ordered)
    calm_last = [first, everyday, second, of_group, calm]
    if most <= SHORT[1]:
        return [first, everyday, calm, second, of_group], calm_last
    return [first, everyday, second, calm, first, of_group, of_group], calm_last


def _aims_at(impairment: str) -> Callable[[Candidate], bool]:
    return lambda c: impairment in c.aims and c.family not in BREATHING_OR_WALKING


def _is_of_group(group: Group) -> Callable[[Candidate], bool]:
    own = first_line(group)
    return lambda c: c.code in own and c.family not in BREATHING_OR_WALKING


def _functional(goal: Goal | None) -> Place:
    """An everyday move tied to the goal."""
    if goal is None or not goal.aims:
        return _is_functional, "because: an everyday move"
    return (
        lambda c: _is_functional(c) and not goal.aims.isdisjoint(c.aims),
        f"because: {_told(goal)}",
    )


def _is_functional(candidate: Candidate) -> bool:
    return candidate.family == FUNCTIONAL_FAMILY or candidate.code == SQUAT


def _calm(wishes: Wishes, ordered: Sequence[Candidate]) -> Place:
    """Breathing for a habit of bracing, else what the group lists, else a walk; whichever fits."""
    bracing = next((one for one in wishes.ranked if one.id == "bracing_breathing"), None)
    if bracing and any(c.family == "BR" for c in ordered):
        return lambda c: c.family == "BR" and bracing.id in c.aims, f"because: {bracing.id} {bracing.score}"
    own = first_line(wishes.group)
    return (
        lambda c: c.family in BREATHING_OR_WALKING and (c.code in CALM or c.code in own),
        "because: breathing or walking belongs to every day",
    )


def _first_that_fits(
    candidates: Iterable[Candidate], left: float, flags: frozenset[str]
) -> tuple[Candidate, Dosage] | None:
    for candidate in candidates:
        for dosage in first_doses(candidate.dosage, candidate.kind, flags):
            if minutes(dosage) <= left:
                return candidate, dosage
    return None


def _on(dosage: Dosage, days_per_week: int) -> Dosage:
    """Never on more days than the day itself comes round."""
    usual = dosage.days_per_week or days_per_week
    return replace(dosage, days_per_week=min(usual, days_per_week))


def _drafted(candidate: Candidate, dosage: Dosage, because: str, wishes: Wishes) -> Drafted:
    goal = wishes.goal
    if goal and "goal" not in because and not goal.aims.isdisjoint(candidate.aims):
        because = f"{because}, {_told(goal)}"
    changes = changes_for(candidate, wishes.flags)
    return Drafted(candidate.id, candidate.code, candidate.title, dosage, minutes(dosage), because, changes)


def _told(goal: Goal) -> str:
    return f"goal “{goal.words}” {goal.rating}/10"
