from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from unbrace.clinic.assessments.models import (
    BY_THE_PERSON,
    Allowance,
    Assessment,
    Attempt,
    Judgement,
    WhyNot,
)
from unbrace.clinic.assessments.reading_numbers import (
    Measurement,
    comparable,
    counting,
    main_numbers,
    measurements,
    numbers_for_rules,
    seen_by_camera,
)
from unbrace.clinic.assessments.tests_of_function import sets_of_tests, tests_of_function
from unbrace.clinic.intakes.queries import asked_of, sent_intake_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.queries import age_and_facts_of
from unbrace.clinic.refused import NotYours
from unbrace.rehab.impairments import Assessment as Findings
from unbrace.rehab.impairments import Impairment, impairments_of
from unbrace.rehab.impairments import safety_flags as raised
from unbrace.rehab.impairments.from_tests import from_tests
from unbrace.rehab.testing import Change, HeldBack, change, ends_the_day, held_back
from unbrace.rehab.way_in.meaning import flags_told
from unbrace.rehab.way_in.safety_flags import safety_flags

__all__ = [
    "CameIn",
    "Change",
    "Compared",
    "HeldBack",
    "Measurement",
    "Offered",
    "all_measurements_of",
    "assessment_of",
    "assessments_of",
    "attempts_of",
    "comparable",
    "compared",
    "counting",
    "flags_of",
    "found_of",
    "has_unseen_results",
    "judged_of",
    "judgements_of",
    "left_to_do",
    "main_numbers",
    "measured_of",
    "measurements",
    "not_looked_at",
    "offered",
    "open_assessment_of",
    "over_for_today",
    "seen_by_camera",
    "sets_of_tests",
    "tests_of_function",
    "why_not_choices",
    "why_not_words",
]


def assessments_of(patient: Patient) -> QuerySet[Assessment]:
    """Newest first, each with its attempts and a therapist's allowances."""
    return (
        Assessment.objects.filter(patient=patient)
        .select_related("patient__user", "patient__clinic", "asked_by", "ended_by")
        .prefetch_related("attempts__by", "allowances__by")
    )


def open_assessment_of(patient: Patient) -> Assessment | None:
    """The one the person may go on with."""
    return assessments_of(patient).filter(ended_at=None).first()


def is_asked_for_tests() -> Exists:
    """For a question about patients: whether an assessment of this one is open."""
    return Exists(Assessment.objects.filter(patient=OuterRef("pk"), ended_at=None).order_by())


def left_to_do(patient: Patient) -> int:
    """How many tests of the open assessment nobody has tried yet; 0 without one. One query."""
    current = Assessment.objects.filter(patient=patient, ended_at=None).order_by()
    rows = list(current.values_list("tests", "attempts__test"))
    tried = {test for _, test in rows}
    return sum(1 for test in rows[0][0] if test not in tried) if rows else 0


@dataclass(frozen=True)
class CameIn:
    """Results of the person's own that nobody has looked at: how many of the tests asked for have one by now, and when
    the newest came."""

    assessment: Any
    patient: Any
    tried: int
    of: int
    newest: datetime


def _unseen() -> QuerySet[Attempt]:
    """What came in from the person after the assessment was last opened, or was never opened."""
    unseen = Q(received_at__gt=F("assessment__looked_at")) | Q(assessment__looked_at=None)
    return Attempt.objects.filter(unseen, how__in=BY_THE_PERSON).order_by()


def has_unseen_results() -> Exists:
    """For a question about patients: whether `not_looked_at` would find anything of this one."""
    return Exists(_unseen().filter(assessment__patient=OuterRef("pk")))


def not_looked_at(patients: Collection[Any]) -> list[CameIn]:
    """Of these people, by id. Three questions for any number of them, none for nobody."""
    if not patients:
        return []
    rows = _unseen().filter(assessment__patient__in=patients)
    newest = dict(rows.values_list("assessment").annotate(newest=Max("received_at")))
    tried: dict[Any, set[str]] = defaultdict(set)
    for one, test in (
        Attempt.objects.filter(assessment__in=newest).order_by().values_list("assessment", "test")
    ):
        tried[one].add(test)
    return [
        CameIn(one, one.patient_id, len(tried[one.pk]), len(one.tests), newest[one.pk])
        for one in Assessment.objects.filter(pk__in=newest)
    ]


def assessment_of(patient: Patient, assessment_id: Any) -> Assessment:
    """One of this person's; anybody else's is like an unknown one."""
    assessment = assessments_of(patient).filter(pk=assessment_id).first()
    if assessment is None:
        raise NotYours
    return assessment


def attempts_of(patient: Patient) -> list[Attempt]:
    """All of them, oldest first."""
    found = Attempt.objects.filter(assessment__patient=patient).select_related("assessment")
    return list(found.order_by("done_at", "received_at"))


def all_measurements_of(patient: Patient, test: str | None = None) -> Sequence[Measurement]:
    return [one for one in measurements(attempts_of(patient)) if test is None or one.test == test]


# -- what may be offered ---------------------------------------------------------------------------------------------


def flags_of(patient: Patient) -> frozenset[str]:
    """Cautions that take tests out: from the safety answers, from what the person told on their way in, and what a
    test itself has raised (a short stand on one leg, few stands from a chair)."""
    _, facts = age_and_facts_of(patient)
    intake = sent_intake_of(patient)
    told: frozenset[str] = frozenset()
    if intake is not None:
        asked = asked_of(patient, intake)
        told = flags_told({one.id: asked.said[one.id] for one in asked.questions if asked.is_answered(one)})
    return safety_flags(facts) | told | raised(Findings(**measured_of(patient)))


@dataclass(frozen=True)
class Offered:
    """One test of an assessment as it stands for this person. `held_back` None: it may be done now."""

    test: Any
    held_back: HeldBack | None
    cautions: tuple[str, ...]
    attempts: tuple[Attempt, ...]
    allowance: Allowance | None

    @property
    def last(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None


def offered(
    assessment: Assessment, flags: frozenset[str], *, helper_here: bool = True, in_a_visit: bool = False
) -> list[Offered]:
    """In the order of the assessment. A test that is not on the shelf any more is left out. `in_a_visit`: the therapist
    looks on, which some tests wait for; it lifts no caution."""
    shelf = tests_of_function()
    allowed = {one.test: one for one in assessment.allowances.all()}
    found = []
    for name in assessment.tests:
        if name not in shelf:
            continue
        test = shelf[name]
        why = held_back(
            company=test.company.value,
            not_with=test.not_with,
            flags=flags,
            allowed=name in allowed,
            helper_here=helper_here,
            in_a_visit=in_a_visit,
        )
        tried = tuple(one for one in assessment.attempts.all() if one.test == name)
        cautions = tuple(flag for flag in test.not_with if flag in flags)
        found.append(Offered(test, why, cautions, tried, allowed.get(name)))
    return found


def over_for_today(assessment: Assessment) -> bool:
    """Whether a test of today raised pain so far that testing goes on another day (rule `ends_the_day`)."""
    from unbrace.clinic import clock

    zone = assessment.patient.user.zone
    today = clock.today_in(zone)
    return any(
        ends_the_day(one.pain_before, one.pain_after)
        for one in assessment.attempts.all()
        if one.done_at.astimezone(zone).date() == today
    )


def why_not_choices() -> list[tuple[str, str]]:
    """Why a test may not have been done, for a list to choose from."""
    return [(one.value, str(one.label)) for one in WhyNot]


def why_not_words(why: str) -> str:
    return str(WhyNot(why).label) if why in WhyNot.values else why


# -- what it says ----------------------------------------------------------------------------------------------------


def measured_of(patient: Patient) -> dict[str, Any]:
    """What the tests of this person give the impairment rules: fields of `rehab.impairments.Assessment`."""
    return from_tests(numbers_for_rules(attempts_of(patient), patient.user.zone))


def judgements_of(patient: Patient) -> list[Judgement]:
    """Newest first."""
    found = Judgement.objects.filter(patient=patient).select_related("by")
    return list(found.order_by("-at", "-pk"))


def judged_of(patient: Patient) -> dict[str, int]:
    """The scores a therapist has given, the newest of each impairment."""
    return {one.impairment: one.score for one in reversed(judgements_of(patient))}


def found_of(patient: Patient) -> tuple[Impairment, ...]:
    """What the tests alone point to, for somebody who has not told their way in; scores of a therapist go before."""
    age, _ = age_and_facts_of(patient)
    return impairments_of(Findings(age=age, **measured_of(patient)), judged=judged_of(patient))


@dataclass(frozen=True)
class Compared:
    """A number beside the last one of an earlier day; `change` None where there is nothing to compare with."""

    number: dict[str, Any]
    attempt: Attempt
    before: dict[str, Any] | None
    before_attempt: Attempt | None
    change: Change | None


def compared(attempt: Attempt, all_attempts: Sequence[Attempt]) -> list[Compared]:
    """The main numbers of this attempt, each beside the newest of an earlier day. A change is one only beyond error."""
    zone = attempt.assessment.patient.user.zone
    day = attempt.done_at.astimezone(zone).date()
    earlier = [
        one
        for one in counting(all_attempts, zone)
        if one.test == attempt.test and one.done_at.astimezone(zone).date() < day
    ]
    earlier.sort(key=lambda one: one.done_at, reverse=True)
    shelf = tests_of_function()
    rough = attempt.test in shelf and shelf[attempt.test].screening_only
    return [_beside(number, attempt, earlier, rough) for number in main_numbers(attempt)]


def _beside(number: dict[str, Any], attempt: Attempt, earlier: Sequence[Attempt], rough: bool) -> Compared:
    for other in earlier:
        for before in main_numbers(other):
            if before["side"] != number["side"]:
                continue
            said = change(
                comparable(before, other.how), comparable(number, attempt.how), screening_only=rough
            )
            return Compared(number, attempt, before, other, said)
    return Compared(number, attempt, None, None, None)
