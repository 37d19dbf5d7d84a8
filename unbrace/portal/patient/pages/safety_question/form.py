"""What the person tapped, as the room takes it. A form that says nothing is asked again; it is never a no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_noop

from unbrace.clinic.questionnaires.actions import Said
from unbrace.clinic.questionnaires.asked import AGE, OLDEST, TICKED, UNTOLD
from unbrace.rehab.asking import Shown
from unbrace.rehab.red_flags import NO, UNSURE, YES

if TYPE_CHECKING:
    from django.http import QueryDict

    from unbrace.clinic.questionnaires.queries import Asked
    from unbrace.rehab.asking import Step

CHOOSE: Final = gettext_noop(
    "Please choose one of the answers. If you do not know, “Not sure” is a good answer."
)
TICK: Final = gettext_noop("Tick what fits you, then go on. If nothing fits, press “None of these”.")
BOTH: Final = gettext_noop("You ticked something and pressed “None of these”. Which of the two is right?")
AGE_IN_YEARS: Final = gettext_noop("Please write your age in years, or choose “I would rather not say”.")


class NotSaid(ValueError):
    """Nothing, or two things at once; the message is shown above the answers."""


def said_in(data: QueryDict, asked: Asked, step: Step | None) -> list[Said]:
    """The answers of one form. What is not on it is not answered."""
    item, seen = data.get("item", ""), _whole(data.get("seen"))
    if item == AGE:
        return [Said(AGE, _age(data), seen=seen)]
    if item == TICKED:
        return _lines(data, asked)
    number = _whole(data.get("step"))
    if step is None or step.shown in (Shown.PLAIN, Shown.SINCE_WHEN):
        answer = data.get("answer", "")
        if not answer:
            raise NotSaid(CHOOSE)
        return [Said(item, answer, number, seen=seen)]
    ticked = tuple(n for n in sorted({_whole(raw) for raw in data.getlist("ticked")}) if n < len(step.any_of))
    return [Said(item, _of_the_list(data.get("answer", ""), ticked, step), number, ticked, seen)]


def _of_the_list(button: str, ticked: tuple[int, ...], step: Step) -> str:
    counted = step.shown is Shown.COUNTED
    if button == "none" and ticked:
        raise NotSaid(BOTH)
    if button == "none":
        return "0" if counted else NO
    if not ticked and button == "unsure" and not counted:
        return UNSURE
    if not ticked:
        raise NotSaid(TICK)
    return str(len(ticked)) if counted else YES


def _lines(data: QueryDict, asked: Asked) -> list[Said]:
    """A check-in: what is left unticked and confirmed is a no, what is ticked is asked about on its own."""
    lines = [item.id for item in asked.list_open]
    ticked = [item for item in data.getlist("line") if item in lines]
    button = data.get("answer", "")
    if button == "none" and ticked:
        raise NotSaid(BOTH)
    if button not in ("none", "some") or (button == "some" and not ticked):
        raise NotSaid(TICK)
    rest = [Said(item, NO) for item in lines if item not in ticked]
    return [*rest, Said(TICKED, "", ticked=tuple(lines.index(item) for item in ticked))]


def _age(data: QueryDict) -> str:
    if data.get("answer") == UNTOLD:
        return UNTOLD
    raw = data.get("age", "").strip()
    if not (raw.isascii() and raw.isdigit() and 0 < int(raw[:4]) <= OLDEST and len(raw) < 4):
        raise NotSaid(AGE_IN_YEARS)
    return str(int(raw))


def _whole(raw: str | None) -> int:
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 16 else 0
