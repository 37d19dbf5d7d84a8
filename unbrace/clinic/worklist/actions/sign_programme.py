"""Stop 10 from every side: what a therapist signs, with the yes by name that some changes need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.actions import prescribe
from unbrace.clinic.programmes.draft import PrescriptionDraft, draft_of
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.programmes.queries import approvals_needed, current_version, versions_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.models import NamedApproval, Proposal
from unbrace.rehab.approvals import Approval
from unbrace.rehab.progression import Decision


@transaction.atomic
def sign_programme(
    *,
    by: User,
    patient: Patient,
    prescriptions: Sequence[PrescriptionDraft],
    note: str = "",
    starting_from: int | None = None,
    approved: Collection[str] = (),
    because: str = "",
) -> ProgrammeVersion:
    """Sign a new version, and keep each yes by name that it needed, with the reason. All of `prescribe`'s refusals.

    `approved` names the conditions the therapist ticked, `because` is why. A tick that is not needed is not kept.
    """
    needed = what_needs_a_yes(patient, prescriptions)
    version = prescribe(
        by=by,
        patient=patient,
        prescriptions=prescriptions,
        note=note,
        starting_from=starting_from,
        approved=approved,
        overrides_step_back=sets_a_step_back_aside(patient, prescriptions),
    )
    if needed:
        because = _needed(because)
    for one in needed:
        NamedApproval.objects.create(
            version=version,
            rule=one.rule,
            reason=one.reason,
            rules_version=one.rules_version,
            because=because,
            by=by,
        )
    return version


def what_needs_a_yes(patient: Patient, drafts: Sequence[PrescriptionDraft]) -> tuple[Approval, ...]:
    """Every condition that asks for a therapist's yes before these drafts may be signed."""
    aside = sets_a_step_back_aside(patient, drafts)
    return approvals_needed(patient, drafts, list(versions_of(patient)), overrides_step_back=aside)


def sets_a_step_back_aside(patient: Patient, drafts: Sequence[PrescriptionDraft]) -> bool:
    """Whether an exercise that the rules want to be easier is changed to something that is not.

    One that stays as it is does not count: the step back goes on waiting for its own decision.
    """
    version = current_version(patient)
    after = {(draft.exercise, draft.side): draft for draft in drafts}
    waiting = patient.proposals.filter(kind=Decision.REGRESS.value, state=Proposal.State.OPEN)
    for proposal in waiting.select_related("prescription"):
        target = proposal.counterpart_in(version)
        if target is None:
            continue
        now = draft_of(target)
        becomes = after.get((now.exercise, now.side))
        if becomes is not None and becomes != now and not _is_eased(proposal, becomes):
            return True
    return False


def _is_eased(proposal: Proposal, draft: PrescriptionDraft) -> bool:
    """Whether the draft asks for no more work than the rules proposed, in whichever part of the dose."""
    if "exercise" in proposal.changes or not proposal.changes:
        return False  # the exercise itself was to be another
    wanted = {name: change["to"] for name, change in proposal.changes.items()}
    return _work(draft) <= _work(replace(draft_of(proposal.prescription), **wanted))


def _work(draft: PrescriptionDraft) -> float:
    """Repetitions of a week, or seconds held where nothing is counted; held repetitions count each second."""
    sides = 2 if draft.side == "each" else 1
    return (len(set(draft.days)) or 7) * draft.sets * sides * (draft.reps or 1) * (draft.hold_s or 1)


def _needed(because: str) -> str:
    because = because.strip()
    if not because:
        raise Refused("Say in a few words why you say yes. It is kept with your name.", field="because")
    if len(because) > 500:
        raise Refused("Use at most 500 characters for the reason.", field="because")
    return because
