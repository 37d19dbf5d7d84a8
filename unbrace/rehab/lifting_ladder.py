"""The way back to one's own lift, in steps: a light load from a comfortable height, then lower, oftener and heavier.

One part changes at a time. Pain during it and 24 hours later decides whether to stay or to go back (the same traffic
lights as for exercise, `progression.zones`); a rule only proposes, and each step on is signed by a therapist. No load
is called safe here, and no way of lifting is a fault (Saraceni 2020, Swain 2020): load, reach, how often, and rest are
what can be changed. Sizes of the steps: progression rules, section 4 (two repetitions, 10 % of the load); of the
height: a programme rule without a source. A draft until a clinician has signed it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import SessionSignals
from unbrace.rehab.progression.zones import Zone, zone_of

VERSION = "lifting_ladder/2026-11-draft"

#: What a person can mean by a lift of their own: (least, most). Beyond it somebody mistyped.
BOUNDS: dict[str, tuple[float, float]] = {
    "load_kg": (0.5, 80),
    "from_cm": (0, 200),
    "to_cm": (0, 200),
    "reach_cm": (10, 120),
    "times": (1, 60),
    "per_minute": (0.01, 20),
    "hours": (0.1, 12),
}

COMFORTABLE_CM = 75.0
"""Where a load is taken most easily: the height at which the lifting equation takes nothing off."""

FIRST_SHARE, FIRST_MOST_KG, FIRST_TIMES = 0.25, 5.0, 5
"""A quarter of the load, and never the first load above 5 kg without a therapist's yes by name (section 8)."""

HEIGHT_STEP_CM, TIMES_STEP, TIMES_BEFORE_LOAD = 15.0, 2, 8
LOAD_STEP, FINEST_KG = 0.10, 0.5
BACK_TO = 0.7
"""A step back takes 30 % off (section 4)."""

NEARLY_ALL, TOO_LITTLE = 0.9, 0.6


@dataclass(frozen=True)
class Step:
    """A load in kg, taken from a height in cm over the floor, so many times in one go."""

    load_kg: float
    from_cm: float
    times: int


@dataclass(frozen=True)
class Try:
    """One time of doing a step. Pain 0 to 10; None was not asked. `spread`: further down a leg, or newly numb.

    `arrived`: its place in the order in which tries came in, another one than that of doing where one was kept without
    a network."""

    done: int
    pain_before: int | None
    worst_pain: int | None
    next_day: int | None
    usual: float | None
    spread: bool = False
    arrived: int = 0


class Way(StrEnum):
    """What is proposed."""

    STAY = "stay"
    BACK = "back"
    ON = "further"


@dataclass(frozen=True)
class Proposed:
    """`step` is what would be done from now on; None where it stays."""

    way: Way
    because: Because
    step: Step | None = None
    rules_version: str = VERSION


def first_step(task: Step) -> Step:
    """Where the way to this task begins."""
    load = max(FINEST_KG, _half_kilos(task.load_kg * FIRST_SHARE))
    return Step(
        load_kg=min(load, FIRST_MOST_KG, task.load_kg),
        from_cm=COMFORTABLE_CM,
        times=min(task.times, FIRST_TIMES),
    )


def next_step(step: Step, task: Step) -> Step | None:
    """One part nearer to the task: the height first, then up to eight times, then the load, then the rest of the
    times. None at the task."""
    if step.from_cm != task.from_cm:
        return replace(step, from_cm=_towards(step.from_cm, task.from_cm, HEIGHT_STEP_CM))
    most = min(task.times, TIMES_BEFORE_LOAD)
    if step.times < most:
        return replace(step, times=min(step.times + TIMES_STEP, most))
    if step.load_kg < task.load_kg:
        more = max(FINEST_KG, _half_kilos(step.load_kg * LOAD_STEP))
        return replace(step, load_kg=min(step.load_kg + more, task.load_kg))
    if step.times < task.times:
        return replace(step, times=min(step.times + TIMES_STEP, task.times))
    return None


def easier(step: Step) -> Step:
    """30 % fewer times; where that is once already, 30 % less load. Anybody may do so at any time."""
    if step.times > 1:
        return replace(step, times=max(1, int(step.times * BACK_TO)))
    return replace(step, load_kg=max(FINEST_KG, _half_kilos(step.load_kg * BACK_TO)))


def share_of_the_way(step: Step, task: Step) -> float:
    """0 to 1: how many of the steps from the first to the task are behind somebody."""
    return (
        1.0
        if (whole := steps_between(first_step(task), task)) == 0
        else max(0.0, 1 - steps_between(step, task) / whole)
    )


def steps_between(step: Step, task: Step) -> int:
    """How many steps are left to the task."""
    count, now = 0, step
    while (ahead := next_step(now, task)) is not None:
        count, now = count + 1, ahead
    return count


def propose(
    tries: Sequence[Try], step: Step, task: Step, *, may: bool = True, flare: bool = False
) -> Proposed:
    """What the tries of this step, oldest first, speak for. The first line that holds wins, the most cautious first.

    `may`: whether the safety answers allow everything; `flare`: a flare-up is going on.
    """
    if not may:
        return Proposed(Way.STAY, Because.THERAPIST_LOOKS_FIRST)
    if flare:
        return Proposed(Way.STAY, Because.FLARE_UP)
    if not tries:
        return Proposed(Way.STAY, Because.NO_SESSIONS_YET)
    rated = [zone_of(_signals(one, step)) for one in tries[-2:]]
    last = rated[-1]
    if last.zone is Zone.RED:
        return Proposed(Way.BACK, last.because or Because.PAIN_ROSE_3, easier(step))
    if len(rated) == 2 and all(one.zone is Zone.AMBER for one in rated):
        return Proposed(Way.BACK, Because.TWO_AMBER, easier(step))
    shares = [one.done / step.times for one in tries[-2:]]
    if len(shares) == 2 and max(shares) < TOO_LITTLE:
        return Proposed(Way.BACK, Because.COMPLETION_BELOW_60_TWICE, easier(step))
    if last.because is not None:
        return Proposed(Way.STAY, last.because)
    if len(rated) < 2 or rated[0].zone is not Zone.GREEN:
        return Proposed(Way.STAY, Because.NEEDS_TWO_GREEN)
    if min(shares) < NEARLY_ALL:
        return Proposed(Way.STAY, Because.COMPLETION_BELOW_90)
    ahead = next_step(step, task)
    if ahead is None:
        return Proposed(Way.STAY, Because.TOP_OF_LADDER)
    return Proposed(Way.ON, Because.TWO_GREEN, ahead)


def stepped_back(tries: Sequence[Try], step: Step, task: Step) -> Proposed | None:
    """The newest step back that any of these tries of this step, oldest first, called for; None where none did.

    It holds until a therapist signs a step: no better day, no fresh try, no flare-up and no safety answer lifts it. Nor
    does a try that comes in late: after each arrival what was known then is looked at, so a good day that slips in
    between two bad ones undoes nothing.
    """
    for moment in sorted({one.arrived for one in tries}, reverse=True):
        known = [one for one in tries if one.arrived <= moment]
        newest = next(place for place, one in enumerate(known) if one.arrived == moment)
        for end in range(len(known), newest, -1):
            found = propose(known[:end], step, task)
            if found.way is Way.BACK:
                return found
    return None


def what_next(
    tries: Sequence[Try], step: Step, task: Step, *, may: bool = True, flare: bool = False
) -> Proposed:
    """A step back that holds, else what the tries speak for. A try that came in late may hold back, and never speaks
    for more: a step on has to be earned by those that came in their turn."""
    found = stepped_back(tries, step, task) or propose(tries, step, task, may=may, flare=flare)
    in_turn = [
        one
        for place, one in enumerate(tries)
        if all(later.arrived >= one.arrived for later in tries[place + 1 :])
    ]
    if found.way is not Way.ON or len(in_turn) == len(tries):
        return found
    return propose(in_turn, step, task, may=may, flare=flare)


def _signals(one: Try, step: Step) -> SessionSignals:
    return SessionSignals(
        days_ago=0,
        baseline=one.usual,
        pain_before=one.pain_before,
        worst_pain=one.worst_pain,
        next_morning=one.next_day,
        effort=None,
        completion=one.done / step.times,
        spread=one.spread,
    )


def _half_kilos(kg: float) -> float:
    """Down to the half kilogram: what somebody can weigh out at home."""
    return int(kg / FINEST_KG) * FINEST_KG


def _towards(value: float, goal: float, step: float) -> float:
    if abs(goal - value) <= step:
        return goal
    return value + step if goal > value else value - step
