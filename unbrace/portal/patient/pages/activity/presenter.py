"""The walking plan in words, the form to note a walk, and the last four weeks as bars."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop, ngettext

from unbrace.portal.date_words import weekday
from unbrace.portal.number_words import number
from unbrace.portal.ui.day_bars.day_bars import DayBars
from unbrace.portal.ui.pain_scale.pain_scale import PainScale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unbrace.clinic.activity.models import Walk, WalkingPlan
    from unbrace.clinic.activity.queries import DayActivity, Step

PACE: Final = gettext_noop("Walk so that you can still chat.")
NOTHING = PainScale(
    "pain", gettext_noop("Worst back pain during the walk"), skip_label=gettext_noop("I cannot say")
)


@dataclass(frozen=True)
class WalkLine:
    """One noted walk."""

    walk: Walk
    words: str


@dataclass(frozen=True)
class ActivityPage:
    """What the template lays out. `values` and `problems` are by field."""

    plan: str
    days_words: str
    step: str
    step_reason: str
    morning: PainScale | None
    morning_day: date | None
    scale: PainScale
    effort: PainScale
    key: str
    today: date
    first_day: date
    values: Mapping[str, str]
    problems: Mapping[str, str]
    walks: Sequence[WalkLine]
    charts: Sequence[DayBars]
    stops: bool


def present(
    plan: WalkingPlan | None,
    step: Step | None,
    morning_day: date | None,
    walks: Iterable[Walk],
    days: Sequence[DayActivity],
    *,
    today: date,
    stops: bool,
    values: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
) -> ActivityPage:
    values, problems = values or {}, problems or {}
    return ActivityPage(
        plan=_minutes(plan.minutes) if plan else "",
        days_words=_times(plan.days) if plan else "",
        step=gettext(", ").join([_minutes(step.minutes), _times(step.days)]) if step else "",
        step_reason=step.reason if step else "",
        morning=_morning(morning_day, today, problems) if morning_day else None,
        morning_day=morning_day,
        scale=PainScale(
            "pain",
            gettext("Worst back pain during the walk"),
            values.get("pain", ""),
            problem=problems.get("pain", ""),
        ),
        effort=PainScale(
            "effort",
            gettext("How hard was it?"),
            values.get("effort", ""),
            low_end=gettext("0 · no effort"),
            high_end=gettext("10 · as hard as it gets"),
            problem=problems.get("effort", ""),
        ),
        key=values.get("key") or str(uuid.uuid4()),
        today=today,
        first_day=today - timedelta(days=7),
        values=values,
        problems=problems,
        walks=[WalkLine(walk, _words(walk)) for walk in walks],
        charts=_charts(days),
        stops=stops,
    )


def _morning(day: date, today: date, problems: Mapping[str, str]) -> PainScale:
    question = (
        gettext("How is your back, the morning after yesterday's walk?")
        if (today - day).days == 1
        else gettext("How is your back, the morning after {day}'s walk?").format(day=weekday(day))
    )
    return PainScale("morning", question, problem=problems.get("morning", ""))


def _minutes(minutes: int) -> str:
    return ngettext("{minutes} minute", "{minutes} minutes", minutes).format(minutes=minutes)


def _times(days: int) -> str:
    return ngettext("once a week", "on {days} days a week", days).format(days=days)


def _words(walk: Walk) -> str:
    """Not asked is left out; 0 is said."""
    parts = [_minutes(walk.minutes)]
    if walk.steps is not None:
        parts.append(ngettext("{steps} step", "{steps} steps", walk.steps).format(steps=number(walk.steps)))
    if walk.effort is not None:
        parts.append(gettext("effort {effort} of 10").format(effort=walk.effort))
    if walk.pain is not None:
        parts.append(gettext("pain {pain} of 10").format(pain=walk.pain))
    return gettext(", ").join(parts)


def _charts(days: Sequence[DayActivity]) -> list[DayBars]:
    dates = tuple(one.day for one in days)
    return [
        DayBars(gettext("Steps"), gettext("steps"), dates, tuple(one.steps for one in days)),
        DayBars(gettext("Walking"), gettext("minutes"), dates, tuple(one.walking for one in days)),
        DayBars(gettext("Sleep"), gettext("minutes"), dates, tuple(one.sleep for one in days)),
    ]
