from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from django.db import transaction
from django.utils import timezone

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.check_ins.gate import flare_of
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.draft import PrescriptionDraft, draft_of
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.questionnaires.queries import waiting_findings_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.staying_well.models import Maintenance
from unbrace.clinic.staying_well.queries import maintenance_of, readiness_of
from unbrace.clinic.worklist.actions import sign_programme
from unbrace.rehab.staying_well import STRENGTH_DAYS_A_WEEK, VERSION

MOST_EXERCISES: Final = 4
NOTE: Final = "Staying well: two days a week, and a walk on the others."


def maintenance_drafts(
    patient: Patient, exercises: Collection[str], days: Sequence[int]
) -> list[PrescriptionDraft]:
    """The lighter programme: some of the exercises there are, at the dose there is, on two days a week."""
    version = current_version(patient)
    if version is None:
        raise Refused("There is no signed programme yet.")
    kept = [draft_of(one) for one in version.prescriptions.all() if str(one.pk) in exercises]
    if not 1 <= len(kept) <= MOST_EXERCISES:
        raise Refused(
            f"Choose 1 to {MOST_EXERCISES} exercises, best those the person likes.", field="exercises"
        )
    if len(set(days)) != STRENGTH_DAYS_A_WEEK or not all(0 <= day <= 6 for day in days):
        raise Refused("Choose two days of the week.", field="days")
    return [replace(draft, days=tuple(sorted(set(days)))) for draft in kept]


@transaction.atomic
def begin_maintenance(
    *,
    by: User,
    patient: Patient,
    exercises: Collection[str],
    days: Sequence[int],
    agreed: bool,
    because: str = "",
    approved: Collection[str] = (),
) -> Maintenance:
    """A therapist signs the end of the active phase and the lighter programme in one. What the rules still miss needs a
    reason; a safety answer that waits, or a flare-up, stops it altogether."""
    require_care(by, patient, Permission.PRESCRIBE)
    Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)
    if (already := maintenance_of(patient)) is not None:
        return already
    if list(waiting_findings_of(patient)) or flare_of(patient) is not None:
        raise Refused("Something about safety, or a flare-up, is still open. Look at that first.")
    if not agreed:
        raise Refused("Talk it over first: it begins only when the person agrees.", field="agreed")
    missing = readiness_of(patient, agrees=True)
    because = because.strip()
    if not missing.ready and not because:
        raise Refused(
            "The rules still miss something. Say in a few words why it is right now.", field="because"
        )
    if len(because) > 500:
        raise Refused("Use at most 500 characters for the reason.", field="because")
    version = sign_programme(
        by=by,
        patient=patient,
        prescriptions=maintenance_drafts(patient, exercises, days),
        note=NOTE,
        approved=approved,
        because=because,
    )
    begun = Maintenance.objects.create(
        patient=patient,
        version=version,
        began_on=timezone.localtime(clock.now(), patient.user.zone).date(),
        signed_by=by,
        missing=list(missing.missing),
        because=because,
        rules_version=VERSION,
    )
    write_down(by=by, deed="staying_well.begin_maintenance", subject=begun, clinic_id=patient.clinic_id)
    return begun


@transaction.atomic
def end_maintenance(*, by: User, patient: Patient) -> None:
    """Back to a programme that grows. The signed version stays until the therapist signs another one."""
    require_care(by, patient, Permission.PRESCRIBE)
    found = patient.maintenances.select_for_update().filter(ended_at=None).first()
    if found is None:
        return
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    write_down(by=by, deed="staying_well.end_maintenance", subject=found, clinic_id=patient.clinic_id)
