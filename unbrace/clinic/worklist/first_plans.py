"""From what a new person told to the draft on the work-list. The rules are asked; what they say is kept, not judged."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any

from unbrace.clinic.assessments.queries import judged_of, measured_of
from unbrace.clinic.intakes.actions.send_intake import scores
from unbrace.clinic.intakes.models import Intake
from unbrace.clinic.intakes.queries import asked_of, questionnaires
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.draft import PrescriptionDraft
from unbrace.clinic.programmes.exercises import catalogue
from unbrace.clinic.questionnaires.queries import age_and_facts_of, safety_of
from unbrace.clinic.worklist.models import FirstPlan
from unbrace.rehab.dosage import Dosage
from unbrace.rehab.plan_draft import Candidate
from unbrace.rehab.way_in import first_plan as rules
from unbrace.rehab.way_in.meaning import Known


def drafted(patient: Patient, intake: Intake) -> rules.FirstPlan:
    """What the rules make of one sent way in, knowing the safety answers as they stand now, what tests of function
    have given since, and which findings a therapist has scored."""
    asked = asked_of(patient, intake)
    here = {one.id: asked.said[one.id] for one in asked.questions if asked.is_answered(one)}
    age, facts = age_and_facts_of(patient)
    known = Known(age=age, safety=facts, scores=scores(asked, questionnaires(patient.clinic)))
    urgency = safety_of(patient).known_urgency
    return rules.first_plan(
        asked.way_in,
        here,
        asked.regions,
        known,
        _shelf(),
        urgency,
        measured=measured_of(patient),
        judged=judged_of(patient),
    )


def written(patient: Patient, intake: Intake, plan: rules.FirstPlan) -> FirstPlan:
    """The row, not saved yet."""
    return FirstPlan(
        patient=patient,
        intake=intake,
        lines=[_line(line) for line in plan.lines],
        ask=plan.ask,
        groups=[{"name": str(group), "reason": group.reason} for group in plan.groups],
        found=[
            {
                "id": one.id,
                "score": one.score,
                "reason": one.reason,
                "evidence": [e.what for e in one.evidence],
            }
            for one in plan.impairments
        ],
        flags=list(plan.flags),
        sources=list(plan.sources),
        rules_version=plan.rules_version,
    )


def draft_of_line(line: dict[str, Any]) -> PrescriptionDraft:
    """One line as a therapist would sign it."""
    names = ("exercise", "sets", "reps", "hold_s", "side", "rest_s")
    days = tuple(line["days"])
    return PrescriptionDraft(**{name: line[name] for name in names}, days=() if len(days) == 7 else days)


def _line(line: rules.Line) -> dict[str, Any]:
    draft = _as_prescribed(line.exercise, line.dosage, line.days)
    return {**asdict(draft), "days": list(line.days), "because": line.because, "changes": list(line.changes)}


def _as_prescribed(exercise: str, dosage: Dosage, days: tuple[int, ...]) -> PrescriptionDraft:
    return PrescriptionDraft(
        exercise, dosage.sets, dosage.reps, dosage.hold_s, dosage.side.value, round(dosage.rest_s), days
    )


@cache
def _shelf() -> tuple[Candidate, ...]:
    from unbrace.library.candidates import candidates

    return candidates(catalogue())
