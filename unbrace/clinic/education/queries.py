from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.education.breathing import Standing, standing_of
from unbrace.clinic.education.course import breathing_course
from unbrace.clinic.education.models import BreathCount, BreathingPractice, SelfCheck, StageBegun
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.exercise_sessions.queries import sessions_for, with_something_done
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.refused import NotYours

if TYPE_CHECKING:
    from unbrace.library.breathing import Stage

__all__ = [
    "Answers",
    "StageNow",
    "Standing",
    "Week",
    "answers_since",
    "breathing_course",
    "checks_by_exercise",
    "count_of",
    "counts_of",
    "practice_of",
    "practices_of",
    "session_to_check",
    "stage_of",
    "standing_of",
    "weeks_of",
]

CHECK_STAYS_OPEN = timedelta(hours=48)


@dataclass(frozen=True)
class Week:
    """The answers to one question in the week that begins on `monday`. What was not asked is in none of them."""

    monday: date
    yes: int
    no: int
    unsure: int

    @property
    def asked(self) -> int:
        return self.yes + self.no + self.unsure


def practices_of(patient: Patient) -> QuerySet[BreathingPractice]:
    """Newest first; withdrawn ones are left out."""
    return BreathingPractice.objects.filter(patient=patient, withdrawn_at=None).order_by("-at")


def breathing_parts(since: date) -> dict[str, Exists]:
    """For `patient_in`: whether a stage of breathing was begun, and whether there is practice or a look at oneself
    since then."""
    who = OuterRef("pk")
    practice = BreathingPractice.objects.filter(patient=who, withdrawn_at=None, day__gte=since)
    checks = SelfCheck.objects.filter(patient=who, session__started_at__date__gte=since)
    return {
        "has_stage": Exists(StageBegun.objects.filter(patient=who).order_by()),
        "has_practice": Exists(practice.order_by()),
        "has_checks": Exists(checks.order_by()),
    }


def counts_of(patient: Patient) -> QuerySet[BreathCount]:
    """Newest first; withdrawn ones are left out."""
    return BreathCount.objects.filter(patient=patient, withdrawn_at=None).order_by("-at")


def practice_of(patient: Patient, practice_id: Any) -> BreathingPractice:
    practice = BreathingPractice.objects.filter(patient=patient, pk=practice_id).first()
    if practice is None:
        raise NotYours
    return practice


def count_of(patient: Patient, count_id: Any) -> BreathCount:
    count = BreathCount.objects.filter(patient=patient, pk=count_id).first()
    if count is None:
        raise NotYours
    return count


@dataclass(frozen=True)
class StageNow:
    """The stage somebody is at; `begun`: they began it themselves, else it is where everybody begins."""

    stage: Stage
    begun: bool


def stage_of(patient: Patient) -> StageNow:
    course = breathing_course()
    begun = patient.breathing_stages.order_by("-at").first()
    return StageNow((course.stage(begun.stage) if begun else None) or course.stages[0], begun is not None)


@dataclass(frozen=True)
class Answers:
    """How often yes was said of how often something was answered at all."""

    yes: int
    asked: int


def answers_since(patient: Patient, begins: date) -> tuple[Answers, Answers]:
    """Breath held, and belly hard, after the exercises of the days since then; the newest answer of each counts."""
    since = datetime.combine(begins, time.min, patient.user.zone)
    checks = SelfCheck.objects.filter(
        patient=patient, session__withdrawn_at=None, session__started_at__gte=since
    ).order_by("at")
    newest = {check.exercise_id: check for check in checks}.values()
    held = [check.held for check in newest if check.held]
    braced = [check.braced for check in newest if check.braced]
    return Answers(held.count("yes"), len(held)), Answers(braced.count("yes"), len(braced))


def session_to_check(patient: Patient) -> ExerciseSession | None:
    """The newest session of the last two days about which nothing has been said yet."""
    recent = with_something_done(sessions_for(patient)).filter(ended_at__gt=clock.now() - CHECK_STAYS_OPEN)
    newest = recent.first()
    if newest is None or SelfCheck.objects.filter(session=newest).exists():
        return None
    return newest


def checks_by_exercise(session: ExerciseSession) -> dict[Any, SelfCheck]:
    """The newest answers by exercise id. An exercise that is not in it was not asked about."""
    return {check.exercise_id: check for check in SelfCheck.objects.filter(session=session).order_by("at")}


def weeks_of(patient: Patient, question: str, *, weeks: int = 8) -> list[Week]:
    """Answers to `held` or `braced` in the last weeks, this one last. Weeks before the first answer are left out."""
    this_monday = _monday(today_of(patient))
    checks = (
        SelfCheck.objects.filter(patient=patient, session__withdrawn_at=None)
        .select_related("session")
        .order_by("at")
    )
    newest = {check.exercise_id: check for check in checks}
    counted: dict[date, Counter[str]] = {}
    for check in newest.values():
        if said := getattr(check, question):
            counted.setdefault(_monday(check.session.local_date), Counter())[said] += 1
    shown = [this_monday - timedelta(weeks=ago) for ago in reversed(range(weeks))]
    begins = min(counted, default=None)
    return _filled(shown, counted) if begins is None else _filled([w for w in shown if w >= begins], counted)


def _filled(mondays: Sequence[date], counted: dict[date, Counter[str]]) -> list[Week]:
    if not counted:
        return []
    none: Counter[str] = Counter()
    return [
        Week(monday, said["yes"], said["no"], said["unsure"])
        for monday in mondays
        for said in (counted.get(monday, none),)
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
