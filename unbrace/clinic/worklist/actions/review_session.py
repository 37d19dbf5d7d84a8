"""Stop 9, decide: ask the rules about one session and keep what they say. They propose; nothing is changed here."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from unbrace.clinic import clock
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.check_ins.gate import flare_of
from unbrace.clinic.check_ins.queries import check_ins_of, mornings_of
from unbrace.clinic.exercise_sessions.models import ExercisePerformed, ExerciseSession
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import Prescription, Programme
from unbrace.clinic.programmes.queries import catalogue, versions_of
from unbrace.clinic.questionnaires.queries import safety_of
from unbrace.clinic.worklist.days import Days
from unbrace.clinic.worklist.history import Care, context_of, signals_of
from unbrace.clinic.worklist.models import Proposal, Review
from unbrace.clinic.worklist.queries import LOOK_BACK
from unbrace.rehab.progression import Because, Decision, PastDecision, at_most_two_steps, decide
from unbrace.rehab.progression import Proposal as Said

Performed = tuple[ExerciseSession, ExercisePerformed]


@dataclass(frozen=True)
class Question:
    """One exercise to ask about: what is prescribed now, and the sessions done at exactly this dose, oldest first.

    After a change of dose the count starts anew: one good session at the new dose and one at the old are not two. Where
    the exercise was skipped it was not done, and says nothing about the dose.
    """

    prescription: Prescription
    performed: tuple[Performed, ...]


@transaction.atomic
def review_session(session: ExerciseSession) -> list[Proposal]:
    """Ask about every exercise of this session that is still prescribed as it was done. May be called any number of
    times: the same knowledge gives the same proposals, and they are not written twice.

    Called again when something new is known: the next morning's answer, a correction, a session withdrawn.
    """
    patient = session.patient
    Programme.objects.select_for_update().filter(
        patient=patient
    ).first()  # two reviews of one patient take turns
    began = clock.now()  # what is said while the rules think is for the next review
    care = _care_of(patient)
    questions = _questions(care, session) if care.days.sessions else []
    said = at_most_two_steps([_ask(care, question) for question in questions])
    made = [_keep(question, answer) for question, answer in zip(questions, said, strict=True)]
    _forget_withdrawn(patient)
    Review.objects.create(session=session, at=began)
    write_down(
        by=None,
        deed="worklist.review_session",
        subject=session,
        clinic_id=patient.clinic_id,
        proposals=len(made),
    )
    return made


def _care_of(patient: Patient) -> Care:
    sessions, zone = _recent(patient), patient.user.zone
    mornings = mornings_of(sessions)
    dates = [s.local_date for s in sessions]
    dates += [
        mornings[s.pk].at.astimezone(ZoneInfo(s.time_zone)).date() for s in sessions if s.pk in mornings
    ]
    check_ins = check_ins_of(patient)
    dates += [one.day for one in check_ins[:1]]
    lighter = patient.proposals.filter(kind=Decision.DELOAD.value, state__in=["accepted", "changed"])
    return Care(
        patient=patient,
        days=Days(
            sessions=sessions,
            mornings=mornings,
            versions=list(reversed(versions_of(patient))),
            today=max(dates, default=clock.now().astimezone(zone).date()),
            zone=zone,
            check_ins=check_ins,
        ),
        urgency=safety_of(patient).known_urgency,
        flare=flare_of(patient) is not None,
        light_weeks=tuple(p.decided_at.astimezone(zone).date() for p in lighter if p.decided_at),
    )


def _recent(patient: Patient) -> list[ExerciseSession]:
    """As far back from the last one as the rules look, oldest first, and the one before, which tells of a break."""
    found = sessions_for(patient)
    last = found.prefetch_related(None).first()
    if last is None:
        return []
    begins = last.started_at - LOOK_BACK
    before = found.filter(started_at__lt=begins)[:1]
    return [*before, *reversed(found.filter(started_at__gte=begins))]


def _questions(care: Care, session: ExerciseSession) -> list[Question]:
    """In the programme's order: what this session touched, and what still waits, for what is new may be about the whole
    person. Of a withdrawn session, what remains of its exercises is asked about instead."""
    if not care.days.versions:
        return []
    touched = {done.prescription.exercise for done in session.exercises.select_related("prescription")}
    touched |= {waiting.exercise for waiting in care.patient.proposals.filter(state=Proposal.State.OPEN)}
    asked = []
    for prescription in care.days.versions[-1].prescriptions.all():
        if prescription.exercise in touched and prescription.exercise in catalogue():
            performed = tuple(
                (one, done)
                for one in care.days.sessions
                for done in one.exercises.all()
                if done.prescription.dose == prescription.dose and not done.skipped
            )
            if performed:
                asked.append(Question(prescription, performed))
    return asked


def _ask(care: Care, question: Question) -> Said:
    exercise = catalogue()[question.prescription.exercise]
    past = _past(care, question)
    return decide(
        signals_of(care, question.performed, exercise),
        context_of(care, question.prescription, catalogue(), past),
    )


def _past(care: Care, question: Question) -> list[PastDecision]:
    """What was said after earlier sessions, the last word on each, oldest first."""
    newest = question.performed[-1][0]
    earlier = (
        _about(care.patient, question).exclude(session=newest).select_related("session").order_by("made_at")
    )
    words = {proposal.session_id: proposal for proposal in earlier}
    return [
        PastDecision(
            Decision(proposal.kind),
            Because(proposal.because),
            (care.days.today - proposal.session.local_date).days,
        )
        for proposal in words.values()
        if proposal.because in set(Because)
    ]


def _keep(question: Question, said: Said) -> Proposal:
    """Write the answer, unless exactly this was said about this session before; replace what waits from earlier."""
    prescription, session = question.prescription, question.performed[-1][0]
    changes = _changes(said, prescription)
    about = _about(session.patient, question)
    last = about.exclude(state=Proposal.State.SUPERSEDED).order_by("-made_at").first()
    if last is not None and _same(last, session, said, changes):
        return last
    about.filter(state__in=[Proposal.State.OPEN, Proposal.State.NOTED]).update(
        state=Proposal.State.SUPERSEDED
    )
    waits = said.kind is not Decision.HOLD or bool(said.therapist_notes)
    return Proposal.objects.create(
        patient=session.patient,
        prescription=prescription,
        session=session,
        exercise=prescription.exercise,
        side=prescription.side,
        kind=said.kind.value,
        reason=said.reason,
        because=said.because.value,
        rule=said.rule,
        source=said.source,
        rules_version=said.rules_version,
        notes=list(said.therapist_notes),
        changes=changes,
        state=Proposal.State.OPEN if waits else Proposal.State.NOTED,
    )


def _same(
    last: Proposal, session: ExerciseSession, said: Said, changes: dict[str, dict[str, object]]
) -> bool:
    return (
        last.session_id == session.pk
        and (last.kind, last.because) == (said.kind.value, said.because.value)
        and last.changes == changes
        and last.notes == list(said.therapist_notes)
    )


def _changes(said: Said, prescription: Prescription) -> dict[str, dict[str, object]]:
    """Every part that would be another. A step changes one; another exercise brings its own dose."""
    if not said.changes:
        return {}
    change = said.changes[0]
    becomes: dict[str, object] = {
        "exercise": change.after if change.variable == "exercise" else prescription.exercise,
        "sets": change.dosage.sets,
        "reps": change.dosage.reps,
        "hold_s": change.dosage.hold_s,
        "side": change.dosage.side.value,
        "rest_s": round(change.dosage.rest_s),
    }
    return {
        name: {"from": getattr(prescription, name), "to": value}
        for name, value in becomes.items()
        if getattr(prescription, name) != value
    }


def _about(patient: Patient, question: Question) -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        patient=patient, exercise=question.prescription.exercise, side=question.prescription.side
    )


def _forget_withdrawn(patient: Patient) -> None:
    """What was concluded from a session that the person took out of the log no longer waits for anybody."""
    Proposal.objects.filter(
        patient=patient,
        session__withdrawn_at__isnull=False,
        state__in=[Proposal.State.OPEN, Proposal.State.NOTED],
    ).update(state=Proposal.State.SUPERSEDED)
