"""Stop 9 without a session: after a week or longer without one, the next is proposed at a share of the last."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.programmes.models import Prescription, Programme
from unbrace.clinic.programmes.queries import catalogue
from unbrace.clinic.worklist.care import care_of
from unbrace.clinic.worklist.days import A_WEEK
from unbrace.clinic.worklist.history import Care, context_of
from unbrace.clinic.worklist.kept import about, keep, parts_of
from unbrace.clinic.worklist.models import Proposal
from unbrace.rehab.progression import Context, decide
from unbrace.rehab.progression import Proposal as Said
from unbrace.rehab.progression.as_case import as_case
from unbrace.rehab.progression.time_away import SHARES


@transaction.atomic
def review_time_away(patient: Patient) -> list[Proposal]:
    """Ask about a person who has done nothing for a week or longer, before their next session. The clock counts here:
    nothing came in, and that is what is new."""
    Programme.objects.select_for_update().filter(patient=patient).first()
    today = today_of(patient)
    care = care_of(patient, today)
    made = propose_after_time_away(care) if care.days.away() >= A_WEEK else []
    for proposal in made:
        write_down(by=None, deed="worklist.review_time_away", subject=proposal, clinic_id=patient.clinic_id)
    return made


def propose_after_time_away(care: Care) -> list[Proposal]:
    """A share of what was last done, for every exercise that now asks for more. What a therapist has judged for this
    time away is not proposed again; gives only what is new."""
    last = _last_with_something_done(care)
    if last is None or not care.days.versions:
        return []
    done = {(p.exercise, p.side): p for p in last.programme_version.prescriptions.all()}
    made = []
    for prescription in care.days.versions[-1].prescriptions.all():
        base = done.get((prescription.exercise, prescription.side))
        if base is None or prescription.exercise not in catalogue():
            continue
        context = _context_away(care, base)
        said = decide((), context)
        if said.kind in SHARES and _is_less(said, prescription) and not _is_judged(prescription, last, said):
            before = about(care.patient, prescription).order_by("-made_at").first()
            kept = keep(prescription, last, said, as_case((), context))
            made += [kept] if before is None or before.pk != kept.pk else []
    return made


def _context_away(care: Care, base: Prescription) -> Context:
    return replace(context_of(care, base, catalogue(), ()), gap_days=care.days.away())


def _last_with_something_done(care: Care) -> ExerciseSession | None:
    day = care.days.last_done()
    return next((s for s in reversed(care.days.sessions) if s.local_date == day), None)


def _is_less(said: Said, prescription: Prescription) -> bool:
    """Whether the share of what was last done is below what is asked for now."""
    parts = parts_of(said.changes[0]) if said.changes else {}
    name = "reps" if prescription.reps is not None else "hold_s"
    becomes, now = parts.get(name), getattr(prescription, name)
    return becomes is not None and now is not None and becomes < now


def _is_judged(prescription: Prescription, last: ExerciseSession, said: Said) -> bool:
    """Whether a therapist has said yes, no or something else to this since the last session."""
    judged = (Proposal.State.ACCEPTED, Proposal.State.CHANGED, Proposal.State.REFUSED)
    found = about(last.patient, prescription).filter(session=last, because=said.because.value)
    return found.filter(state__in=judged).exists()
