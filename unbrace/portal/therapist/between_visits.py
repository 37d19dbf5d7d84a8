"""The days between visits in a therapist's words. Counted is counted, said is said, and not asked is not 0."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from unbrace.portal.diary_words import facts_of
from unbrace.portal.ui.between_visits.between_visits import Noted, NotedDay
from unbrace.portal.ui.day_bars.day_bars import DayBars

if TYPE_CHECKING:
    from unbrace.clinic.activity.models import Walk
    from unbrace.clinic.education.queries import Answers
    from unbrace.clinic.reports.between_visits import BetweenVisits, Breathed, DayBetween, WalkedWeek

UNIT = "points of 10"


def noted(found: BetweenVisits) -> Noted:
    days = tuple(
        found.begins + timedelta(days=ahead) for ahead in range((found.ends - found.begins).days + 1)
    )
    worst = {day.day: _worst(day) for day in found.days}
    return Noted(
        pain=DayBars("Worst pain", UNIT, days, tuple(worst.get(day) for day in days)),
        walking=tuple(_walking(*found.weeks)),
        breathing=tuple(_breathing(found.breathed)),
        days=tuple(_day(day) for day in found.days),
        is_empty=found.is_empty,
    )


def _worst(day: DayBetween) -> int | None:
    """As the diary rates the day. A walk without pain says nothing about the rest of it."""
    return max((entry.worst_pain for entry in day.entries if entry.worst_pain is not None), default=None)


def _day(day: DayBetween) -> NotedDay:
    facts = [fact for entry in day.entries for fact in facts_of(entry)]
    facts += [_walk(walk) for walk in day.walks]
    if day.imported is not None:
        facts += _imported(day.imported.steps, day.imported.walking, day.imported.sleep)
    return NotedDay(
        when=f"{day.day:%a} {day.day.day} {day.day:%b}",
        facts=tuple(facts),
        notes=tuple(entry.note for entry in day.entries if entry.note),
        tags=("flare-up",) if day.in_flare else (),
    )


def _walk(walk: Walk) -> str:
    words = f"Walked {_many(walk.minutes, 'minute')}" if walk.minutes else "No walk, as noted"
    if walk.pain is not None:
        words += f", pain {walk.pain} of 10"
    return words if walk.effort is None else f"{words}, effort {walk.effort} of 10"


def _imported(steps: int | None, walking: int | None, sleep: int | None) -> Iterator[str]:
    if steps is not None:
        yield f"{steps:,} steps, imported"
    if walking is not None:
        yield f"{_many(walking, 'minute')} of walking, imported"
    if sleep is not None:
        yield f"{sleep // 60} h {sleep % 60} min asleep, imported"


def _walking(last: WalkedWeek, before: WalkedWeek) -> Iterator[str]:
    if last.plan is not None:
        yield f"Plan: {_many(last.plan.minutes, 'minute')} on {_many(last.plan.days, 'day')} a week."
    elif not last.noted and not before.noted:
        yield "No walking plan, and no walk noted."
        return
    yield f"Last 7 days: {_week(last)}."
    yield f"The 7 days before: {_week(before, told=last)}."


def _week(week: WalkedWeek, told: WalkedWeek | None = None) -> str:
    if not week.noted:
        return "no walk noted"
    words = f"on {_many(week.days, 'day')}, {_many(week.minutes, 'minute')} together"
    another = told is not None and week.plan is not None and week.plan != told.plan
    if another and week.plan is not None:
        words += (
            f" (plan then: {_many(week.plan.minutes, 'minute')} on {_many(week.plan.days, 'day')} a week)"
        )
    return words


def _breathing(breathed: Breathed | None) -> Iterator[str]:
    if breathed is None:
        yield "Not begun."
        return
    yield f"Stage: {breathed.stage.text.title}."
    stops = sum(1 for one in breathed.practices if one.stopped_for)
    done = len(breathed.practices) - stops
    last = f", last on {_date(breathed.practices[0].day)}" if breathed.practices else ""
    yield f"Practised {_many(done, 'time')} in 14 days{last}." if done else "No practice noted in 14 days."
    if stops:
        yield f"Stopped a practice {_many(stops, 'time')}."
    yield f"After exercises, breath held: {_of(breathed.held)}. Belly hard: {_of(breathed.braced)}."


def _of(answers: Answers) -> str:
    return f"{answers.yes} of {_many(answers.asked, 'answer')}" if answers.asked else "not asked"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _date(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
