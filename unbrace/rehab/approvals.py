"""What always needs a therapist's yes, whatever a rule proposes. All reasons are given, not only the first.

Progression rules, section 8 of the clinical specification: programme rules, a draft until a clinician has signed them.
What is not known counts as needing approval: an unknown age, an unanswered safety screen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

VERSION = "approvals/2026-11-draft"

HEAVY_LOAD_KG = 5.0
HIGHEST_EFFORT = 6.0
MOST_EXERCISES, MOST_MINUTES_A_DAY = 7, 20.0
MOST_LOAD_RISE = 0.20
DISTRESS_FROM = 15
YOUNGEST, OLDEST = 18, 80
HEAVY_LIFTS = frozenset({"FN06", "FN07"})
PRONE_PRESS_UP = "LM09"
NECK_AND_NERVE = frozenset({"NK07", "NK09", "NK10"})


class Return(StrEnum):
    """What somebody comes back after."""

    SURGERY = "surgery"
    FRACTURE = "fracture"
    PREGNANCY = "pregnancy"


@dataclass(frozen=True)
class Intended:
    """What is about to change for a person, and what is known about them.

    `ask_first`: per exercise code the flags whose caution asks for a therapist. `highest_load_kg_before` None: never
    loaded. `load_rise`: weekly load against the weeks before, 0.2 = 20 % more. `distress` is the highest of PHQ-8,
    PHQ-9 and GAD-7, None while none was answered: mood questions are optional, so none answered asks for nothing.
    """

    age: int | None
    codes: frozenset[str] = frozenset()
    ask_first: Mapping[str, frozenset[str]] | None = None
    flags: frozenset[str] = frozenset()
    first_plan: bool = False
    had_a_therapist_flag: bool = False
    load_kg: float | None = None
    highest_load_kg_before: float | None = None
    effort_target: float | None = None
    exercises: int = 0
    minutes_a_day: float = 0.0
    returns_after: Return | None = None
    load_rise: float | None = None
    distress: int | None = None
    overrides_step_back: bool = False
    ends_a_lock: bool = False


@dataclass(frozen=True)
class Approval:
    """One condition that asks for a therapist's yes, with its sentence."""

    rule: str
    reason: str
    rules_version: str = VERSION


def first_plan_after_a_flag(i: Intended) -> bool:
    """The first plan after a safety answer for the therapist."""
    return i.first_plan and i.had_a_therapist_flag


def caution_for_a_set_flag(i: Intended) -> bool:
    """An exercise whose caution names a flag that is set."""
    return any(
        not flags.isdisjoint(i.flags) for code, flags in (i.ask_first or {}).items() if code in i.codes
    )


def first_load_above_5_kg(i: Intended) -> bool:
    """The first load above 5 kg."""
    before = i.highest_load_kg_before or 0.0
    return i.load_kg is not None and i.load_kg > HEAVY_LOAD_KG >= before


def heavy_lifts(i: Intended) -> bool:
    """Deadlift from blocks or floor-to-table lift."""
    return not HEAVY_LIFTS.isdisjoint(i.codes)


def prone_press_up_for_leg_pain(i: Intended) -> bool:
    """Prone press-ups with pain that travels into the leg."""
    return PRONE_PRESS_UP in i.codes and "leg_pain" in i.flags


def neck_band_gaze_or_nerve(i: Intended) -> bool:
    """Band work for the neck, gaze exercises or nerve sliders."""
    return not NECK_AND_NERVE.isdisjoint(i.codes)


def effort_above_6(i: Intended) -> bool:
    """An effort target above 6 of 10."""
    return i.effort_target is not None and i.effort_target > HIGHEST_EFFORT


def more_than_7_exercises(i: Intended) -> bool:
    """More than 7 exercises in a session."""
    return i.exercises > MOST_EXERCISES


def more_than_20_minutes(i: Intended) -> bool:
    """More than 20 minutes a day."""
    return i.minutes_a_day > MOST_MINUTES_A_DAY


def coming_back(i: Intended) -> bool:
    """The return after surgery, a fracture or a pregnancy."""
    return i.returns_after is not None


def weekly_load_up_by_more_than_20_percent(i: Intended) -> bool:
    """More than 20 % more load in a week."""
    return i.load_rise is not None and i.load_rise > MOST_LOAD_RISE


def any_change_while_in_distress(i: Intended) -> bool:
    """Any change while the answers about mood or worry are at 15 or more."""
    return i.distress is not None and i.distress >= DISTRESS_FROM


def overriding_a_step_back(i: Intended) -> bool:
    """Setting aside a step back that a rule proposed."""
    return i.overrides_step_back


def outside_the_ages(i: Intended) -> bool:
    """An age under 18 or over 80, or not known."""
    return i.age is None or not YOUNGEST <= i.age <= OLDEST


def end_of_a_lock(i: Intended) -> bool:
    """The end of a lock after a safety answer."""
    return i.ends_a_lock


ALWAYS: tuple[Callable[[Intended], bool], ...] = (
    end_of_a_lock,
    first_plan_after_a_flag,
    caution_for_a_set_flag,
    first_load_above_5_kg,
    heavy_lifts,
    prone_press_up_for_leg_pain,
    neck_band_gaze_or_nerve,
    effort_above_6,
    more_than_7_exercises,
    more_than_20_minutes,
    coming_back,
    weekly_load_up_by_more_than_20_percent,
    any_change_while_in_distress,
    overriding_a_step_back,
    outside_the_ages,
)


def approvals_for(intended: Intended) -> tuple[Approval, ...]:
    """Every condition that asks for a therapist's yes; empty when none does."""
    return tuple(Approval(asks.__name__, (asks.__doc__ or "").strip()) for asks in ALWAYS if asks(intended))
