"""Stop 9, decide: ask the rules about one session and keep what they say. They propose; nothing is changed here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.exercise_sessions.models import ExercisePerformed, ExerciseSession
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.draft import draft_of
from unbrace.clinic.programmes.models import Prescription, Programme
from unbrace.clinic.programmes.queries import catalogue
from unbrace.clinic.worklist.actions.review_time_away import propose_after_time_away
from unbrace.clinic.worklist.actions.sign_programme import what_needs_a_yes
from unbrace.clinic.worklist.care import care_of
from unbrace.clinic.worklist.days import A_WEEK
from unbrace.clinic.worklist.history import Care, context_of, signals_of
from unbrace.clinic.worklist.kept import about, its_own_of_another, keep, parts_of
from unbrace.clinic.worklist.models import Proposal, Review
from unbrace.rehab.progression import (
    Because,
    Context,
    Decision,
    PastDecision,
    SessionSignals,
    at_most_two_steps,
    decide,
)
from unbrace.rehab.progression.as_case import as_case
from unbrace.rehab.progression.effects import harder_step
from unbrace.rehab.red_flags import Urgency

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
    care = care_of(patient)
    if care.days.away() >= A_WEEK and care.urgency is Urgency.NONE_FOUND:
        made = propose_after_time_away(care)
    else:
        questions = _questions(care, session) if care.days.sessions else []
        told = [_told(care, question) for question in questions]
        said = at_most_two_steps([decide(sessions, context) for sessions, context in told])
        made = [
            keep(one.prescription, one.performed[-1][0], answer, as_case(*inputs))
            for one, answer, inputs in zip(questions, said, told, strict=True)
        ]
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


def _told(care: Care, question: Question) -> tuple[tuple[SessionSignals, ...], Context]:
    """What the rules are asked with."""
    exercise = catalogue()[question.prescription.exercise]
    context = context_of(care, question.prescription, catalogue(), _past(care, question))
    needs = _needs_a_yes(care, question.prescription, context)
    return signals_of(care, question.performed, exercise), replace(context, needs_approval=needs)


def _needs_a_yes(care: Care, prescription: Prescription, context: Context) -> bool:
    """Whether the next step up would need a therapist's yes by name: then the rules ask instead of proposing it."""
    step = harder_step(context.prescribed) if context.prescribed else None
    if step is None:
        return False
    version = care.days.versions[-1]
    parts = parts_of(step)
    if parts["exercise"] != prescription.exercise:
        parts |= its_own_of_another(parts)
    becomes = replace(draft_of(prescription), **parts)
    drafts = [becomes if p.pk == prescription.pk else draft_of(p) for p in version.prescriptions.all()]
    return bool(what_needs_a_yes(care.patient, drafts))


def _past(care: Care, question: Question) -> list[PastDecision]:
    """What was said after earlier sessions, the last word on each, oldest first."""
    newest = question.performed[-1][0]
    earlier = (
        about(care.patient, question.prescription)
        .exclude(session=newest)
        .select_related("session")
        .order_by("made_at")
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


def _forget_withdrawn(patient: Patient) -> None:
    """What was concluded from a session that the person took out of the log no longer waits for anybody."""
    Proposal.objects.filter(
        patient=patient,
        session__withdrawn_at__isnull=False,
        state__in=[Proposal.State.OPEN, Proposal.State.NOTED],
    ).update(state=Proposal.State.SUPERSEDED)
