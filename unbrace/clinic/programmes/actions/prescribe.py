from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.queries import is_self_guided
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.actions.pause import NOBODY_PLANS
from unbrace.clinic.programmes.approvals import NeedsApproval, approvals_needed
from unbrace.clinic.programmes.content import content_of
from unbrace.clinic.programmes.draft import PrescriptionDraft, check_drafts, renumbered
from unbrace.clinic.programmes.holding import hold
from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion, mask_of
from unbrace.clinic.programmes.queries import stops_signing, versions_of
from unbrace.clinic.refused import Conflict, NotYours, Refused

MOVED_ON = "Somebody signed another version while you were writing. Look at what it changed, then decide."
NO_CHANGE = "This is what is signed already. Change something first, or leave it as it is."


@transaction.atomic
def prescribe(
    *,
    by: User,
    patient: Patient,
    prescriptions: Sequence[PrescriptionDraft],
    note: str = "",
    starting_from: int | None = None,
    approved: Collection[str] = (),
    overrides_step_back: bool = False,
    news_at: datetime | None = None,
) -> ProgrammeVersion:
    """Sign a new version of this person's programme. Earlier versions stay exactly as they were.

    `starting_from` is the number of the version that was looked at while writing, 0 for an empty page; None does not
    ask. `approved` names the conditions of `rehab.approvals` that the signer says yes to by name.

    Raises `NotYours` for anyone but a therapist of the patient's clinic, `Conflict` when another version has been
    signed since, `NeedsApproval` when a condition asks for a yes that is not in `approved`, whichever way the change
    came, `Refused` for a dose out of bounds, an exercise the library does not have, a safety answer that nobody has
    cleared, a clinic in which nobody plans, or no change at all.
    """
    require_care(by, patient, Permission.PRESCRIBE)
    if patient.ended_at is not None or patient.user_id == by.pk:  # nobody signs for themselves
        raise NotYours
    if is_self_guided(patient.clinic):
        raise Refused(NOBODY_PLANS)
    check_drafts(prescriptions)
    prescriptions = renumbered(prescriptions)
    programme = hold(patient)  # two who sign at once get two numbers, and nothing comes in meanwhile
    _check_safety(patient)
    last = programme.versions.first()
    number = last.number if last else 0
    if starting_from not in (None, number):
        raise Conflict(MOVED_ON)
    if last is not None and not note.strip() and _is_signed(last, prescriptions):
        raise Refused(NO_CHANGE)
    needed = approvals_needed(
        patient,
        prescriptions,
        versions_of(patient),
        overrides_step_back=overrides_step_back,
        news_at=news_at,
    )
    if any(one.rule not in approved for one in needed):
        raise NeedsApproval(needed)
    version = ProgrammeVersion.objects.create(
        programme=programme, number=number + 1, signed_by=by, note=note.strip()
    )
    for position, draft in enumerate(prescriptions):
        _write(version, position, draft, patient)
    write_down(
        by=by,
        deed="programmes.prescribe",
        subject=version,
        clinic_id=patient.clinic_id,
        number=version.number,
        prescriptions=len(prescriptions),
        approved=" ".join(one.rule for one in needed),
    )
    return version


def _is_signed(last: ProgrammeVersion, drafts: Sequence[PrescriptionDraft]) -> bool:
    """Whether the drafts would sign the same doses of the same content in the same order once more."""
    asked = [
        (
            d.exercise,
            d.side,
            d.sets,
            d.reps,
            d.hold_s,
            d.rest_s,
            mask_of(d.days),
            d.tempo,
            d.load_kg,
            content.content_hash,
            (d.part_of_day, d.circuit),
        )
        for d in drafts
        if (content := content_of(d.exercise))
    ]
    return asked == [(*prescription.dose, prescription.place) for prescription in last.prescriptions.all()]


def _check_safety(patient: Patient) -> None:
    """No plan past an open safety answer: what was found is looked at first, by a person, on record."""
    if refusal := stops_signing(patient):
        raise Refused(refusal)


def _write(
    version: ProgrammeVersion, position: int, draft: PrescriptionDraft, patient: Patient
) -> Prescription:
    content = content_of(draft.exercise)
    if content is None or (content.clinic_id is not None and content.clinic_id != patient.clinic_id):
        raise Refused(
            "The library has no such exercise. Choose one from the list.",
            field=f"prescriptions[{position}].exercise",
        )
    return Prescription.objects.create(
        version=version,
        position=position,
        exercise=draft.exercise,
        content_version=content.version,
        content_hash=content.content_hash,
        sets=draft.sets,
        reps=draft.reps,
        hold_s=draft.hold_s,
        side=draft.side,
        rest_s=draft.rest_s,
        day_mask=mask_of(draft.days),
        part_of_day=draft.part_of_day,
        tempo=draft.tempo,
        load_kg=draft.load_kg,
        circuit=draft.circuit,
    )
