"""What each decision changes: exactly one variable of one exercise, or nothing."""

from collections.abc import Callable

from unbrace.rehab.dosage import Step, lighter_week, share_of, step_down, step_up
from unbrace.rehab.progression.proposal import Change, Decision
from unbrace.rehab.progression.signals import OtherExercise, Prescribed
from unbrace.rehab.progression.time_away import SHARES, back_after_a_break

SHARE_OF_A_NEW_EXERCISE = 0.6


def harder_step(prescribed: Prescribed) -> Change | None:
    """Back towards what was done before a break; else one rung up; at the top, the next exercise at 60 % of its own
    first dose."""
    if back := back_after_a_break(prescribed):
        return _change(prescribed, back)
    if step := step_up(prescribed.dosage, prescribed.ladder):
        return _change(prescribed, step)
    return _exchange(prescribed, prescribed.harder, SHARE_OF_A_NEW_EXERCISE)


def easier_step(prescribed: Prescribed) -> Change | None:
    """At least 30 % less of this exercise; at the bottom, the one before it at its own first dose."""
    if step := step_down(prescribed.dosage, prescribed.ladder):
        return _change(prescribed, step)
    return _exchange(prescribed, prescribed.easier, 1.0)


def lighter_step(prescribed: Prescribed) -> Change | None:
    """40 % fewer sets for one week."""
    return _change(prescribed, lighter_week(prescribed.dosage))


def restart_step(prescribed: Prescribed, share: float) -> Change | None:
    """This share of the last dose."""
    return _change(prescribed, share_of(prescribed.dosage, share))


EFFECTS: dict[Decision, Callable[[Prescribed], Change | None]] = {
    Decision.PROGRESS: harder_step,
    Decision.ASK_PT: harder_step,
    Decision.REGRESS: easier_step,
    Decision.DELOAD: lighter_step,
    Decision.RESTART_80: lambda prescribed: restart_step(prescribed, SHARES[Decision.RESTART_80]),
    Decision.RESTART_60: lambda prescribed: restart_step(prescribed, SHARES[Decision.RESTART_60]),
    Decision.RE_ONBOARD: lambda prescribed: restart_step(prescribed, SHARES[Decision.RE_ONBOARD]),
}


def changes_of(kind: Decision, prescribed: Prescribed | None) -> tuple[Change, ...]:
    """The one change this decision makes; none for decisions that leave the dose alone."""
    effect = EFFECTS.get(kind)
    change = effect(prescribed) if effect and prescribed else None
    return (change,) if change else ()


def _change(prescribed: Prescribed, step: Step | None) -> Change | None:
    if step is None:
        return None
    return Change(prescribed.exercise, step.variable, step.before, step.after, step.dosage)


def _exchange(prescribed: Prescribed, others: tuple[OtherExercise, ...], share: float) -> Change | None:
    if not others:
        return None
    other = others[0]
    smaller = share_of(other.dosage, share)
    dosage = smaller.dosage if smaller else other.dosage
    return Change(prescribed.exercise, "exercise", prescribed.exercise, other.id, dosage)
