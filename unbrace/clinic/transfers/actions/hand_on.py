from __future__ import annotations

from uuid import UUID

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.conversations.actions import answer_message
from unbrace.clinic.conversations.models import Message
from unbrace.clinic.group_classes.actions import free_places_of
from unbrace.clinic.patients.access import require_standing_care
from unbrace.clinic.patients.actions.caseload import tell_of_people
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.clinic.visits.actions import hand_over_visits_of


@transaction.atomic
def hand_on(*, by: User, patient: Patient, to: Membership, word: str, key: UUID) -> Patient:
    """One person to a colleague of the same clinic, with a word to the person, who reads it as a message. Without it
    nobody is handed on: they would wonder who writes to them now. Their visits to come go with them where they fit
    (decision 0036). Sent twice under one key, it is done once. Where care is closed nobody makes a colleague's person
    their own: not by an emergency, and not by what was shared with them."""
    require_standing_care(by, patient, Permission.PRESCRIBE)
    if to.clinic_id != patient.clinic_id or not to.is_active:
        raise NotYours
    if not to.may(Permission.PRESCRIBE):
        raise Refused("Choose a colleague who treats people in this clinic.", field="to")
    current = (
        Patient.objects.select_for_update(of=("self",)).select_related("therapist__user").get(pk=patient.pk)
    )
    if current.ended_at is not None:
        raise NotYours
    sent = Message.objects.filter(by=by, patient=current, key=key).exists()
    if patient.clinic.closed_care and to.user_id == by.pk and current.therapist_id not in (None, to.pk):
        raise Refused(
            "Ask whoever looks after them, or the office: nobody takes a person over alone.", field="to"
        )
    if current.therapist_id == to.pk:
        if sent:
            return current
        raise Refused(f"{to.user.name or to.user.email} looks after them already.", field="to")
    if sent:
        raise Conflict("This page was sent once already. Load it again and look who looks after them now.")
    try:  # settles nothing that waits: the colleague reads and answers it
        answer_message(by=by, patient=patient, key=key, text=word, seen_until=patient.started_at)
    except Refused as refusal:
        raise Refused(refusal.message, field="word") from refusal
    give_care(by, current, to)
    if to.user_id != by.pk:
        tell_of_people(to)
    return current


def give_care(by: User, patient: Patient, to: Membership) -> None:
    """Somebody else looks after a person from now on, and their visits to come go along. Where care is closed their
    places in classes of others are free. For a caller that has locked the row and asked whether it may."""
    before, patient.therapist = patient.therapist, to
    patient.save(update_fields=["therapist"])
    write_down(
        by=by,
        deed="patients.hand_over_care",
        subject=patient,
        clinic_id=patient.clinic_id,
        before=str(before.pk if before is not None else ""),
        to=str(to.pk),
    )
    if before is not None:
        hand_over_visits_of(by=by, patient=patient, before=before, to=to)
    free_places_of(by=by, patient=patient)
