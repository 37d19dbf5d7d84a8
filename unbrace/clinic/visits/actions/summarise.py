"""What the person is told of a visit, in plain words: a message of their conversation, on the visit's page too."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.conversations.actions import answer_message
from unbrace.clinic.conversations.models import Message
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused
from unbrace.clinic.visits.models import Outcome, State, Visit, VisitSummary
from unbrace.clinic.visits.queries import summary_of

ALREADY = "They were told already. Take that message back, or write another one in the conversation."


@transaction.atomic
def tell_summary(*, by: User, visit: Visit, key: UUID, text: str) -> VisitSummary:
    """Sent as a message under the rules of the conversation, but it answers nothing: what waits there goes on waiting.
    Sent twice under one key it is one."""
    patient = visit.patient
    require_care(by, patient, Permission.ANSWER_MESSAGES)
    Visit.objects.select_for_update(of=("self",)).get(
        pk=visit.pk
    )  # of two who tell at once the second reads of the first
    known = VisitSummary.objects.filter(visit=visit, message__by=by, message__key=key).first()
    if known is None and summary_of(visit) is not None:
        raise Refused(ALREADY, field="text")
    if visit.state != State.BOOKED or visit.outcome == Outcome.NO_SHOW or clock.now() < visit.begins:
        raise Refused("There is something to tell once the visit has taken place.", field="text")
    message, _ = answer_message(by=by, patient=patient, key=key, text=text, seen_until=patient.started_at)
    if known is not None:
        return known
    told = VisitSummary.objects.create(visit=visit, message=message)
    write_down(by=by, deed="visits.tell_summary", subject=visit, clinic_id=patient.clinic_id)
    return told


@transaction.atomic
def read_summary(*, by: User, visit: Visit) -> None:
    """The person has it before them on the visit's page: it is read, as if they had opened the conversation."""
    require_self(by, visit.patient)
    told = Message.objects.filter(
        summary_of__visit=visit, from_patient=False, read_at=None, withdrawn_at=None
    )
    if told.update(read_at=clock.now(), read_by=by):
        write_down(by=by, deed="visits.read_summary", subject=visit, clinic_id=visit.patient.clinic_id)
