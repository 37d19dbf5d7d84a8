from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.intakes.queries import sent_intake_of
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.draft import PrescriptionDraft
from unbrace.clinic.programmes.holding import hold_person
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions.sign_programme import sign_programme
from unbrace.clinic.worklist.first_plans import drafted, written
from unbrace.clinic.worklist.models import FirstPlan

DEALT_WITH = "This draft has been dealt with already. Reload the page to see how."
WHY_NOT = "Say in a few words why. It helps whoever reads this later."
TOO_LONG = "Use at most 500 characters for the reason."


@transaction.atomic
def propose_first_plan(patient: Patient) -> FirstPlan | None:
    """For the house: draft from the newest way in, in place of a draft that waits. None where there is none to draft.

    Called when a person has sent their way in, and again when a clinician has cleared what held the draft back.
    """
    Patient.objects.select_for_update().get(pk=patient.pk)
    intake = sent_intake_of(patient)
    if intake is None or current_version(patient) is not None:
        return None
    waiting = patient.first_plans.filter(state=FirstPlan.State.OPEN).first()
    if waiting is None and patient.first_plans.filter(intake=intake).exists():
        return None  # judged already: a refusal stands until the person tells something new
    plan = written(patient, intake, drafted(patient, intake))
    if waiting is not None:
        waiting.state = FirstPlan.State.SUPERSEDED
        waiting.save(update_fields=["state"])
    plan.save()
    write_down(
        by=None,
        deed="worklist.propose_first_plan",
        subject=plan,
        clinic_id=patient.clinic_id,
        exercises=len(plan.lines),
    )
    return plan


NOTHING_TOLD = "There is no draft: this person has not told yet where it hurts. Write the programme yourself."
HAS_A_PROGRAMME = "A programme is signed already. Change it yourself; the reasons beside the draft may help."


@transaction.atomic
def draft_first_plan(*, by: User, patient: Patient) -> FirstPlan:
    """A therapist asks for a fresh draft, as after an assessment; one that waits makes room."""
    require_care(by, patient, Permission.PRESCRIBE)
    Patient.objects.select_for_update().get(pk=patient.pk)
    if current_version(patient) is not None:
        raise Refused(HAS_A_PROGRAMME)
    intake = sent_intake_of(patient)
    if intake is None:
        raise Refused(NOTHING_TOLD)
    plan = written(patient, intake, drafted(patient, intake))
    patient.first_plans.filter(state=FirstPlan.State.OPEN).update(state=FirstPlan.State.SUPERSEDED)
    plan.save()
    write_down(
        by=by,
        deed="worklist.draft_first_plan",
        subject=plan,
        clinic_id=patient.clinic_id,
        exercises=len(plan.lines),
    )
    return plan


@transaction.atomic
def sign_first_plan(
    *,
    by: User,
    plan: FirstPlan,
    prescriptions: Sequence[PrescriptionDraft],
    note: str = "",
    starting_from: int | None = None,
    approved: Collection[str] = (),
    because: str = "",
) -> ProgrammeVersion:
    """Sign what the therapist made of the draft as a version of the programme; all of `sign_programme`'s refusals."""
    current = _take(by, plan)
    version = sign_programme(
        by=by,
        patient=current.patient,
        prescriptions=prescriptions,
        note=note,
        starting_from=starting_from,
        approved=approved,
        because=because,
    )
    _decide(current, by, FirstPlan.State.SIGNED, version=version)
    return version


@transaction.atomic
def refuse_first_plan(*, by: User, plan: FirstPlan, reason: str) -> FirstPlan:
    """The draft goes, with a reason that stays on record. The therapist writes a programme of their own."""
    current = _take(by, plan)
    reason = reason.strip()
    if not reason:
        raise Refused(WHY_NOT, field="reason")
    if len(reason) > 500:
        raise Refused(TOO_LONG, field="reason")
    _decide(current, by, FirstPlan.State.REFUSED, reason=reason)
    return current


def _take(by: User, plan: FirstPlan) -> FirstPlan:
    """The draft as it is now, locked, if this person may judge it and it still waits."""
    require_care(by, plan.patient, Permission.PRESCRIBE)
    hold_person(plan.patient)
    current = (
        FirstPlan.objects.select_for_update(of=("self",)).select_related("patient__clinic").get(pk=plan.pk)
    )
    if current.state != FirstPlan.State.OPEN:
        raise Refused(DEALT_WITH)
    return current


def _decide(
    plan: FirstPlan,
    by: User,
    state: FirstPlan.State,
    *,
    version: ProgrammeVersion | None = None,
    reason: str = "",
) -> None:
    plan.state, plan.decided_by, plan.decided_at = state, by, clock.now()
    plan.resulting_version, plan.decision_reason = version, reason
    plan.save(update_fields=["state", "decided_by", "decided_at", "resulting_version", "decision_reason"])
    write_down(
        by=by, deed=f"worklist.first_plan_{state.value}", subject=plan, clinic_id=plan.patient.clinic_id
    )
