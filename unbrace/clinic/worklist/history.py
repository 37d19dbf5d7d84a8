"""Rows in, the rules' own types out: what `rehab.progression` looks at, for one exercise of one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean

from unbrace.clinic.exercise_sessions.models import ExercisePerformed, ExerciseSession, Mode
from unbrace.clinic.exercise_sessions.tally import pain_before_of, tally_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import Prescription
from unbrace.clinic.worklist.breaks import WayBack, before_break, dosage_of
from unbrace.clinic.worklist.days import Days
from unbrace.clinic.worklist.one_a_day import one_a_day
from unbrace.library.exercise import Exercise
from unbrace.library.exercises import Catalogue
from unbrace.rehab.progression.form_score import form_score
from unbrace.rehab.progression.signals import Context, OtherExercise, PastDecision, Prescribed, SessionSignals
from unbrace.rehab.progression.usual_pain import baseline
from unbrace.rehab.red_flags import Urgency


@dataclass(frozen=True)
class Care:
    """What is known about one person on one day. `light_weeks` are the days on which a lighter week was signed,
    `ways_back` what a therapist signed after time away and has not done anything else about since.

    `urgency` is what the safety screens say now, None while the first one has not been answered.
    """

    patient: Patient
    days: Days
    urgency: Urgency | None
    flare: bool = False
    light_weeks: tuple[date, ...] = ()
    restarts: tuple[date, ...] = ()
    ways_back: tuple[WayBack, ...] = ()


def signals_of(
    care: Care, performed: Sequence[tuple[ExerciseSession, ExercisePerformed]], exercise: Exercise
) -> tuple[SessionSignals, ...]:
    """One exercise over its days, oldest first. What was not asked stays None."""
    return one_a_day([_signals(care, session, done, exercise) for session, done in performed])


def _signals(
    care: Care, session: ExerciseSession, done: ExercisePerformed, exercise: Exercise
) -> SessionSignals:
    tally, morning = tally_of(done), care.days.mornings.get(session.pk)
    return SessionSignals(
        days_ago=(care.days.today - session.local_date).days,
        baseline=_baseline(care, session.local_date),
        pain_before=pain_before_of(session),
        worst_pain=tally.pain,
        next_morning=morning.pain if morning else None,
        effort=tally.effort,
        completion=tally.completion,
        form=_form(done),
        kind=exercise.kind,
    )


def _baseline(care: Care, day: date) -> float | None:
    """The usual pain as it was when the session began: the days before it, not the day itself."""
    return baseline(care.days.averages(day - timedelta(days=1)), care.patient.usual_pain)


def _form(done: ExercisePerformed) -> int | None:
    """From what the camera saw, weighted by repetitions; None without a camera or without a repetition."""
    seen = [one.seen for one in done.sets.all() if one.seen] if done.mode == Mode.CAMERA else []
    reps = sum(len(result["repetitions"]) for result in seen)
    if not reps or any(result["view"] == "unknown" for result in seen):
        return None
    counts: dict[str, int] = {}
    for fault in (fault for result in seen for fault in result["faults"]):
        counts[fault["fault"]] = counts.get(fault["fault"], 0) + fault["count"]
    shares = {fault: min(1.0, count / reps) for fault, count in counts.items()}
    return form_score(shares, fmean(result["seen_ratio"] for result in seen))


def context_of(
    care: Care, prescription: Prescription, catalogue: Catalogue, past: Iterable[PastDecision]
) -> Context:
    days = care.days
    usual = _baseline(care, days.today)
    return Context(
        urgency=care.urgency,
        flare=care.flare,
        adherence=days.adherence(),
        gap_days=0 if _gap_is_dealt_with(care) else days.gap_days(),
        week=_week(care),
        baseline=usual,
        load_change=days.load_change(),
        pain_today=days.pain_today(),
        days_high=days.days_high(usual),
        extra_sessions=days.extra_sessions(),
        low_sleep_nights=days.poor_nights(),
        hard_weeks=days.hard_weeks(),
        usual_pain=days.usual(days.today),
        usual_pain_4_weeks_ago=days.usual_four_weeks_before(days.today),
        prescribed=replace(
            prescribed_of(prescription, catalogue), before_break=before_break(care.ways_back, prescription)
        ),
        past=tuple(past),
    )


def _gap_is_dealt_with(care: Care) -> bool:
    """Whether the dose was set anew for the gap before the last session: it is not lowered a second time for it."""
    before = care.days.day_before_the_gap()
    return before is not None and any(day > before for day in care.restarts)


def _week(care: Care) -> int:
    """Weeks since the first signature, from 1, counted anew after each lighter week and each break."""
    begins = max(
        [care.days.day_of(version.signed_at) for version in care.days.versions[:1]]
        + [day + timedelta(days=7) for day in care.light_weeks]
        + list(care.restarts),
        default=care.days.today,
    )
    return max(0, (care.days.today - begins).days) // 7 + 1


def prescribed_of(prescription: Prescription, catalogue: Catalogue) -> Prescribed:
    exercise = catalogue[prescription.exercise]
    return Prescribed(
        exercise=exercise.id,
        dosage=dosage_of(prescription),
        ladder=exercise.dosage.ladder,
        harder=_others(catalogue.harder_than(exercise.id)),
        easier=_others(catalogue.easier_than(exercise.id)),
    )


def _others(exercises: Iterable[Exercise]) -> tuple[OtherExercise, ...]:
    return tuple(OtherExercise(exercise.id, exercise.dosage.default) for exercise in exercises)
