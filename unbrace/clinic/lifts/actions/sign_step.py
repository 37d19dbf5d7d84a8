from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.lifts.models import LONGEST_NOTE, LadderStep
from unbrace.clinic.lifts.queries import ladder_of, needs_a_yes, task_of
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.approvals import NeedsApproval
from unbrace.clinic.questionnaires.queries import waiting_findings_of
from unbrace.clinic.refused import Refused
from unbrace.rehab.lifting_ladder import BOUNDS, VERSION, Step

NO_TASK: Final = "There is no lift of their own to sign a step for."
OTHER_TASK: Final = (
    "They have told of another lift meanwhile. Load the page again: this step was for the one before."
)
STALE: Final = "Somebody signed another step meanwhile. Load the page again."
SAFETY: Final = "A safety answer waits for a look. Look at it first; then sign the step."


@transaction.atomic
def sign_step(
    *,
    by: User,
    patient: Patient,
    task_id: Any,
    step: Step,
    after: int,
    approved: Collection[str] = (),
    because: str = "",
) -> LadderStep:
    """A therapist signs what is lifted from now on. `task_id` is the lift and `after` the number of the step
    that the page showed, 0 for none: whoever signs must have read the lift they sign for.

    Raises `NeedsApproval` for what section 8 of the progression rules wants a yes by name for.
    """
    require_care(by, patient, Permission.PRESCRIBE)
    Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)
    task = task_of(patient)
    if task is None:
        raise Refused(NO_TASK, field="load_kg")
    if str(task.pk) != str(task_id):
        raise Refused(OTHER_TASK, field="load_kg")
    if waiting_findings_of(patient):
        raise Refused(SAFETY, field="load_kg")
    ladder = ladder_of(task)
    number = ladder.now.number if ladder.now else 0
    if number != after:
        raise Refused(STALE, field="load_kg")
    for name in ("load_kg", "from_cm", "times"):
        least, most = BOUNDS[name]
        if not least <= getattr(step, name) <= most:
            raise Refused(f"Write a number from {least:g} to {most:g}.", field=name)
    because = because.replace("\x00", "").strip()
    if len(because) > LONGEST_NOTE:
        raise Refused(f"Use at most {LONGEST_NOTE} letters.", field="because")
    needed = needs_a_yes(ladder, step)
    if needed and (not because or {one.rule for one in needed} - set(approved)):
        raise NeedsApproval(needed)
    signed = LadderStep.objects.create(
        task=task,
        number=number + 1,
        load_kg=step.load_kg,
        from_cm=step.from_cm,
        times=step.times,
        approved=[{"rule": one.rule, "reason": one.reason, "version": one.rules_version} for one in needed],
        because=because,
        rules_version=VERSION,
        signed_by=by,
    )
    write_down(
        by=by, deed="lifts.sign_step", subject=signed, clinic_id=patient.clinic_id, number=signed.number
    )
    return signed
