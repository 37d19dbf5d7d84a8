"""Draft: where somebody starts → a first plan to sign, with the reason for each exercise, or why there is none."""

from typing import Annotated

from pydantic import Field, field_validator

from unbrace.cli.explain.classify import Code, FindingsText, ImpairmentScore
from unbrace.cli.explain.explanation import Explanation, Spoke
from unbrace.library.candidates import candidates
from unbrace.library.exercise_file import Text, Written
from unbrace.library.exercises import load_exercises
from unbrace.library.wording import did_you_mean
from unbrace.rehab.classification import Group, classify
from unbrace.rehab.impairments import (
    RULES,
    Assessment,
    By,
    Evidence,
    Impairment,
    impairments_of,
    safety_flags,
)
from unbrace.rehab.plan_draft import AskTherapist, Drafted, Goal, Starting, draft
from unbrace.rehab.red_flags import Region, Urgency

IDS = tuple(rule.id for rule in RULES)


class GoalText(Written):
    """The activity that matters most."""

    words: Text = Field(description="the goal in the person's own words")
    rating: Annotated[int, Field(ge=0, le=10)] = Field(description="how well it goes today, 0-10")
    aims: tuple[Text, ...] = Field(default=(), description="the aims it is tied to, from aims.yaml")


class RegionText(Written):
    """One painful region."""

    region: Region = Field(description="low_back, upper_back or neck")
    findings: FindingsText = Field(description="what was found")


class Case(Written):
    """`impairments`: id → score, or `assessment`: tests and answers they are scored from; or both or none."""

    regions: tuple[RegionText, ...] = Field(
        min_length=1, max_length=2, description="one or two, the more painful first"
    )
    urgency: Code | None = Field(description="OK, P, D, S, E, or null while the safety questions are open")
    reviewed: bool = False
    impairments: dict[str, ImpairmentScore] = Field(default_factory=dict)
    assessment: Assessment = Assessment()
    flags: tuple[Text, ...] = ()
    at_hand: tuple[Text, ...] = ()
    positions: tuple[Text, ...] = ()
    goal: GoalText | None = None

    @field_validator("impairments")
    @classmethod
    def known(cls, impairments: dict[str, int]) -> dict[str, int]:
        """Every id is one of the rules."""
        for one in impairments:
            if one not in IDS:
                raise ValueError(f"{one}: there is no such impairment; {did_you_mean(one, IDS)}")
        return impairments


def explain(case: Case) -> Explanation:
    """Groups, impairments and exercises, each with its reason."""
    urgency = Urgency.from_code(case.urgency) if case.urgency else None
    groups = tuple(
        group
        for one in case.regions
        if (group := classify(one.region, one.findings.findings(), urgency=urgency or Urgency.NONE_FOUND))
    )
    found = _impairments(case)
    flags = frozenset(case.flags) | safety_flags(case.assessment)
    goal = Goal(case.goal.words, case.goal.rating, frozenset(case.goal.aims)) if case.goal else None
    starting = Starting(
        groups,
        urgency,
        found,
        flags,
        frozenset(case.at_hand),
        frozenset(case.positions),
        goal,
        case.reviewed,
    )
    outcome = draft(starting, candidates(load_exercises()))
    rules = (*map(_group, groups), *map(_impairment, found))
    inputs = case.model_dump(mode="json", exclude_defaults=True)
    if isinstance(outcome, AskTherapist):
        said = f"ask the therapist: {outcome.reason}"
        return Explanation("draft", said, rules, inputs, outcome.rules_version)
    details = [
        line
        for number, day in enumerate(outcome.days, 1)
        for line in (
            f"day {number}: {day.group}, {day.minutes:.0f} minutes, {day.days_per_week} days a week at most",
            *map(_exercise, day.exercises),
        )
    ]
    count = sum(len(day.exercises) for day in outcome.days)
    told = f"{count} exercises to sign, change or refuse"
    return Explanation("draft", told, rules, inputs, outcome.rules_version, tuple(details))


def _impairments(case: Case) -> tuple[Impairment, ...]:
    """Scored from the assessment; a score that was written down replaces it."""
    scored = {one.id: one for one in impairments_of(case.assessment)}
    said = Evidence("Written in the case", By.THERAPIST)
    for rule in RULES:
        if rule.id in case.impairments:
            score = case.impairments[rule.id]
            scored[rule.id] = Impairment(rule.id, score, (said,), rule.reason, rule.source, "case")
    return tuple(scored[rule.id] for rule in RULES if rule.id in scored and scored[rule.id].score)


def _group(group: Group) -> Spoke:
    return Spoke(str(group), group.reason, group.source)


def _impairment(one: Impairment) -> Spoke:
    evidence = "; ".join(each.what for each in one.evidence)
    held = "" if one.may_change_plan else " A measurement alone: it may not change the plan."
    return Spoke(f"{one.id} {one.score}", f"{one.reason} {evidence}.{held}", one.source)


def _exercise(one: Drafted) -> str:
    dose = one.dosage
    amount = f"{dose.reps} repetitions" if dose.reps is not None else f"{dose.hold_s or 0:g} s"
    changes = f" [{'; '.join(one.changes)}]" if one.changes else ""
    return f"  {one.code} {one.title}: {dose.sets} x {amount}, {one.because}{changes}"
