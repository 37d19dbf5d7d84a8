"""One person's progress on one time line: each series that exists, with what changed when beside it.

Only what was said, measured or counted; a series without a value is not there. Labels come from `rehab.progress`, the
smallest important change from the questionnaire's own file (Ostelo 2008 for pain).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from statistics import fmean, median
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from unbrace.clinic.activity.queries import DayActivity, last_days
from unbrace.clinic.check_ins.queries import check_ins_of, diary_of, with_mornings
from unbrace.clinic.exercise_sessions.queries import (
    pain_before_of,
    read_corrected,
    read_exercises,
    sessions_for,
    tally_of,
)
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.programmes.queries import versions_of
from unbrace.clinic.questionnaires.shelf import own_shelf
from unbrace.clinic.reading_along import read_with
from unbrace.rehab.progress import Trend, daily_trend, single_trend
from unbrace.rehab.scoring import ImportantChange

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.models import FlareUp
    from unbrace.clinic.exercise_sessions.models import ExercisePerformed, ExerciseSession
    from unbrace.clinic.programmes.models import ProgrammeVersion

Points = tuple[tuple[date, float], ...]
A_YEAR = timedelta(days=365)
DAY_LINE = timedelta(days=2)  # a day begins up to a day earlier or later than where the server counts
EVERYDAY = ("plans", "positions", "hands")


@dataclass(frozen=True)
class Series:
    """`points` oldest first, one a day at most, never empty. `exercise` is set where it belongs to one."""

    key: str
    points: Points
    trend: Trend | None = None
    exercise: str = ""
    in_seconds: bool = False
    give_or_take: float | None = None


@dataclass(frozen=True)
class Progress:
    """What there is between two days, both included. `changes` are (day, number of the version)."""

    begins: date
    ends: date
    series: tuple[Series, ...]
    changes: tuple[tuple[date, int], ...]
    flares: tuple[tuple[date, date], ...]

    @property
    def is_empty(self) -> bool:
        return not self.series


@cache
def pain_change() -> ImportantChange:
    """The smallest change in pain that matters, as the content has it."""
    change = own_shelf()["nprs"].instrument.change
    if change is None:
        raise LookupError("nprs has no change that matters; the progress page needs one")
    return change


def progress_of(patient: Patient, weeks: int) -> Progress:
    """The last weeks up to today, in the person's own days. Trends look back a year."""
    today = today_of(patient)
    begins = today - timedelta(weeks=weeks) + timedelta(days=1)
    year, versions, flares = _sessions(patient, today), versions_of(patient), _flare_ups(patient)
    sessions = read_exercises([one for one in year if one.local_date >= begins])
    check_ins = check_ins_of(patient)[::-1]
    diary = list(diary_of(patient).filter(day__gt=today - A_YEAR).order_by("day", "written_at"))
    resting, counted = _resting_pain(year), last_days(patient, weeks * 7)
    found = [
        Series("pain", resting, daily_trend(resting, today, pain_change())),
        _weekly("average_pain", check_ins, pain_change()),
        Series("worst_pain", _worst(check_ins, diary, _flare_ratings(flares))),
        Series("function", _function(check_ins)),
        *_strength_and_range(versions[0] if versions else None, sessions),
        *_nights(check_ins, diary, counted),
        *_activity(counted),
    ]
    return Progress(
        begins=begins,
        ends=today,
        series=tuple(one for one in (_within(series, begins) for series in found) if one.points),
        changes=_changes(patient, versions, begins),
        flares=_spans(patient, flares, begins, today),
    )


def _within(series: Series, begins: date) -> Series:
    points = tuple((day, value) for day, value in series.points if day >= begins)
    return Series(series.key, points, series.trend, series.exercise, series.in_seconds, series.give_or_take)


def _sessions(patient: Patient, today: date) -> list[Any]:
    """Of a year, oldest first, with how the mornings after were; what was done in them is not read yet."""
    near = with_mornings(sessions_for(patient)).filter(started_at__date__gt=today - A_YEAR - DAY_LINE)
    return sorted(
        (one for one in read_corrected(near) if one.local_date > today - A_YEAR),
        key=lambda one: one.started_at,
    )


def _flare_ups(patient: Patient) -> list[FlareUp]:
    return read_with(patient.flare_ups.all(), "ratings")


def _resting_pain(sessions: Iterable[Any]) -> Points:
    """Before sessions and the mornings after, averaged over a day: at rest, not at its worst."""
    ratings: dict[date, list[int]] = {}
    for session in sessions:
        if (pain := pain_before_of(session)) is not None:
            ratings.setdefault(session.local_date, []).append(pain)
        if session.morning_pain is not None:
            day = session.morning_at.astimezone(ZoneInfo(session.time_zone)).date()
            ratings.setdefault(day, []).append(session.morning_pain)
    return tuple((day, fmean(ratings[day])) for day in sorted(ratings))


def _weekly(field: str, check_ins: Sequence[Any], change: ImportantChange) -> Series:
    points = tuple(
        (one.day, float(getattr(one, field))) for one in check_ins if getattr(one, field) is not None
    )
    return Series(field, points, single_trend(points, change))


def _worst(check_ins: Iterable[Any], diary: Iterable[Any], flares: Iterable[tuple[date, int]]) -> Points:
    """The highest that was named on each day, wherever it was named."""
    named = [(one.day, one.worst_pain) for one in (*check_ins, *diary) if one.worst_pain is not None]
    highest: dict[date, float] = {}
    for day, pain in (*named, *flares):
        highest[day] = max(highest.get(day, 0.0), float(pain))
    return tuple(sorted(highest.items()))


def _flare_ratings(flares: Iterable[FlareUp]) -> list[tuple[date, int]]:
    """What counts on each day of a flare-up: the newest of the day."""
    newest: dict[tuple[Any, date], int] = {}
    for flare in flares:
        for rating in sorted(flare.ratings.all(), key=lambda rating: rating.at):
            newest[(flare.pk, rating.day)] = rating.pain
    return [(day, pain) for (_, day), pain in newest.items()]


def _function(check_ins: Iterable[Any]) -> Points:
    """Days of the last seven on which the back was in the way, over three questions: 0 to 21, all three answered."""
    return tuple(
        (one.day, float(sum(getattr(one, name) for name in EVERYDAY)))
        for one in check_ins
        if all(getattr(one, name) is not None for name in EVERYDAY)
    )


def _strength_and_range(
    version: ProgrammeVersion | None, sessions: Iterable[ExerciseSession]
) -> list[Series]:
    """Of each exercise in the current plan: how much was done, and how far, where the camera measured it."""
    planned = [p.exercise for p in version.prescriptions.all()] if version else []
    done: dict[str, dict[date, float]] = {}
    far: dict[str, dict[date, tuple[float, float | None]]] = {}
    seconds: set[str] = set()
    for session in sessions:
        for exercise in session.exercises.all():
            slug = exercise.prescription.exercise
            tally = tally_of(exercise)
            if slug not in planned or tally.skipped:
                continue
            amounts = done.setdefault(slug, {})
            amounts[session.local_date] = amounts.get(session.local_date, 0.0) + tally.done
            if tally.unit == "seconds":
                seconds.add(slug)
            if (measured := range_of(exercise)) is not None:
                far.setdefault(slug, {})[session.local_date] = measured
    found = []
    for slug in dict.fromkeys(planned):
        if slug in done:
            points = tuple(sorted(done[slug].items()))
            found.append(Series("done", points, exercise=slug, in_seconds=slug in seconds))
        if slug in far:
            by_day = sorted(far[slug].items())
            bands = [band for _, (_, band) in by_day if band is not None]
            points = tuple((day, degrees) for day, (degrees, _) in by_day)
            off = max(bands) if bands else None
            found.append(Series("range", points, exercise=slug, give_or_take=off))
    return found


def range_of(exercise: ExercisePerformed) -> tuple[float, float | None] | None:
    """Median range of the full repetitions, and the widest error band among them, in degrees."""
    full = [
        rep
        for one in exercise.sets.all()
        if one.seen
        for rep in one.seen["repetitions"]
        if rep["kind"] == "full" and rep["range_deg"] is not None
    ]
    if not full:
        return None
    bands = [rep["error_band_deg"] for rep in full if rep["error_band_deg"] is not None]
    return median(rep["range_deg"] for rep in full), max(bands, default=None)


def _nights(check_ins: Iterable[Any], diary: Iterable[Any], counted: Iterable[DayActivity]) -> list[Series]:
    """Hours of sleep, as said in the diary or else as a device counted; and short or poor nights of each week."""
    by_device = {one.day: round(one.sleep / 60, 1) for one in counted if one.sleep is not None}
    said = {one.day: float(one.sleep_hours) for one in diary if one.sleep_hours is not None}
    poor = tuple((one.day, float(one.poor_nights)) for one in check_ins if one.poor_nights is not None)
    return [Series("sleep", tuple(sorted((by_device | said).items()))), Series("poor_nights", poor)]


def _activity(counted: Sequence[DayActivity]) -> list[Series]:
    steps = tuple((one.day, float(one.steps)) for one in counted if one.steps is not None)
    walking = tuple((one.day, float(one.walking)) for one in counted if one.walking is not None)
    return [Series("steps", steps), Series("walking", walking)]


def _changes(
    patient: Patient, versions: Iterable[ProgrammeVersion], begins: date
) -> tuple[tuple[date, int], ...]:
    zone = patient.user.zone
    signed = [(version.signed_at.astimezone(zone).date(), version.number) for version in versions]
    return tuple(sorted((day, number) for day, number in signed if day >= begins))


def _spans(
    patient: Patient, flares: Iterable[FlareUp], begins: date, today: date
) -> tuple[tuple[date, date], ...]:
    zone = patient.user.zone
    spans = [
        (flare.began_on, flare.ended_at.astimezone(zone).date() if flare.ended_at else today)
        for flare in flares
    ]
    return tuple(sorted((since, until) for since, until in spans if until >= begins))
