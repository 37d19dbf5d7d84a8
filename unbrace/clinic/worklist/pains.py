"""How pain was on each day, for everybody on a list at once: one question to the database for what was rated at rest,
in check-ins and in flare-ups, one for the diary.

The days are the person's own. What was not asked is no rating; 0 is one. The same reading as `days.Days`, which looks
at one person's whole history for the rules; here only as far back as an alert looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import Any, Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet, UUIDField, Value

from unbrace.clinic.check_ins.models import DiaryEntry, FlareRating, NextMorning, WeeklyCheckIn
from unbrace.clinic.exercise_sessions.models import Correction, ExerciseSession
from unbrace.clinic.patients.models import Patient
from unbrace.rehab import adherence
from unbrace.rehab.progression.usual_pain import baseline, usual_pain

A_WEEK: Final = 7
FOUR_WEEKS: Final = 28
#: As far back as an alert looks, and a little, for days that are not the same everywhere.
LOOKS_BACK: Final = timedelta(days=FOUR_WEEKS + A_WEEK + 2)


@dataclass
class Pains:
    """`rest` holds what was rated at rest by day, `worst` the highest said of a day in check-in or diary, `at` when a
    day was last rated; `flares` by flare-up: (day, pain), oldest first. `start` was said when the programme began."""

    start: float | None
    rest: dict[date, list[int]] = field(default_factory=dict)
    worst: dict[date, int] = field(default_factory=dict)
    at: dict[date, datetime] = field(default_factory=dict)
    flares: dict[UUID, list[tuple[date, int]]] = field(default_factory=dict)

    @property
    def newest(self) -> datetime:
        return max(self.at.values())

    def usual(self, last: date) -> float | None:
        return usual_pain(self._averages(last))

    def usual_four_weeks_before(self, last: date) -> float | None:
        return usual_pain(self._averages(last - timedelta(days=FOUR_WEEKS)))

    def baseline_before(self, day: date) -> float | None:
        """The usual pain of the days before this one, else what was said at the start."""
        return baseline(self._averages(day - timedelta(days=1)), self.start)

    def days_high(self, today: date, above: float) -> list[date]:
        """The rated days in a row, newest first, that were well above the usual: as the rules count them."""
        means = {day: fmean(said) for day, said in self.rest.items() if day <= today}
        count = adherence.days_high(means, self.baseline_before(today), today, above)
        return sorted(means, reverse=True)[:count]

    def rate_at_rest(self, day: date, pain: int, at: datetime) -> None:
        self.rest.setdefault(day, []).append(pain)
        self.at[day] = max(at, self.at.get(day, at))

    def rate_worst(self, day: date, pain: int, at: datetime) -> None:
        self.worst[day] = max(pain, self.worst.get(day, 0))
        self.at[day] = max(at, self.at.get(day, at))

    def _averages(self, last: date) -> list[float]:
        wanted = (last - timedelta(days=back) for back in range(A_WEEK - 1, -1, -1))
        return [fmean(self.rest[day]) for day in wanted if day in self.rest]


def pains_of_all(people: dict[UUID, Any], whose: QuerySet[Patient], since: datetime) -> dict[UUID, Pains]:
    """By patient, for those of `people` who rated anything. `whose` are the same people as a question."""
    found: dict[UUID, Pains] = {}
    for row in _corrected(_ratings(whose, since)):
        if row.pain is None or row.patient not in people:
            continue
        person = people[row.patient]
        pains = found.setdefault(row.patient, Pains(person.usual_pain))
        day = row.at.astimezone(ZoneInfo(row.zone or person.user.time_zone)).date()
        if row.kind in ("session", "morning"):
            pains.rate_at_rest(day, row.pain, row.at)
        elif row.kind == "check_in":
            pains.rate_worst(day, row.pain, row.at)
        else:  # told as a flare-up, not as a jump as well
            pains.flares.setdefault(row.of, []).append((day, row.pain))
    for entry in _diary(whose, since):
        if entry.patient_id in people and entry.worst_pain is not None:
            pains = found.setdefault(entry.patient_id, Pains(people[entry.patient_id].usual_pain))
            pains.rate_worst(entry.day, entry.worst_pain, entry.received_at)
    return found


class Rating(NamedTuple):
    """One row of `_ratings`. An empty zone: where the person lives."""

    patient: UUID
    kind: str
    of: Any
    at: datetime
    zone: str
    pain: int | None


def _corrected(ratings: Iterable[Rating]) -> list[Rating]:
    """Oldest first, each session with the person's last word on it."""
    rows = sorted(ratings, key=lambda row: row.at)
    becomes = {row.of: row.pain for row in rows if row.kind == "correction"}
    return [
        row._replace(pain=becomes[row.of]) if row.kind == "session" and row.of in becomes else row
        for row in rows
        if row.kind != "correction"
    ]


def _ratings(whose: QuerySet[Patient], since: datetime) -> list[Rating]:
    """Of everything, in one question."""
    sessions = ExerciseSession.objects.filter(patient__in=whose, started_at__gte=since, withdrawn_at=None)
    corrected = Correction.objects.filter(
        session__patient__in=whose,
        session__started_at__gte=since,
        session__withdrawn_at=None,
        field="pain_before",
    )
    mornings = NextMorning.objects.filter(patient__in=whose, at__gte=since, session__withdrawn_at=None)
    check_ins = WeeklyCheckIn.objects.filter(patient__in=whose, at__gte=since)
    flares = FlareRating.objects.filter(flare_up__patient__in=whose).filter(
        Q(at__gte=since) | Q(flare_up__ended_at=None)
    )
    none = Value(None, output_field=UUIDField())
    parts = (
        _as(sessions, "patient_id", "session", F("pk"), "started_at", F("time_zone"), "pain_before"),
        _as(corrected, "session__patient_id", "correction", F("session_id"), "at", F("session__time_zone"), "becomes"),
        _as(mornings, "patient_id", "morning", F("session_id"), "at", F("session__time_zone"), "pain"),
        _as(check_ins, "patient_id", "check_in", none, "at", Value(""), "worst_pain"),
        _as(flares, "flare_up__patient_id", "flare", F("flare_up_id"), "at", Value(""), "pain"),
    )  # fmt: skip
    return [Rating(*row) for row in parts[0].union(*parts[1:], all=True)]


def _as(
    rows: QuerySet[Any], patient: str, kind: str, of: Any, at: str, zone: Any, pain: str
) -> QuerySet[Any, Any]:
    annotated = rows.order_by().annotate(
        whom=F(patient), what=Value(kind), of_what=of, moment=F(at), where=zone, rated=F(pain)
    )
    found: QuerySet[Any, Any] = annotated.values_list("whom", "what", "of_what", "moment", "where", "rated")
    return found


def _diary(whose: QuerySet[Patient], since: datetime) -> QuerySet[DiaryEntry]:
    """Entries that count: neither undone nor replaced."""
    newer = DiaryEntry.objects.filter(replaces=OuterRef("pk"), withdrawn_at=None)
    return DiaryEntry.objects.filter(
        ~Exists(newer), patient__in=whose, withdrawn_at=None, written_at__gte=since
    )
