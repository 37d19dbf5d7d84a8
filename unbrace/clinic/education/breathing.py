"""Where somebody is in the breathing course today, and what comes next. The rule is `rehab.unbracing`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from unbrace.clinic.education.course import breathing_course
from unbrace.clinic.education.models import BreathingPractice, StageBegun
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.rehab.unbracing import AGAIN_WITHIN_DAYS, Advice, Caution, Practice, Said, Stopped, advise

if TYPE_CHECKING:
    from unbrace.library.breathing import Stage


@dataclass(frozen=True)
class Standing:
    """The stage somebody is at, the practices of it since it began (oldest first), and the advice for today."""

    stage: Stage
    next_stage: Stage | None
    practices: tuple[BreathingPractice, ...]
    advice: Advice
    today: date


def standing_of(patient: Patient) -> Standing:
    today = today_of(patient)
    course = breathing_course()
    begun = StageBegun.objects.filter(patient=patient).order_by("-at").first()
    stage = (course.stage(begun.stage) if begun else None) or course.stages[0]
    rows = BreathingPractice.objects.filter(patient=patient, withdrawn_at=None).order_by("at")
    here = rows.filter(stage=stage.id, stopped_for="")
    if begun is not None and begun.stage == stage.id:
        here = here.filter(at__gte=begun.at)
    practices = tuple(here)
    stops = rows.exclude(stopped_for="").filter(day__gt=today - timedelta(days=AGAIN_WITHIN_DAYS))
    following = course.after(stage)
    advice = advise(
        stage.text.measure,
        [_as_practice(row) for row in practices],
        [Stopped(row.day, Caution(row.stopped_for)) for row in stops],
        today,
        is_last=following is None,
    )
    return Standing(stage, following, practices, advice, today)


def _as_practice(row: BreathingPractice) -> Practice:
    return Practice(
        row.day,
        row.ease,
        Said(row.held) if row.held else None,
        Said(row.talked) if row.talked else None,
    )
