"""My lift as the page shows it: what it is, the step of today, how it went, and the last look at the way of lifting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.assessments.queries import main_numbers, open_assessment_of
from unbrace.clinic.lifts.queries import (
    HINGE_TEST,
    LIFT_TEST,
    Ladder,
    Way,
    day_after_asked,
    index_of,
    ladder_of,
    lift_tests_of,
    lifting_texts,
    task_of,
)
from unbrace.portal.lift_words import HURTS, WAYS, WORRIES, change_words, step_words
from unbrace.portal.number_words import number
from unbrace.portal.own_measures import weight_words
from unbrace.portal.patient.pages.lift.form import worry_scale
from unbrace.portal.result_words import said_of
from unbrace.portal.ui.pain_scale.pain_scale import PainScale
from unbrace.rehab.progression.reasons import SENTENCES

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.gate import Gate
    from unbrace.clinic.lifts.models import OwnTask, TaskTry
    from unbrace.clinic.lifts.queries import LiftTested
    from unbrace.clinic.patients.models import Patient
    from unbrace.library.lifting_words import LiftingWords

A_FEW = 6
BEFORE: Final = gettext_noop("How much did it hurt before?")
WORST: Final = gettext_noop("How much at the worst?")


@dataclass(frozen=True)
class TestLine:
    """One look at the way of lifting, in words."""

    day: Any
    said: str
    style: str
    cues: tuple[str, ...]
    change: str


@dataclass(frozen=True)
class LiftPage:
    """`today` is what to do at most now, empty before a therapist has signed a first step."""

    task: OwnTask | None
    ladder: Ladder | None
    goal: str
    today: str
    percent: int
    way: str
    reason: str
    waits: bool
    index: str
    ratings: list[Any]
    asked: TaskTry | None
    day_after: PainScale | None
    tests: list[TestLine]
    tests_open: bool
    words: LiftingWords
    key: UUID
    scales: list[PainScale]
    rate_again: list[PainScale]
    said: dict[str, str]
    problems: dict[str, str]


def present(
    patient: Patient,
    gate: Gate,
    units: str,
    language: str,
    said: dict[str, str],
    problems: dict[str, str],
) -> LiftPage:
    task, words = task_of(patient), lifting_texts(language)
    ladder = ladder_of(task, gate) if task else None
    asked = day_after_asked(patient)
    proposed = ladder.proposed if ladder else None
    return LiftPage(
        task=task,
        ladder=ladder,
        goal=step_words(task, units) if task else "",
        today=step_words(ladder.today, units) if ladder and ladder.today else "",
        percent=round(100 * ladder.share) if ladder else 0,
        way=gettext(WAYS[proposed.way]) if proposed else "",
        reason=gettext(SENTENCES[proposed.because]) if proposed else "",
        waits=proposed is not None and proposed.way is not Way.STAY,
        index=_index(task, units) if task else "",
        ratings=list(task.ratings.all())[-A_FEW:] if task else [],
        asked=asked,
        day_after=_day_after(problems.get("pain", "")) if asked else None,
        tests=[_line(one, words) for one in lift_tests_of(patient)[:A_FEW]],
        tests_open=_tests_open(patient),
        words=words,
        key=uuid4(),
        scales=[
            PainScale(
                name,
                gettext(question),
                said.get(name, ""),
                problem=problems.get(name, ""),
            )
            for name, question in (("pain_before", BEFORE), ("worst_pain", WORST))
        ],
        rate_again=[worry_scale("hurts", HURTS, ""), worry_scale("worries", WORRIES, "")],
        said=said,
        problems=problems,
    )


def _day_after(problem: str) -> PainScale:
    return PainScale("pain", gettext("How much does it hurt today, a day after the lift?"), problem=problem)


def day_after_scale() -> PainScale:
    return _day_after("")


def _index(task: OwnTask, units: str) -> str:
    found = index_of(task)
    if found is None:
        return ""
    if found.index is None:
        return gettext("For this lift the equation gives no number: it is beyond what it was made for.")
    return gettext("Its limit for this lift is {limit}; yours is {index} times that.").format(
        limit=weight_words(round(found.limit_kg, 1), units), index=number(found.index, 1)
    )


def _tests_open(patient: Patient) -> bool:
    current = open_assessment_of(patient)
    return current is not None and bool({LIFT_TEST, HINGE_TEST} & set(current.tests))


def _line(one: LiftTested, words: LiftingWords) -> TestLine:
    changes = [change_words(number.change) for number in one.numbers if number.change]
    return TestLine(
        day=one.attempt.done_at,
        said=said_of(one.attempt, main_numbers(one.attempt)),
        style=words.styles[one.style.value] if one.style else "",
        cues=tuple(words.cues[cue.value] for cue in one.cues),
        change=changes[0] if changes else "",
    )
