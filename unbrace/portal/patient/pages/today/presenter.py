"""Today as the page shows it: a greeting, this week, one question if one is due, and the one next thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from unbrace.clinic.programmes.queries import catalogue
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.portal.dose_words import dose_words, minutes, seconds
from unbrace.portal.logbook import title_of
from unbrace.portal.pictures import start_picture
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


def greeting_at(hour: int) -> str:
    """Good morning until noon, good afternoon until six."""
    return "Good morning" if 4 <= hour < 12 else "Good afternoon" if 12 <= hour < 18 else "Good evening"


def present(
    now: datetime,
    gate: Gate,
    version: ProgrammeVersion | None,
    sessions: Sequence[ExerciseSession],
    waiting: Sequence[ExerciseSession],
    therapist: str = "",
    problem: str = "",
) -> Today:
    """`now` in the person's own time; `sessions` of this week; `waiting` for a next-morning answer, oldest first.

    Where the gate leaves only the gentle part open, only that is in it.
    """
    today = now.date()
    done = {session.local_date for session in sessions}
    prescriptions = list(version.prescriptions.all()) if version else []
    paused = version is not None and version.programme.paused_at is not None
    due = [] if paused else [p for p in prescriptions if p.is_for(today.weekday())]
    gentle = gate.allowed is Allowed.SAFE_FLOOR
    due = open_for(gate.allowed, due)
    asked = waiting[-1] if waiting else None
    return Today(
        greeting=greeting_at(now.hour),
        date_words=f"{now:%A} {now.day} {now:%B}",
        next=_next(version, paused, due, today in done, gentle),
        days=tuple(_week(today, done, [] if paused else prescriptions)),
        lines=tuple(Line(title_of(p.exercise), dose_words(p), start_picture(p.exercise)) for p in due),
        minutes=minutes(seconds(p, catalogue().exercises.get(p.exercise)) for p in due),
        why=_why(due),
        therapist=therapist,
        next_day=_next_day(today, prescriptions),
        morning=_question(asked, today, problem) if asked else None,
        morning_session=str(asked.pk) if asked else "",
    )


def open_for(allowed: Allowed, due: Sequence[Prescription]) -> list[Prescription]:
    """What may be done of what is due: all of it, what is tagged as safe floor, or nothing."""
    if allowed is Allowed.ALL:
        return list(due)
    known = catalogue()
    return [
        p
        for p in due
        if allowed is Allowed.SAFE_FLOOR and p.exercise in known and known[p.exercise].safe_floor
    ]


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
    """The next day on which something is planned: "tomorrow", "on Friday"."""
    for ahead in range(1, 8):
        day = today + timedelta(days=ahead)
        if any(p.is_for(day.weekday()) for p in prescriptions):
            return "tomorrow" if ahead == 1 else f"on {day:%A}"
    return ""


def _why(due: Sequence[Prescription]) -> str:
    known = [catalogue()[p.exercise].why for p in due if p.exercise in catalogue()]
    return known[0] if known else ""


def _question(session: ExerciseSession, today: date, problem: str) -> PainScale:
    ago = (today - session.local_date).days
    day = "yesterday's session" if ago == 1 else f"{session.local_date:%A}'s session"
    return PainScale("pain", f"How is your back, the morning after {day}?", problem=problem)
