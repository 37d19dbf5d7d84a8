"""From a question to the screens it is shown on, and from what was tapped there back to one answer code.

A question with "AND" is shown as two steps; a list with "or" as boxes to tick. All steps must be true for a yes; one
plain "no" makes a no; anything else is "not sure". A yes to a cauda equina sign is followed by "since when" (BMJ Best
Practice: new or worse within 14 days asks for immediate referral), and whoever does not know is taken for new.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from unbrace.rehab.red_flags import (
    ASKED_SINCE_WHEN,
    NO,
    OLD_CHECKED,
    OLD_UNCHECKED,
    UNSURE,
    YES,
    AnswerKind,
    Part,
    RedFlagItem,
    Screen,
)

NEW_OR_WORSE_WITHIN_DAYS = 14
#: No rule knows this answer.
NOT_OFFERED = "?"


class Shown(Enum):
    """How a step is answered."""

    PLAIN = "plain"
    TICKED = "ticked"
    COUNTED = "counted"
    SINCE_WHEN = "since_when"


@dataclass(frozen=True)
class Step:
    """One screen of one question. `number` counts the steps of this question from 0."""

    item: RedFlagItem
    number: int
    shown: Shown
    ask: str
    any_of: tuple[str, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """What may be answered on this screen."""
        if self.shown is Shown.COUNTED:
            return self.item.allowed_answers() - {"C"}
        if self.shown is Shown.SINCE_WHEN:
            return frozenset({YES, UNSURE, OLD_CHECKED, OLD_UNCHECKED})
        return frozenset({YES, NO} if self.item.kind is AnswerKind.YES_NO else {YES, NO, UNSURE})


def steps_of(item: RedFlagItem) -> tuple[Step, ...]:
    """All screens this question can need, in order."""
    parts = item.parts or (Part(item.question),)
    steps = [
        Step(item, number, _shown(item, part), part.ask, part.any_of) for number, part in enumerate(parts)
    ]
    if item.id in ASKED_SINCE_WHEN:
        steps.append(Step(item, len(parts), Shown.SINCE_WHEN, "Since when?"))
    return tuple(steps)


def _shown(item: RedFlagItem, part: Part) -> Shown:
    if item.kind is AnswerKind.COUNT:
        return Shown.COUNTED
    return Shown.TICKED if part.any_of else Shown.PLAIN


def next_step(item: RedFlagItem, given: Mapping[int, str]) -> Step | None:
    """The first screen of this question that still has to be shown; None when the answer is known.

    `given` maps a step's number to what was answered there.
    """
    if answer_of(item, given) is not None:
        return None
    return next((step for step in steps_of(item) if step.number not in given), None)


def answer_of(item: RedFlagItem, given: Mapping[int, str]) -> str | None:
    """The answer code of the whole question; None while it is open.

    A code that no button of its screen has, such as another screen's no or a therapist's "cleared", is `NOT_OFFERED`:
    the rules do not understand it, so a therapist looks (fail closed).
    """
    for step in steps_of(item):
        code = given.get(step.number)
        if code is not None and code not in step.codes:
            return NOT_OFFERED if code in item.allowed_answers() else code
    parts = [given.get(number) for number in range(max(1, len(item.parts)))]
    if NO in parts:
        return NO
    said = [code for code in parts if code is not None]
    if len(said) < len(parts):
        return None
    if item.kind is AnswerKind.COUNT or not set(said) <= {YES, UNSURE}:
        return next((code for code in said if code not in (YES, UNSURE)), said[0])
    if UNSURE in said:
        return UNSURE
    if item.id not in ASKED_SINCE_WHEN:
        return YES
    when = given.get(len(parts))
    return YES if when == UNSURE else when


def unasked_no(item: RedFlagItem, answers: Mapping[str, str]) -> bool:
    """Whether this question needs no asking, because the one it follows was answered with a plain no."""
    return item.follows is not None and answers.get(item.follows) == NO


def with_unasked(screen: Screen, ids: Sequence[str], answers: Mapping[str, str]) -> dict[str, str]:
    """`answers` and, beside them, a no for each of `ids` that follows a no."""
    found = dict(answers)
    for item_id in ids:
        if item_id not in found and unasked_no(screen.items[item_id], found):
            found[item_id] = NO
    return found
