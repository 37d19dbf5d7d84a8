from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.conversations.models import Message
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours
from unbrace.clinic.reports.models import Consent
from unbrace.clinic.transfers.kinds import Along, State
from unbrace.clinic.transfers.models import HandedDocument, Transfer


def handed_on_by(by: User, patient: Patient, to: Membership, key: UUID) -> bool:
    """Whether this person is in that colleague's hands because this member put them there, with a word of this key."""
    if patient.therapist_id != to.pk:
        return False
    handed = AuditEntry.objects.filter(
        by=by, deed="patients.hand_over_care", patient_id=patient.pk, details__to=str(to.pk)
    )
    return handed.exists() and Message.objects.filter(by=by, patient=patient, key=key).exists()


def other_clinics(clinic: Clinic) -> QuerySet[Clinic]:
    """The other clinics of this house, by name: to which somebody can go over."""
    return Clinic.objects.exclude(pk=clinic.pk).order_by("name", "pk")


def transfers_of(patient: Patient) -> QuerySet[Transfer]:
    """Every proposal about this person in this care, newest first."""
    return _whole().filter(patient=patient)


def own_transfers(user: User) -> QuerySet[Transfer]:
    """Every proposal about this person, in whichever care it was made, newest first: for themselves. A care that has
    ended with one is among them."""
    return _whole().filter(patient__user=user)


def questions() -> tuple[Exists, Exists]:
    """Whether something waits for a person's own yes or no: a report that would go out, a move to another clinic. To be
    asked of patients, together with something else."""
    now = clock.now()
    consents = Consent.objects.filter(
        report__patient=OuterRef("pk"), said_yes=None, called_off_at=None, expires_at__gt=now
    )
    moves = Transfer.objects.filter(patient=OuterRef("pk"), state=State.ASKED, expires_at__gt=now)
    return Exists(consents.order_by()), Exists(moves.order_by())


def questions_to(patient: Patient) -> tuple[bool, bool]:
    """The same of one person."""
    report, move = Patient.objects.filter(pk=patient.pk).values_list(*questions())[0]
    return report, move


def transfer_that_closed(record: Patient) -> Transfer | None:
    """How the care of a closed record ended: where the person went over to, and what they let go along."""
    return transfers_of(record).filter(state=State.ACCEPTED, ends_here=True).first()


def own_transfer(user: User, transfer_id: Any) -> Transfer:
    transfer = own_transfers(user).filter(pk=transfer_id).first()
    if transfer is None:
        raise NotYours
    return transfer


def transfer_of(patient: Patient, transfer_id: Any) -> Transfer:
    transfer = transfers_of(patient).filter(pk=transfer_id).first()
    if transfer is None:
        raise NotYours
    return transfer


def arrivals_at(clinic: Clinic) -> QuerySet[Transfer]:
    """Who has said yes to coming here and waits for this clinic's answer, whoever has waited longest first. Nobody is
    in it before their yes."""
    waits = _whole().filter(to_clinic=clinic, state=State.OFFERED, expires_at__gt=clock.now())
    return waits.filter(patient__ended_at=None).order_by("answered_at")


def arrival_at(clinic: Clinic, transfer_id: Any) -> Transfer:
    """One of those, or one that this clinic has answered: a second press finds what the first one did."""
    answered = _whole().filter(to_clinic=clinic, state__in=[State.ACCEPTED, State.REFUSED])
    for rows in (arrivals_at(clinic), answered):
        if (transfer := rows.filter(pk=transfer_id).first()) is not None:
            return transfer
    raise NotYours


def handed_to(patient: Patient) -> QuerySet[HandedDocument]:
    """What came along with this person from another clinic: what they let go, and nothing else. Who lets the whole
    record go lets the report in it go too."""
    rows = HandedDocument.objects.filter(transfer__became=patient, transfer__state=State.ACCEPTED)
    rows = rows.filter(Q(kind=F("transfer__along")) | Q(transfer__along=Along.RECORD))
    return rows.select_related("transfer__patient__clinic", "transfer__proposed_by")


def handed_document(patient: Patient, document_id: Any) -> HandedDocument:
    document = handed_to(patient).filter(pk=document_id).first()
    if document is None:
        raise NotYours
    return document


def _whole() -> QuerySet[Transfer]:
    return Transfer.objects.select_related(
        "patient__user", "patient__clinic", "to_clinic", "proposed_by", "became"
    ).prefetch_related("documents")
