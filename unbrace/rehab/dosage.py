"""How much of one exercise, and the one next step up or down from there.

A dosage is what is prescribed; a ladder says how far each part of it may go. One step changes exactly one part, in
the order repetitions, hold, sets, load, band: more of the same first, then longer, then again, then heavier. The
order, the step sizes and the caps (3 sets, 4 for holds) are cautious programme rules of the clinical specification
("What each decision does"), not trial results; there is no good trial for a fixed rate of increase.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

MOST_SETS = 3
MOST_SETS_OF_HOLDS = 4
LESS_AFTER_A_STEP_BACK = 0.7
LESS_SETS_IN_A_LIGHT_WEEK = 0.6
LOAD_RISE_AT_LEAST, LOAD_RISE_AT_MOST = 0.05, 0.10


class Kind(StrEnum):
    """What an exercise trains. It sets the effort aimed at."""

    STRENGTH = "strength"
    CONTROL = "control"
    MOBILITY = "mobility"
    WALKING = "walking"


class Sides(StrEnum):
    """`both`: both at once; `each`: the prescribed amount on the left and again on the right."""

    BOTH = "both"
    EACH = "each"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Tempo:
    """Seconds on the way out, at the far end, and back."""

    out_s: float
    pause_s: float
    back_s: float


@dataclass(frozen=True)
class Effort:
    """The effort aimed at on the 0-10 scale (CR10)."""

    lowest: float
    highest: float


@dataclass(frozen=True)
class Dosage:
    """What is prescribed of one exercise. `reps` or `hold_s` or both are there; seconds and kilograms."""

    sets: int
    reps: int | None = None
    hold_s: float | None = None
    side: Sides = Sides.BOTH
    rest_s: float = 60
    tempo: Tempo | None = None
    effort: Effort | None = None
    load_kg: float | None = None
    band: str | None = None
    days_per_week: int | None = None


@dataclass(frozen=True)
class Rungs:
    """One part's way: where it starts, how far it may go, how much one step is."""

    lowest: float
    highest: float
    step: float


@dataclass(frozen=True)
class Ladder:
    """How far each part of the dosage may go. A part that is missing here never changes by rule."""

    reps: Rungs | None = None
    hold_s: Rungs | None = None
    sets: Rungs | None = None
    load_kg: Rungs | None = None
    bands: tuple[str, ...] = ()


Variable = Literal["reps", "hold_s", "sets", "load_kg", "band", "exercise"]


@dataclass(frozen=True)
class Step:
    """One variable changed: what it was, what it becomes, and the whole dosage after it."""

    variable: Variable
    before: float | str
    after: float | str
    dosage: Dosage


def step_up(dosage: Dosage, ladder: Ladder) -> Step | None:
    """The one next step, or None at the top of the ladder (then the next exercise takes over)."""
    return (
        _more_reps(dosage, ladder)
        or _longer_hold(dosage, ladder)
        or _one_more_set(dosage, ladder)
        or _more_load(dosage, ladder)
        or _next_band(dosage, ladder)
    )


def step_down(dosage: Dosage, ladder: Ladder) -> Step | None:
    """At least 30 % fewer repetitions (a shorter hold where nothing is counted), or None at the bottom."""
    if dosage.reps is not None:
        return _fewer_reps(dosage, ladder)
    return _shorter_hold(dosage, ladder)


def lighter_week(dosage: Dosage) -> Step | None:
    """40 % fewer sets, rounded to whole sets, at least one. None when there is only one."""
    fewer = max(1, round(dosage.sets * LESS_SETS_IN_A_LIGHT_WEEK))
    return Step("sets", dosage.sets, fewer, replace(dosage, sets=fewer)) if fewer < dosage.sets else None


def share_of(dosage: Dosage, share: float) -> Step | None:
    """`share` (0-1) of the repetitions, or of the hold where nothing is counted; rounded down, at least 1."""
    if dosage.reps is not None:
        fewer = max(1, int(dosage.reps * share + 1e-9))
        return Step("reps", dosage.reps, fewer, replace(dosage, reps=fewer)) if fewer < dosage.reps else None
    hold = dosage.hold_s or 0.0
    shorter = max(1.0, float(int(hold * share + 1e-9)))
    return Step("hold_s", hold, shorter, replace(dosage, hold_s=shorter)) if shorter < hold else None


def give_back(dosage: Dosage, before: Dosage, share: float) -> Step | None:
    """Up to `share` (0-1) of what was done before: of the repetitions, or of the hold where nothing is counted.

    Rounded down, at least 1 more, never above `before`; None where nothing is missing or the two cannot be compared.
    """
    if dosage.reps is not None and before.reps is not None:
        now, more = dosage.reps, _given_back(dosage.reps, before.reps, share)
        return Step("reps", now, more, replace(dosage, reps=more)) if more > now else None
    if dosage.reps is None and before.reps is None and dosage.hold_s and before.hold_s:
        held, longer = dosage.hold_s, float(_given_back(dosage.hold_s, before.hold_s, share))
        return Step("hold_s", held, longer, replace(dosage, hold_s=longer)) if longer > held else None
    return None


def _given_back(now: float, before: float, share: float) -> int:
    return int(min(before, max(now + 1, before * share + 1e-9)))


def most_sets(dosage: Dosage) -> int:
    """3 sets; 4 where the work of a set is one long hold."""
    return MOST_SETS_OF_HOLDS if dosage.hold_s is not None and dosage.reps is None else MOST_SETS


def _more_reps(dosage: Dosage, ladder: Ladder) -> Step | None:
    if dosage.reps is None or ladder.reps is None or dosage.reps >= ladder.reps.highest:
        return None
    more = int(min(dosage.reps + ladder.reps.step, ladder.reps.highest))
    return Step("reps", dosage.reps, more, replace(dosage, reps=more))


def _longer_hold(dosage: Dosage, ladder: Ladder) -> Step | None:
    if dosage.hold_s is None or ladder.hold_s is None or dosage.hold_s >= ladder.hold_s.highest:
        return None
    longer = min(dosage.hold_s + ladder.hold_s.step, ladder.hold_s.highest)
    return Step("hold_s", dosage.hold_s, longer, replace(dosage, hold_s=longer))


def _one_more_set(dosage: Dosage, ladder: Ladder) -> Step | None:
    if ladder.sets is None or dosage.sets >= min(ladder.sets.highest, most_sets(dosage)):
        return None
    return Step("sets", dosage.sets, dosage.sets + 1, replace(dosage, sets=dosage.sets + 1))


def _more_load(dosage: Dosage, ladder: Ladder) -> Step | None:
    """The smallest weight that can be had which is 5 to 10 % more. None when no such weight exists."""
    if dosage.load_kg is None or ladder.load_kg is None:
        return None
    increment = ladder.load_kg.step
    heavier = increment * -(-(dosage.load_kg * (1 + LOAD_RISE_AT_LEAST) - 1e-9) // increment)
    most = min(dosage.load_kg * (1 + LOAD_RISE_AT_MOST), ladder.load_kg.highest)
    if heavier > most + 1e-9:
        return None
    return Step("load_kg", dosage.load_kg, heavier, replace(dosage, load_kg=heavier))


def _next_band(dosage: Dosage, ladder: Ladder) -> Step | None:
    if dosage.band is None or dosage.band not in ladder.bands[:-1]:
        return None
    stronger = ladder.bands[ladder.bands.index(dosage.band) + 1]
    return Step("band", dosage.band, stronger, replace(dosage, band=stronger))


def _fewer_reps(dosage: Dosage, ladder: Ladder) -> Step | None:
    lowest = int(ladder.reps.lowest) if ladder.reps else 1
    if dosage.reps is None or dosage.reps <= lowest:
        return None
    fewer = max(int(dosage.reps * LESS_AFTER_A_STEP_BACK + 1e-9), lowest)
    return Step("reps", dosage.reps, fewer, replace(dosage, reps=fewer))


def _shorter_hold(dosage: Dosage, ladder: Ladder) -> Step | None:
    lowest = ladder.hold_s.lowest if ladder.hold_s else 1.0
    if dosage.hold_s is None or dosage.hold_s <= lowest:
        return None
    shorter = max(float(int(dosage.hold_s * LESS_AFTER_A_STEP_BACK + 1e-9)), lowest)
    return Step("hold_s", dosage.hold_s, shorter, replace(dosage, hold_s=shorter))
