"""Everyone who started in a clinic, with what `rehab.outcomes` needs to know of each: four questions for all of them.

Read by clinic, whoever the people are; the days of sessions are counted by the clinic's calendar, those of answers by
the person's own. Somebody whose care has ended, or whose account was deleted, has started all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from statistics import fmean
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import IntegerField, Min, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, TruncDate

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.check_ins.models import GoalWord, WeeklyCheckIn
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.exercise_sessions.queries import with_something_done
from unbrace.clinic.intakes.models import Intake
from unbrace.clinic.outcomes.joined import Joined, parts_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import mine
from unbrace.clinic.programmes.models import Prescription
from unbrace.clinic.questionnaires.shelf import own_shelf
from unbrace.clinic.reports.progress import pain_change
from unbrace.clinic.worklist.models import FirstPlan
from unbrace.rehab.outcomes.starter import Starter
from unbrace.rehab.outcomes.tally import Outcomes, tally

if TYPE_CHECKING:
    from unbrace.rehab.scoring import ImportantChange

PAIN_AT_THE_START: Final = "nprs:average"
FUNCTION: Final = "psfs"
NOT_SAID: Final = ""
#: More people than these are asked for by their clinic, and picked out afterwards.
MOST_BY_NAME: Final = 500


@dataclass(frozen=True)
class Started:
    """One starter and by what they may be grouped: `group` is the starting group's code, "" where none was found."""

    patient_id: UUID
    name: str
    in_care: bool
    therapist: str
    language: str
    group: str
    starter: Starter

    @property
    def month(self) -> str:
        """The month of the start, "2026-03"."""
        return f"{self.starter.began:%Y-%m}"


@cache
def function_change() -> ImportantChange:
    """The smallest change that matters in activities a person named, as the content has it."""
    change = own_shelf()[FUNCTION].instrument.change
    if change is None:
        raise LookupError("psfs has no change that matters; the outcomes need one")
    return change


def today_in(clinic: Clinic) -> date:
    return clock.today_in(ZoneInfo(clinic.time_zone))


def started_in(
    clinic: Clinic, begins: date, ends: date, therapist: Membership | None = None
) -> list[Started]:
    """Whoever started between two days, both included; of one therapist only where one is named."""
    zone = ZoneInfo(clinic.time_zone)
    people = _people(clinic, therapist, begins, ends, zone)
    wanted = _Of(clinic, {row[0] for row in people})
    planned, done, said, rated = wanted.by_person(_planned(zone), _done(zone, begins), _said(), _rated())
    pain, function = _scores(wanted, said, rated)
    groups = _groups(wanted)
    return [
        Started(
            patient_id=key,
            name=name or email,
            in_care=ended_at is None,
            therapist=therapist_name or NOT_SAID,
            language=language,
            group=groups.get(key, NOT_SAID),
            starter=Starter(
                began=began_at.astimezone(zone).date(),
                plans=_masks(planned.get(key, ())),
                done=tuple(sorted(map(date.fromisoformat, done.get(key, ())))),
                pain=pain.get(key, ()),
                function=function.get(key, ()),
            ),
        )
        for key, name, email, ended_at, language, therapist_name, began_at in people
    ]


def outcomes_of(started: Iterable[Started], today: date) -> Outcomes:
    return tally((one.starter for one in started), today, pain_change(), function_change())


def without_programme(clinic: Clinic, therapist: Membership | None = None) -> int:
    """How many are in care and have no programme yet: they have not started, and are said."""
    return _whose(clinic, therapist).filter(ended_at=None, programme__versions=None).count()


def _whose(clinic: Clinic, therapist: Membership | None) -> QuerySet[Patient]:
    found = Patient.objects.filter(clinic=clinic)
    return found if therapist is None else found.filter(mine(therapist))


def _people(
    clinic: Clinic, therapist: Membership | None, begins: date, ends: date, zone: ZoneInfo
) -> list[Any]:
    began = Min("programme__versions__signed_at")
    rows = (
        _whose(clinic, therapist)
        .annotate(began=began)
        .filter(began__gte=_midnight(begins, zone), began__lte=datetime.combine(ends, time.max, zone))
        .order_by("began", "pk")
    )
    return list(
        rows.values_list(
            "pk", "user__name", "user__email", "ended_at", "user__language", "therapist__user__name", "began"
        )
    )


@dataclass(frozen=True)
class _Of:
    """Whose rows are wanted: a few are asked for by name, many by their clinic and picked out afterwards."""

    clinic: Clinic
    ids: set[UUID]

    def rows(self, rows: QuerySet[Any], path: str = "patient") -> QuerySet[Any]:
        if len(self.ids) <= MOST_BY_NAME:
            return rows.filter(**{f"{path}__in": self.ids})
        return rows.filter(**{f"{path}__clinic": self.clinic})

    def by_person(self, *kinds: Kind) -> list[dict[UUID, list[str]]]:
        """The parts of each of them, in no order; one question for all kinds, answered in their order."""
        asked = [
            self.rows(kind.rows, kind.path)
            .order_by()
            .annotate(place=Value(place, output_field=IntegerField()))
            .values("place", kind.path)
            .annotate(parts=kind.joined)
            .values_list("place", kind.path, "parts")
            for place, kind in enumerate(kinds)
        ]
        found: list[dict[UUID, list[str]]] = [{} for _ in kinds]
        for place, key, parts in asked[0].union(*asked[1:], all=True).iterator():
            if key in self.ids:
                found[place][key] = parts_of(parts)
        return found


@dataclass(frozen=True)
class Kind:
    """Rows that are wanted of each person as one text, and the way from them to the person."""

    rows: QuerySet[Any]
    joined: Joined
    path: str = "patient"


def _together(*fields: str) -> Concat:
    """The fields as one text, parted by colons."""
    parts: list[Any] = []
    for field in fields:
        parts += [Value(":"), Cast(field, TextField())] if parts else [Cast(field, TextField())]
    return Concat(*parts, output_field=TextField())


def _planned(zone: ZoneInfo) -> Kind:
    """From which day on which weekdays were planned; see `_masks`."""
    rows = Prescription.objects.annotate(day=TruncDate("version__signed_at", tzinfo=zone))
    joined = Joined(_together("version__number", "day", "day_mask"), distinct=True)
    return Kind(rows, joined, "version__programme__patient")


def _masks(parts: Sequence[str]) -> tuple[tuple[date, int], ...]:
    """By day; of two versions of one day the later."""
    versions: dict[int, tuple[str, int]] = {}
    for part in parts:
        number, day, mask = part.split(":")
        _, known = versions.get(int(number), (day, 0))
        versions[int(number)] = (day, known | int(mask))
    by_day = {day: mask for _, (day, mask) in sorted(versions.items())}
    return tuple((date.fromisoformat(day), mask) for day, mask in sorted(by_day.items()))


def _done(zone: ZoneInfo, begins: date) -> Kind:
    """The days on which something was done."""
    rows = with_something_done(
        ExerciseSession.objects.filter(withdrawn_at=None, started_at__gte=_midnight(begins, zone))
    )
    return Kind(rows.annotate(day=TruncDate("started_at", tzinfo=zone)), Joined("day"))


def _said() -> Kind:
    """Pain on average, as the weekly check-ins ask for it."""
    rows = WeeklyCheckIn.objects.exclude(average_pain=None)
    return Kind(rows, Joined(_together("id", "day", "average_pain")))


def _rated() -> Kind:
    """The activities that matter, as they were rated again."""
    rows = GoalWord.objects.filter(kind=GoalWord.Kind.RATED)
    return Kind(rows, Joined(_together("slot", "day", "rating")))


Scores = Mapping[UUID, tuple[tuple[date, float], ...]]


def _scores(
    wanted: _Of, said: Mapping[UUID, list[str]], rated: Mapping[UUID, list[str]]
) -> tuple[Scores, Scores]:
    """Pain on average, as the way in and the weekly check-ins ask for it; and the activities that matter, from the way
    in and as they were rated again (the mean of a day's ratings)."""
    pain: dict[UUID, dict[date, float]] = {}
    function: dict[UUID, dict[date, float]] = {}
    rows = wanted.rows(Intake.objects.exclude(sent_at=None)).order_by("sent_at")
    for key, sent_at, zone, scores in rows.values_list(
        "patient", "sent_at", "patient__user__time_zone", "scores"
    ).iterator():
        if key in wanted.ids:
            day = sent_at.astimezone(ZoneInfo(zone)).date()
            told = {one["measure"]: float(one["value"]) for one in scores}
            for measure, kept in ((PAIN_AT_THE_START, pain), (FUNCTION, function)):
                if measure in told:
                    kept.setdefault(key, {})[day] = told[measure]
    for key, parts in said.items():
        for _, day_text, value in sorted((_three(part) for part in parts), key=lambda part: part[0]):
            pain.setdefault(key, {})[date.fromisoformat(day_text)] = float(value)
    for key, parts in rated.items():
        days: dict[date, list[int]] = {}
        for _, day_text, value in map(_three, parts):
            days.setdefault(date.fromisoformat(day_text), []).append(value)
        function.setdefault(key, {}).update({day: fmean(values) for day, values in days.items()})
    return _by_day(pain), _by_day(function)


def _three(part: str) -> tuple[int, str, int]:
    order, day, value = part.split(":")
    return int(order), day, int(value)


def _by_day(found: Mapping[UUID, Mapping[date, float]]) -> Scores:
    return {key: tuple(sorted(scores.items())) for key, scores in found.items()}


def _groups(wanted: _Of) -> dict[UUID, str]:
    """The code of the group each began in, as their newest first plan has it."""
    rows = wanted.rows(FirstPlan.objects.all()).order_by("made_at").values_list("patient", "groups__0__name")
    return {
        key: name.split(" ")[0].split("+")[0] for key, name in rows.iterator() if name and key in wanted.ids
    }


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)
