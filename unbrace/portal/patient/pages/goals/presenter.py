"""Goals as the page, Today and the progress page show them: then and now, and what the difference means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop

from unbrace.portal.date_words import day_and_month
from unbrace.portal.ui.pain_scale.pain_scale import SKIPPED, NoAnswer, PainScale, read_answer
from unbrace.rehab.goals import BETTER, LESS, SAME, change_of, is_due

if TYPE_CHECKING:
    from django.http import QueryDict

    from unbrace.clinic.check_ins.goals import OwnGoal

LOW, HIGH = gettext_noop("0 · not at all"), gettext_noop("10 · as before")
SKIP: Final = gettext_noop("Not this one today")
MEANS: Final = {
    BETTER: gettext_noop("That is a change that matters for you."),
    SAME: gettext_noop("That is within the usual ups and downs."),
    LESS: gettext_noop(
        "That is harder than at the start. Tell your therapist, so that you look at it together."
    ),
}


@dataclass(frozen=True)
class GoalCard:
    """`then` and `now` in words; `means` what the difference is, `line` where a change begins to matter."""

    slot: int
    words: str
    first: int
    then: str
    now: int | None
    now_day: str
    means: str
    line: str
    near: bool
    reached: str


def cards_of(goals: Sequence[OwnGoal]) -> list[GoalCard]:
    return [_card(goal) for goal in goals]


def _card(goal: OwnGoal) -> GoalCard:
    change = change_of(goal.first, goal.now)
    line = (
        gettext("From {points} on, it is a change that matters for you.").format(points=f"{change.line:g}")
        if change.line
        else ""
    )
    return GoalCard(
        slot=goal.slot,
        words=goal.words,
        first=goal.first,
        then=day_and_month(goal.ratings[0][0]),
        now=goal.now,
        now_day=day_and_month(goal.last_day),
        means=gettext(MEANS[change.label]) if change.label else "",
        line="" if change.label == BETTER else line,
        near=change.near,
        reached=day_and_month(goal.reached_on) if goal.reached_on else "",
    )


def due_goals(goals: Sequence[OwnGoal], today: date) -> list[OwnGoal]:
    """Those that are still on the way and were not rated for four weeks."""
    return [goal for goal in goals if goal.reached_on is None and is_due(goal.last_day, today)]


def scales_of(goals: Sequence[OwnGoal], said: QueryDict | None = None) -> list[PainScale]:
    """One scale for each goal that is still on the way, with what was chosen when something was missing."""
    return [
        PainScale(
            name=f"goal-{goal.slot}",
            question=gettext("“{words}”: how well does it go now?").format(words=goal.words),
            chosen=said.get(f"goal-{goal.slot}", "") if said is not None else "",
            skip_label=SKIP,
            low_end=LOW,
            high_end=HIGH,
            problem=""
            if said is None or _is_said(said, goal)
            else gettext("Choose a number, or leave this one out."),
        )
        for goal in goals
        if goal.reached_on is None
    ]


def _is_said(said: QueryDict, goal: OwnGoal) -> bool:
    try:
        read_answer(said.get(f"goal-{goal.slot}"))
    except NoAnswer:
        return False
    return True


def ratings_in(said: QueryDict, goals: Sequence[OwnGoal]) -> dict[int, int]:
    """What the form says about each goal; left out is left out. Raises NoAnswer where nothing was chosen."""
    found = {}
    for goal in goals:
        if goal.reached_on is None and said.get(f"goal-{goal.slot}") != SKIPPED:
            rating = read_answer(said.get(f"goal-{goal.slot}"))
            if rating is not None:
                found[goal.slot] = rating
    return found


def free_slot(goals: Sequence[OwnGoal]) -> int | None:
    """Where one more goal would go; None where there are three."""
    taken = {goal.slot for goal in goals}
    return next((slot for slot in (1, 2, 3) if slot not in taken), None)
