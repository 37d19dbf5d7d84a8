"""A lift in words: what it is, which step comes next, what the equation says and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.lifts.queries import Way
from unbrace.portal.own_measures import length_words, weight_words

if TYPE_CHECKING:
    from unbrace.clinic.assessments.queries import Change
    from unbrace.clinic.lifts.models import LadderStep, OwnTask
    from unbrace.clinic.lifts.queries import Step

GRIPS: Final = {
    "good": gettext_noop("Well: it has handles"),
    "fair": gettext_noop("Fairly: like a box without handles"),
    "poor": gettext_noop("Poorly: it is soft, slippery or too large"),
}
HURTS: Final = gettext_noop("How much does this lift hurt?")
WORRIES: Final = gettext_noop("How much does this lift worry you?")
NO_WORRY: Final = gettext_noop("0 · not at all")
MUCH_WORRY: Final = gettext_noop("10 · as much as I can imagine")
WAYS: Final = {
    Way.ON: gettext_noop("Ready for a step. Your therapist signs it first."),
    Way.BACK: gettext_noop("A little less for now, until your therapist has looked."),
    Way.STAY: gettext_noop("The same again."),
}
#: What a second measurement says beside the first: `rehab.testing.Change`.
CHANGES: Final = {
    "more": gettext_noop("more than before"),
    "less": gettext_noop("less than before"),
    "within": gettext_noop("no more change than such a measurement wobbles"),
    "rough": gettext_noop("too rough to compare"),
    "unlike": gettext_noop("measured in another way, so not compared"),
}


def step_words(step: Step | LadderStep | OwnTask, units: str) -> str:
    """ "4 kg from 60 cm, 5 times"."""
    load, height = weight_words(step.load_kg, units), length_words(step.from_cm, units)
    if step.from_cm == 0:
        return gettext("{load} from the floor, {times} times").format(load=load, times=step.times)
    return gettext("{load} from {height}, {times} times").format(load=load, height=height, times=step.times)


def change_words(change: Change | None) -> str:
    return gettext(CHANGES[change.value]) if change else ""
