"""A decision about a proposal, taken back by the hand that slipped, while it is fresh and nothing rests on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.programmes.approvals import NeedsApproval
from unbrace.clinic.programmes.draft import draft_of
from unbrace.clinic.programmes.holding import hold
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist.actions.sign_programme import sign_programme, work_of
from unbrace.clinic.worklist.models import Proposal

UNDO_FOR: Final = timedelta(minutes=15)
TOO_LATE: Final = "A decision can be undone for 15 minutes; this one is older. Change the programme instead."
MOVED_ON: Final = "The programme has changed again since, so this can no longer be undone. Change it instead."
DONE_ALREADY: Final = "Somebody has exercised by this version already. Change the programme instead."
SAID_ANEW: Final = "The rules have said something newer about this exercise. Decide about that."
BY_NAME: Final = (
    "The dose before asks for more than the one now, so an undo does not bring it back. "
    "Change the programme, and say why."
)


@transaction.atomic
def undo_decision(*, by: User, proposal: Proposal) -> Proposal:
    """It waits again. Where a version was signed, the doses before are signed as a new one: no version is ever taken
    out, so everybody can see what happened. Only whoever decided, and only while nothing rests on it."""
    require_care(by, proposal.patient, Permission.PRESCRIBE)
    hold(proposal.patient)
    current = (
        Proposal.objects.select_for_update(of=("self",)).select_related(
            "patient__clinic", "resulting_version"
        )
    ).get(pk=proposal.pk)
    if current.decided_by_id != by.pk:
        raise NotYours
    if current.decided_at is None or clock.now() - current.decided_at >= UNDO_FOR:
        raise Refused(TOO_LATE)
    newer = Proposal.objects.filter(
        patient=current.patient, exercise=current.exercise, side=current.side, made_at__gt=current.made_at
    )
    if newer.exclude(state=Proposal.State.SUPERSEDED).exists():
        raise Refused(SAID_ANEW)
    if current.resulting_version is not None and not current.is_hold:
        _sign_back(by, current, current.resulting_version)
    was = current.state
    current.state, current.decided_by, current.decided_at = Proposal.State.OPEN, None, None
    current.resulting_version, current.decision_reason = None, ""
    current.save(update_fields=["state", "decided_by", "decided_at", "resulting_version", "decision_reason"])
    write_down(
        by=by,
        deed="worklist.undo_decision",
        subject=current,
        clinic_id=current.patient.clinic_id,
        kind=current.kind,
        was=was,
    )
    return current


def _sign_back(by: User, proposal: Proposal, signed: ProgrammeVersion) -> None:
    """The doses of the version before, under the same eyes as every other signature."""
    if current_version(proposal.patient) != signed:
        raise Refused(MOVED_ON)
    if sessions_for(proposal.patient).filter(programme_version=signed).exists():
        raise Refused(DONE_ALREADY)
    before = signed.programme.versions.get(number=signed.number - 1)
    drafts = [draft_of(one) for one in before.prescriptions.all()]
    if sum(map(work_of, drafts)) > sum(work_of(draft_of(one)) for one in signed.prescriptions.all()):
        raise Refused(BY_NAME)  # no undo asks more of anybody than now
    try:
        sign_programme(
            by=by,
            patient=proposal.patient,
            prescriptions=drafts,
            note=f"Undone: version {signed.number}",
            starting_from=signed.number,
            judged=proposal,
        )
    except NeedsApproval as asks:
        raise Refused(BY_NAME) from asks
