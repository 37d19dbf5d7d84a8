"""Stop 10, judge: a therapist accepts, changes or refuses what a rule proposed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.programmes.draft import PrescriptionDraft, draft_of
from unbrace.clinic.programmes.holding import hold
from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions.sign_programme import sign_programme, what_needs_a_yes
from unbrace.clinic.worklist.kept import its_own_of_another
from unbrace.clinic.worklist.models import Proposal
from unbrace.clinic.worklist.queries import knows_everything
from unbrace.rehab.approvals import Approval

STALE = (
    "The programme has changed since this was proposed, so it no longer fits. "
    "Look at the current version; a new proposal follows after the next session."
)
UNCHANGED = "This is the dose that is signed already. To keep it, refuse the proposal and say why."

NEWS = (
    "Something new came in, was corrected or was taken out after this was proposed. "
    "It is being looked at again; reload the page in a minute."
)


@transaction.atomic
def accept_proposal(
    *, by: User, proposal: Proposal, approved: Collection[str] = (), because: str = ""
) -> ProgrammeVersion:
    """Sign a new version with exactly the proposed change and nothing else. A hold keeps the version that is signed.

    Raises `NeedsApproval` where the change asks for a yes by name that is not in `approved`.
    """
    current = _take(by, proposal)
    if current.is_hold and (kept := current_version(current.patient)) is not None:
        _decide(current, by, Proposal.State.ACCEPTED, version=kept)
        return kept
    if not current.changes:
        raise Refused("This proposal names no single change. Change the programme yourself, or refuse it.")
    note = f"Accepted: {current.reason}"
    version = _sign(by, current, proposed_draft(current), note, approved, because)
    _decide(current, by, Proposal.State.ACCEPTED, version=version)
    return version


@transaction.atomic
def change_proposal(
    *,
    by: User,
    proposal: Proposal,
    draft: PrescriptionDraft,
    reason: str,
    approved: Collection[str] = (),
) -> ProgrammeVersion:
    """Sign a new version with the therapist's own dose in place of the proposed one. Its reason is also the reason of
    every yes by name that the change needs."""
    current = _take(by, proposal)
    reason = _needed(reason)
    version = _sign(by, current, draft, f"Changed: {reason}", approved, reason)
    _decide(current, by, Proposal.State.CHANGED, version=version, reason=reason)
    return version


@transaction.atomic
def refuse_proposal(*, by: User, proposal: Proposal, reason: str) -> Proposal:
    """Leave the programme as it is, and say why: the reason is what the rules are later judged by."""
    current = _take(by, proposal, fresh=False)
    _decide(current, by, Proposal.State.REFUSED, reason=_needed(reason))
    return current


def proposed_draft(proposal: Proposal) -> PrescriptionDraft:
    """The prescription as it would be signed on acceptance."""
    fields = {name: change["to"] for name, change in proposal.changes.items()}
    return replace(draft_of(proposal.prescription), **fields, **its_own_of_another(fields))


def what_needs_a_yes_to(proposal: Proposal, draft: PrescriptionDraft | None = None) -> tuple[Approval, ...]:
    """What accepting this proposal, or signing `draft` in its place, needs a therapist's yes for by name."""
    version = current_version(proposal.patient)
    target = proposal.counterpart_in(version)
    if target is None or version is None:
        return ()
    drafts = _with(version, target, draft or proposed_draft(proposal))
    return what_needs_a_yes(proposal.patient, drafts, judged=proposal)


def _with(
    version: ProgrammeVersion, target: Prescription, draft: PrescriptionDraft
) -> list[PrescriptionDraft]:
    """This version with one prescription changed."""
    return [draft if p.pk == target.pk else draft_of(p) for p in version.prescriptions.all()]


def still_fits(proposal: Proposal) -> bool:
    """Whether the prescription it speaks of is the same in the current version. Other exercises may have changed."""
    return proposal.counterpart_in(current_version(proposal.patient)) is not None


def _take(by: User, proposal: Proposal, *, fresh: bool = True) -> Proposal:
    """The proposal as it is now, locked, if this person may judge it and it still waits."""
    require_care(by, proposal.patient, Permission.PRESCRIBE)
    hold(proposal.patient)
    current = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("patient__clinic", "prescription__version", "session")
        .get(pk=proposal.pk)
    )
    if current.state != Proposal.State.OPEN:
        raise Refused("This proposal has been dealt with already. Reload the page to see how.")
    if fresh and not still_fits(current):
        raise Refused(STALE)
    if fresh and not knows_everything(current):
        raise Refused(NEWS)
    return current


def _sign(
    by: User,
    proposal: Proposal,
    draft: PrescriptionDraft,
    note: str,
    approved: Collection[str],
    because: str,
) -> ProgrammeVersion:
    version = current_version(proposal.patient)
    target = proposal.counterpart_in(version)
    if target is None or version is None:
        raise Refused(STALE)
    if draft == draft_of(target):
        raise Refused(UNCHANGED)
    return sign_programme(
        by=by,
        patient=proposal.patient,
        prescriptions=_with(version, target, draft),
        note=note,
        starting_from=version.number,
        approved=approved,
        because=because,
        judged=proposal,
    )


def _decide(
    proposal: Proposal,
    by: User,
    state: Proposal.State,
    *,
    version: ProgrammeVersion | None = None,
    reason: str = "",
) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, clock.now()
    proposal.resulting_version, proposal.decision_reason = version, reason
    proposal.save(update_fields=["state", "decided_by", "decided_at", "resulting_version", "decision_reason"])
    write_down(
        by=by,
        deed=f"worklist.{state.value}",
        subject=proposal,
        clinic_id=proposal.patient.clinic_id,
        kind=proposal.kind,
    )


def _needed(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise Refused("Say in a few words why. It helps whoever reads this later.", field="reason")
    if len(reason) > 500:
        raise Refused("Use at most 500 characters for the reason.", field="reason")
    return reason
