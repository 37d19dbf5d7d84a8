"""Today as the page shows it: a greeting, this week, one question if one is due, and the one next thing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext

from unbrace.clinic.check_ins.gate import open_for
from unbrace.clinic.programmes.queries import catalogue, for_now, in_order_of_day
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.portal.date_words import weekday, weekday_and_date
from unbrace.portal.dose_words import dose_words, minutes, seconds
from unbrace.portal.logbook import title_of
from unbrace.portal.pictures import start_picture
from unbrace.portal.programme_sheet import PART_WORDS
from unbrace.portal.ui.day_strip.day_strip import Day, DayState
from unbrace.portal.ui.pain_scale.pain_scale import PainScale

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.gate import Gate
    from unbrace.clinic.exercise_sessions.models import ExerciseSession
    from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion

Next = Literal["nothing", "paused", "rest", "session", "gentle", "done"]


@dataclass(frozen=True)
class Line:
    """One exercise of today's session."""

    title: str
    dose: str
    picture: str
    when: str = ""
    turns: bool = False


@dataclass(frozen=True)
class Today:
    """What `page.html` lays out. `morning` is there only when the question is open."""

    greeting: str
    date_words: str
    next: Next
    days: tuple[Day, ...]
    lines: tuple[Line, ...] = ()
    minutes: int = 0
    why: str = ""
    therapist: str = ""
    next_day: str = ""
    morning: PainScale | None = None
    morning_session: str = ""
    later: tuple[str, ...] = ()


def greeting_at(hour: int) -> str:
    """Good morning until noon, good afternoon until six."""
    return (
        gettext("Good morning")
        if 4 <= hour < 12
        else gettext("Good afternoon")
        if 12 <= hour < 18
        else gettext("Good evening")
    )


def present(
    now: datetime,
    gate: Gate,
    version: ProgrammeVersion | None,
    sessions: Sequence[ExerciseSession],
    waiting: Sequence[ExerciseSession],
    therapist: str = "",
    problem: str = "",
    language: str = "en",
    done_today: Collection[tuple[str, str]] = (),
) -> Today:
    """`now` in the person's own time; `sessions` of this week; `waiting` for a next-morning answer, oldest first;
    `done_today` what was done today, in a programme with times of day.

    Where the gate leaves only the gentle part open, only that is in it.
    """
    today = now.date()
    done = {session.local_date for session in sessions}
    prescriptions = list(version.prescriptions.all()) if version else []
    paused = version is not None and version.programme.paused_at is not None
    due = [] if paused else [p for p in prescriptions if p.is_for(today.weekday())]
    gentle = gate.allowed is Allowed.SAFE_FLOOR
    due = open_for(gate.allowed, due)
    open_now, later = for_now(due, now.hour, done_today)
    asked_now = open_now or in_order_of_day(due)  # once all is done, whoever likes does it again
    done_for_now = today in done and not (done_today and open_now)
    asked = waiting[-1] if waiting else None
    return Today(
        greeting=greeting_at(now.hour),
        date_words=weekday_and_date(today),
        next=_next(version, paused, due, done_for_now, gentle),
        days=tuple(_week(today, done, [] if paused else prescriptions)),
        lines=tuple(
            Line(
                title_of(p.exercise, language),
                dose_words(p),
                start_picture(p.exercise),
                gettext(PART_WORDS[p.part_of_day]) if p.part_of_day else "",
                p.circuit is not None,
            )
            for p in asked_now
        ),
        minutes=minutes(seconds(p, catalogue().exercises.get(p.exercise)) for p in asked_now),
        why=_why(asked_now, language),
        later=tuple(title_of(p.exercise, language) for p in later) if open_now or today in done else (),
        therapist=therapist,
        next_day=_next_day(today, prescriptions),
        morning=_question(asked, today, problem) if asked else None,
        morning_session=str(asked.pk) if asked else "",
    )


def _next(
    version: ProgrammeVersion | None, paused: bool, due: Sequence[Prescription], done: bool, gentle: bool
) -> Next:
    if version is None:
        return "nothing"
    if done:
        return "done"
    if paused:
        return "paused"
    if gentle and not due:
        return "gentle"
    return "session" if due else "rest"


def _week(today: date, done: set[date], prescriptions: Sequence[Prescription]) -> list[Day]:
    monday = today - timedelta(days=today.weekday())
    week = [monday + timedelta(days=i) for i in range(7)]
    return [Day(day, _state(day, today, done, prescriptions), day == today) for day in week]


def _state(day: date, today: date, done: set[date], prescriptions: Sequence[Prescription]) -> DayState:
    if day in done:
        return "done"
    if day < today:
        return "quiet"
    return "planned" if any(p.is_for(day.weekday()) for p in prescriptions) else "rest"


def _next_day(today: date, prescriptions: Sequence[Prescription]) -> str:
    """The next day on which something is planned, as a sentence; empty where nothing is."""
    for ahead in range(1, 8):
        day = today + timedelta(days=ahead)
        if any(p.is_for(day.weekday()) for p in prescriptions):
            if ahead == 1:
                return gettext("Your next session is tomorrow.")
            return gettext("Your next session is on {day}.").format(day=weekday(day))
    return ""


def _why(due: Sequence[Prescription], language: str) -> str:
    known = [catalogue()[p.exercise].words(language).why for p in due if p.exercise in catalogue()]
    return known[0] if known else ""


def _question(session: ExerciseSession, today: date, problem: str) -> PainScale:
    ago = (today - session.local_date).days
    question = (
        gettext("How is your back, the morning after yesterday's session?")
        if ago == 1
        else gettext("How is your back, the morning after {day}'s session?").format(
            day=weekday(session.local_date)
        )
    )
    return PainScale("pain", question, problem=problem)
