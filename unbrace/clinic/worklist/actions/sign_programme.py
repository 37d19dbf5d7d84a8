"""Stop 10 from every side: what a therapist signs, with the yes by name that some changes need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.actions import prescribe
from unbrace.clinic.programmes.draft import PrescriptionDraft, draft_of
from unbrace.clinic.programmes.holding import hold
from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion
from unbrace.clinic.programmes.queries import approvals_needed, catalogue, current_version, versions_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.models import NamedApproval, Proposal
from unbrace.clinic.worklist.news import news_of
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
    judged: Proposal | None = None,
) -> ProgrammeVersion:
    """Sign a new version, and keep each yes by name that it needed, with the reason. All of `prescribe`'s refusals.

    `approved` names the conditions the therapist ticked, `because` is why. A tick that is not needed is not kept.
    `judged` is the proposal that this decides, if it does. What needs a yes is worked out while the person is held
    still: a step back that comes in at the same moment is either asked about or comes after the signature.
    """
    require_care(by, patient, Permission.PRESCRIBE)
    hold(patient)
    needed = what_needs_a_yes(patient, prescriptions, judged)
    version = prescribe(
        by=by,
        patient=patient,
        prescriptions=prescriptions,
        note=note,
        starting_from=starting_from,
        approved=approved,
        overrides_step_back=sets_a_step_back_aside(patient, prescriptions),
        news_at=_news_of(patient, versions_of(patient), judged),
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


def what_needs_a_yes(
    patient: Patient, drafts: Sequence[PrescriptionDraft], judged: Proposal | None = None
) -> tuple[Approval, ...]:
    """Every condition that asks for a therapist's yes before these drafts may be signed."""
    versions = versions_of(patient)
    return approvals_needed(
        patient,
        drafts,
        versions,
        overrides_step_back=sets_a_step_back_aside(patient, drafts),
        news_at=_news_of(patient, versions, judged),
    )


def _news_of(
    patient: Patient, versions: Sequence[ProgrammeVersion], judged: Proposal | None
) -> datetime | None:
    return news_of(patient, versions[0].signed_at, judged) if versions else None


def sets_a_step_back_aside(patient: Patient, drafts: Sequence[PrescriptionDraft]) -> bool:
    """Whether an exercise that the rules want to be easier is changed to something that is not.

    On whichever side it is done now: the same exercise on another side, or split in two, is still that exercise, and so
    is the harder one that is put in its place. One that stays as it is does not count: the step back goes on waiting
    for its own decision.
    """
    version = current_version(patient)
    waiting = patient.proposals.filter(kind=Decision.REGRESS.value, state=Proposal.State.OPEN)
    for proposal in waiting.select_related("prescription"):
        target = proposal.counterpart_in(version)
        if target is not None and version is not None and _is_set_aside(proposal, target, version, drafts):
            return True
    return False


def _is_set_aside(
    proposal: Proposal, target: Prescription, version: ProgrammeVersion, drafts: Sequence[PrescriptionDraft]
) -> bool:
    now, signed = draft_of(target), [draft_of(p) for p in version.prescriptions.all()]
    added = [draft for draft in drafts if draft not in signed]
    becomes = [draft for draft in added if draft.exercise == now.exercise]
    if now in drafts:
        return bool(becomes) and _grows(now.exercise, signed, drafts)
    if becomes:
        rest = [draft for draft in signed if draft.exercise == now.exercise and draft != now]
        changed = [draft for draft in becomes if not _is_another_side(draft, rest)]
        return bool(changed) and not _is_eased(proposal, changed)
    known = catalogue()
    harder = known[now.exercise].progress if now.exercise in known else ()
    return any(draft.exercise in known and known[draft.exercise].code in harder for draft in added)


def _grows(exercise: str, before: Sequence[PrescriptionDraft], after: Sequence[PrescriptionDraft]) -> bool:
    """Whether more is asked of one exercise over all its sides."""
    was, is_now = (
        sum(work_of(one) for one in drafts if one.exercise == exercise) for drafts in (before, after)
    )
    return is_now > was


def _is_another_side(draft: PrescriptionDraft, others: Sequence[PrescriptionDraft]) -> bool:
    """The same exercise stands in the version for another side with a dose of its own, which the rules say nothing
    of here."""
    return any(other.side == draft.side for other in others)


def _is_eased(proposal: Proposal, drafts: Sequence[PrescriptionDraft]) -> bool:
    """Whether the drafts together ask for no more work than the rules proposed, in whichever part of the dose."""
    if "exercise" in proposal.changes or not proposal.changes:
        return False  # the exercise itself was to be another
    wanted = {name: change["to"] for name, change in proposal.changes.items()}
    return sum(map(work_of, drafts)) <= work_of(replace(draft_of(proposal.prescription), **wanted))


def work_of(draft: PrescriptionDraft) -> float:
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
