"""One person as of a day, twice: what was known, asked for and done, so that two days can stand side by side.

Only what was said, measured or counted up to that day; what nobody asked is not there. How far back is looked is part
of each number: seven days for pain, fourteen for check-in, adherence and range, any time for a questionnaire, a test of
function and a visit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import fmean
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Q

from unbrace.clinic.assessments import measurements_of
from unbrace.clinic.check_ins.queries import check_ins_of, with_mornings
from unbrace.clinic.exercise_sessions.queries import pain_before_of, read_whole, sessions_for
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.queries import versions_of
from unbrace.clinic.reports.chart import Entry, entries_of
from unbrace.clinic.reports.progress import EVERYDAY, range_of
from unbrace.clinic.visits import visits_of
from unbrace.rehab.adherence import ADHERENCE_DAYS, adherence

if TYPE_CHECKING:
    from unbrace.clinic.assessments.queries import Measurement
    from unbrace.clinic.check_ins.models import WeeklyCheckIn
    from unbrace.clinic.exercise_sessions.models import ExerciseSession
    from unbrace.clinic.programmes.models import ProgrammeVersion

A_WEEK: Final = timedelta(days=7)
LATELY: Final = timedelta(days=ADHERENCE_DAYS)
A_DAY: Final = timedelta(days=1)
#: Questionnaires, and what is told of a desk and of a lift of their own, by its source in the chart: one question.
STANDING: Final = ("questionnaire", "desk", "desklook", "step", "taskrating")


@dataclass(frozen=True)
class Scored:
    """A questionnaire as it stood: its newest score up to the day."""

    title: str
    value: float
    day: date


@dataclass(frozen=True)
class Ranged:
    """How far an exercise went, the last time the camera measured it within fourteen days."""

    degrees: float
    band: float | None
    day: date


@dataclass(frozen=True)
class AsOf:
    """`pain`: mean at rest over the rated days of the week, `pain_days` how many those were. `said`: the newest weekly
    check-in of the last fourteen days. `adherence`: share of the planned days of the last 14, None below 3 days.
    `tests`: by test and side the newest number up to the day; of one day what a therapist marked. `visits`: the days of
    those that were kept, oldest first. `stands`: the newest entry of each source of `STANDING`."""

    day: date
    pain: float | None
    pain_days: int
    said: WeeklyCheckIn | None
    everyday: int | None
    scores: Mapping[str, Scored]
    adherence: float | None
    version: ProgrammeVersion | None
    ranges: Mapping[str, Ranged] = field(default_factory=dict)
    tests: Mapping[tuple[str, str], Measurement] = field(default_factory=dict)
    visits: Sequence[date] = ()
    stands: Mapping[str, Entry] = field(default_factory=dict)


def two_dates(patient: Patient, first: date, second: date) -> tuple[AsOf, AsOf]:
    """Both, with one set of questions to the database."""
    sessions = _sessions(patient, (first, second))
    pains = _resting_pain(sessions)
    check_ins, versions = check_ins_of(patient), versions_of(patient)
    zone = patient.user.zone
    signed = [(version.signed_at.astimezone(zone).date(), version) for version in versions]
    measured = sorted(measurements_of(patient), key=lambda one: _order(one, zone))
    told = [(one.at.astimezone(zone).date(), one) for one in entries_of(patient, STANDING)]
    kept = visits_of(patient).select_related(None).filter(outcome__in=("kept", "late"))
    met = sorted(begins.astimezone(zone).date() for begins in kept.values_list("begins", flat=True))
    scores = [(on, json.loads(one.words or "[]")) for on, one in told if one.source == "questionnaire"]

    def as_of(day: date) -> AsOf:
        week = [fmean(pains[rated]) for rated in pains if day - A_WEEK < rated <= day]
        said = next((one for one in check_ins if day - LATELY < one.day <= day), None)
        near = [one for one in sessions if day - LATELY < one.local_date <= day]
        return AsOf(
            day=day,
            pain=fmean(week) if week else None,
            pain_days=len(week),
            said=said,
            everyday=_everyday(said),
            scores=_scores(scores, day),
            adherence=adherence(_planned(signed, day), _done(near), day),
            version=next((version for signed_on, version in signed if signed_on <= day), None),
            ranges=_ranges(near),
            tests=_tests(measured, day, zone),
            visits=[one for one in met if one <= day],
            stands={one.source: one for on, one in told if on <= day},
        )

    return as_of(first), as_of(second)


def _sessions(patient: Patient, days: Iterable[date]) -> list[Any]:
    """Of the two fortnights, oldest first, with how the mornings after were; a day more on each side, for whoever was
    far away from home."""
    zone, near = patient.user.zone, Q()
    for day in days:
        ends = datetime.combine(day, time.min, zone) + timedelta(days=2)
        near |= Q(started_at__gte=ends - LATELY - timedelta(days=3), started_at__lt=ends)
    found = read_whole(with_mornings(sessions_for(patient)).filter(near))
    return sorted(found, key=lambda session: session.started_at)


def _resting_pain(sessions: Iterable[Any]) -> dict[date, list[int]]:
    """Before sessions and the mornings after, by day."""
    pains: dict[date, list[int]] = {}
    for session in sessions:
        if (pain := pain_before_of(session)) is not None:
            pains.setdefault(session.local_date, []).append(pain)
        if session.morning_pain is not None:
            day = session.morning_at.astimezone(ZoneInfo(session.time_zone)).date()
            pains.setdefault(day, []).append(session.morning_pain)
    return pains


def _everyday(said: WeeklyCheckIn | None) -> int | None:
    """Days of seven on which the back was in the way, over three questions; only where all three were answered."""
    days = [getattr(said, name) for name in EVERYDAY] if said else []
    known = [int(day) for day in days if day is not None]
    return sum(known) if len(known) == len(EVERYDAY) else None


def _scores(told: Sequence[tuple[date, Any]], day: date) -> dict[str, Scored]:
    found: dict[str, Scored] = {}
    for sent, scores in told:
        if sent <= day:
            found |= {one["measure"]: Scored(one["title"], float(one["value"]), sent) for one in scores}
    return found


def _planned(signed: Sequence[tuple[date, ProgrammeVersion]], last: date) -> set[date]:
    """The days of the fortnight on which the version that held then asked for something. Newest version first."""
    found = set()
    for back in range(ADHERENCE_DAYS):
        day = last - timedelta(days=back)
        version = next((version for signed_on, version in signed if signed_on <= day), None)
        if version is not None and any(one.is_for(day.weekday()) for one in version.prescriptions.all()):
            found.add(day)
    return found


def _done(sessions: Iterable[ExerciseSession]) -> set[date]:
    return {one.local_date for one in sessions if any(not each.skipped for each in one.exercises.all())}


def _order(one: Measurement, zone: ZoneInfo) -> tuple[date, bool, datetime]:
    """Within a day a therapist's own number comes last, and so counts."""
    return one.at.astimezone(zone).date(), one.marked, one.at


def _tests(measured: Iterable[Measurement], day: date, zone: ZoneInfo) -> dict[tuple[str, str], Measurement]:
    """Of each test and side the newest; they come oldest first."""
    return {
        (one.test, one.side): one
        for one in measured
        if one.main and one.value is not None and one.at.astimezone(zone).date() <= day
    }


def _ranges(sessions: Iterable[ExerciseSession]) -> dict[str, Ranged]:
    """Of each exercise the newest; sessions come oldest first."""
    found: dict[str, Ranged] = {}
    for session in sessions:
        for exercise in session.exercises.all():
            if (measured := range_of(exercise)) is not None:
                found[exercise.prescription.exercise] = Ranged(*measured, session.local_date)
    return found
