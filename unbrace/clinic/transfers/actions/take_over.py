from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.group_classes.actions import free_places_of
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.clinic.reports.actions.consent import call_off_consents_of
from unbrace.clinic.transfers.actions.hand_on import give_care
from unbrace.clinic.transfers.actions.propose import NO_LONGER, locked, tell_person, tell_who_proposed
from unbrace.clinic.transfers.kinds import MOST_LETTERS, State
from unbrace.clinic.transfers.models import HandedDocument, Transfer
from unbrace.clinic.visits.actions import end_visits_of


@transaction.atomic
def accept_transfer(*, by: User, transfer: Transfer, therapist: Membership | None = None) -> Patient:
    """The other clinic takes the person on: a record of its own, with what the person let go along. Where the care here
    ends with it, the old record takes nothing new from this moment on, and its visits to come and its places in classes
    are cancelled and told.

    The programme does not go over as one that is in force: nobody exercises in the new care before its own safety
    questions and its own signature. Pressed twice, it is done once.

    Somebody who is treated there already keeps their record and whoever looks after them: `therapist` takes them where
    nobody does. Read `looked_after_by` of what comes back.
    """
    require(by, transfer.to_clinic, Permission.INVITE_PATIENTS)
    if therapist is not None and (therapist.clinic_id != transfer.to_clinic_id or not therapist.is_active):
        raise NotYours
    if therapist is not None and not therapist.may(Permission.PRESCRIBE):
        raise Refused("Choose somebody who treats people in this clinic.", field="therapist")
    current, now = locked(transfer), clock.now()
    if current.state == State.ACCEPTED and current.became is not None and current.became.ended_at is None:
        return current.became
    rows = Patient.objects.select_for_update(of=("self",)).select_related("user", "clinic")
    old = rows.get(pk=current.patient_id)
    if current.state != State.OFFERED or not current.is_open(now) or old.ended_at is not None:
        raise Conflict(NO_LONGER)
    new, is_new = Patient.objects.get_or_create(
        user=current.patient.user, clinic=current.to_clinic, ended_at=None, defaults={"therapist": therapist}
    )
    if not is_new and therapist is not None and new.looked_after_by is None:
        give_care(by, new, therapist)
    current.state, current.became, current.ended_at, current.ended_by = State.ACCEPTED, new, now, by
    current.save(update_fields=["state", "became", "ended_at", "ended_by"])
    write_down(by=by, deed="transfers.accept", subject=current, clinic_id=old.clinic_id)
    write_down(by=by, deed="transfers.take_on", subject=new, clinic_id=new.clinic_id)
    if current.ends_here:
        old.ended_at = now
        old.save(update_fields=["ended_at"])
        end_visits_of(by=by, patient=old)
        free_places_of(by=by, patient=old)
        call_off_consents_of(by=by, patient=old)
        write_down(by=by, deed="transfers.close_care", subject=old, clinic_id=old.clinic_id)
    tell_who_proposed(current)
    tell_person(current)
    return new


@transaction.atomic
def refuse_transfer(*, by: User, transfer: Transfer, because: str) -> Transfer:
    """The other clinic says no, and why; nothing changes for the person, who reads it."""
    require(by, transfer.to_clinic, Permission.INVITE_PATIENTS)
    because = because.strip().replace("\r\n", "\n").replace("\x00", "")
    if not because:
        raise Refused("Say why. The person and their therapist read it.", field="because")
    if len(because) > MOST_LETTERS:
        raise Refused(f"That is too long. Use at most {MOST_LETTERS} letters.", field="because")
    current, now = locked(transfer), clock.now()
    if current.state == State.REFUSED:
        return current
    if current.state != State.OFFERED or not current.is_open(now):
        raise Conflict(NO_LONGER)
    current.state, current.refused_because, current.ended_at, current.ended_by = (
        State.REFUSED, because, now, by,
    )  # fmt: skip
    current.save(update_fields=["state", "refused_because", "ended_at", "ended_by"])
    write_down(by=by, deed="transfers.refuse", subject=current, clinic_id=current.patient.clinic_id)
    tell_who_proposed(current)
    tell_person(current)
    return current


@transaction.atomic
def read_handed(*, by: User, document: HandedDocument) -> None:
    """Somebody of the new clinic who treats the person reads what came along."""
    transfer = document.transfer
    if transfer.became is None:
        raise NotYours
    require_care(by, transfer.became, Permission.SEE_CARE)
    write_down(
        by=by, deed="transfers.read_handed", subject=transfer.became, clinic_id=transfer.became.clinic_id
    )
