"""Whoever leaves, pauses or hands people over, and a care that ends, leaves no visit behind that nobody holds.

Each visit to come goes to whoever looks after the person now, else to the colleague who was named, where it lies in
their hours and nothing else does; they hold it from then on, and can move or cancel it like any other of theirs. What
does not fit is cancelled. The person is told either way. `cancel_unheld` is the net under it: whichever way a therapist
went, a day before the visit at the latest it is theirs who hold it, or it is cancelled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.actions import suspend_member
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.actions import give_role, hand_over_caseload, let_go
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.actions.pass_on import offer_to_who_waits
from unbrace.clinic.visits.book import give_back, open_book, take
from unbrace.clinic.visits.mails import News, tell
from unbrace.clinic.visits.models import OfficeHours, State, Visit, WaitingPlace
from unbrace.clinic.visits.queries import fits, hours_of, to_come_of, unheld

#: So long before it begins at the latest a visit that nobody holds is cancelled.
TOLD_BEFORE: Final = timedelta(days=1)
NOT_FREE: Final = (
    "They are busy then, or it lies outside their hours. Choose somebody else, or cancel the visit."
)


@dataclass(frozen=True)
class Passed:
    """How many people went over, how many visits stay with somebody else, and how many are cancelled."""

    people: int = 0
    kept: int = 0
    cancelled: int = 0


@transaction.atomic
def let_go_with_visits(*, by: User, membership: Membership, successor: Membership | None = None) -> Passed:
    """Somebody leaves: their people and their visits."""
    people = let_go(by=by, membership=membership, successor=successor)
    return _pass_on(by, membership, to_come_of(membership), successor, people)


@transaction.atomic
def hand_over_with_visits(
    *, by: User, membership: Membership, to: Membership, patients: Collection[Any] | None = None
) -> Passed:
    """Some people, or all, go to a colleague, and what is booked with them too."""
    going = membership.patients.filter(ended_at=None)
    if patients is not None:
        going = going.filter(pk__in=list(patients))
    went = list(going.values_list("pk", flat=True))
    people = hand_over_caseload(by=by, membership=membership, to=to, patients=patients)
    return _pass_on(by, membership, to_come_of(membership).filter(patient__in=went), to, people)


@transaction.atomic
def hand_over_visits_of(*, by: User, patient: Patient, before: Membership, to: Membership) -> Passed:
    """What is booked between one person and whoever looked after them until now. Called by the deed that has just given
    them to `to`, which has asked whether it may."""
    return _pass_on(by, before, to_come_of(before).filter(patient=patient), to)


@transaction.atomic
def end_visits_of(*, by: User, patient: Patient) -> int:
    """The care of one person ends: every visit to come is cancelled, every offer taken back, both sides are told, they
    wait for no earlier time any more, and the times are free for others. Called by the deed that ends the care, which
    has asked whether it may. Gives how many visits and offers there were."""
    now = clock.now()
    patient.waiting_places.filter(ended_at=None).update(ended_at=now)
    ending = patient.visits.filter(state=State.BOOKED, begins__gt=now) | patient.visits.filter(
        state=State.OFFERED
    )
    holders = Membership.objects.filter(pk__in=ending.order_by().values("therapist"))
    books = {one.pk: open_book(hours_of(one)) for one in holders.order_by("pk")}
    gone = list(ending.select_for_update(of=("self",)).select_related("therapist__user", "therapist__clinic"))
    for visit in gone:
        visit.patient = patient
        _cancel(by, visit)
    for visit in gone:
        if visit.therapist_id in books:
            offer_to_who_waits(books[visit.therapist_id], visit.begins, visit.ends, but=patient)
    return len(gone)


@transaction.atomic
def suspend_with_visits(*, by: User, membership: Membership, to: Membership | None = None) -> Passed:
    """A pause: nobody knows how long. `to` has the visits meanwhile; without anybody they are cancelled."""
    suspend_member(by=by, membership=membership)
    _check(membership, to)
    return _pass_on(by, membership, to_come_of(membership), to)


@transaction.atomic
def give_role_with_visits(
    *, by: User, membership: Membership, role: str, successor: Membership | None = None
) -> tuple[Membership, Passed]:
    """Whoever treats nobody any more holds no visit either; whoever goes on treating keeps theirs."""
    new = give_role(by=by, membership=membership, role=role, successor=successor)
    if new.pk == membership.pk:
        return new, Passed()
    to = new if new.may(Permission.PRESCRIBE) else successor
    return new, _pass_on(by, membership, to_come_of(membership), to)


@transaction.atomic
def take_over_visit(*, by: User, visit: Visit, to: Membership) -> Visit:
    """The office finds somebody for a visit that nobody holds."""
    require(by, visit.patient.clinic, Permission.MANAGE_MEMBERS)
    _check(visit.therapist, to)
    rows = Visit.objects.select_for_update(of=("self",)).select_related("therapist__user")
    current = rows.get(pk=visit.pk)
    current.patient = visit.patient
    if current.therapist.is_active:  # so it was all along, or somebody else was quicker by a moment
        raise Refused("Somebody holds this visit. Move it or cancel it instead.", field="to")
    if current.state != State.BOOKED or clock.now() >= current.begins or not _goes_to(by, current, to):
        raise Refused(NOT_FREE, field="to")
    return current


def cancel_unheld() -> int:
    """For the clock of the house; any number may do it at once."""
    near = unheld().filter(begins__lte=clock.now() + TOLD_BEFORE)
    return sum(_cancel_unheld(visit.pk) for visit in near)


@transaction.atomic
def _cancel_unheld(visit_id: Any) -> bool:
    current = unheld().select_for_update(of=("self",)).filter(pk=visit_id).first()
    if current is not None:
        _cancel(None, current)
    return current is not None


def _check(membership: Membership, to: Membership | None) -> None:
    if to is None:
        return
    if to.clinic_id != membership.clinic_id:
        raise NotYours
    if to.pk == membership.pk or not to.may(Permission.PRESCRIBE):
        raise Refused("Choose a colleague who treats people in this clinic.", field="to")


def _pass_on(
    by: User, before: Membership, visits: Iterable[Visit], to: Membership | None, people: int = 0
) -> Passed:
    kept = cancelled = 0
    before.refresh_from_db()
    for visit in visits:
        now_with = visit.patient.looked_after_by
        target = now_with if now_with is not None and now_with.pk != before.pk else to
        if target is not None and _goes_to(by, visit, target):
            kept += 1
        else:
            _cancel(by, visit)
            cancelled += 1
    _waiting(before, to)
    return Passed(people, kept, cancelled)


def _goes_to(by: User, visit: Visit, to: Membership) -> bool:
    """Into their book, where it fits. Whoever held it so far hears of it too, if they still work here."""
    row, _ = OfficeHours.objects.get_or_create(therapist=to, defaults={"is_open": False})
    row.therapist = to
    hours = open_book(row)
    if not fits(hours, visit):
        return False
    gone = copy(visit)
    give_back(visit)
    visit.therapist, visit.before_min, visit.after_min = to, hours.before_min, hours.after_min
    visit.address = hours.address or visit.address if visit.address else ""
    if not take(visit):
        visit.therapist = gone.therapist
        return False
    visit.sequence += 1
    visit.save(update_fields=["therapist", "before_min", "after_min", "address", "sequence"])
    write_down(by=by, deed="visits.hand_over", subject=visit, clinic_id=to.clinic_id, to=str(to.pk))
    if visit.state == State.BOOKED and to.user_id != gone.therapist.user_id:
        tell(visit, News.WITH_ANOTHER, therapist=False)
        tell(visit, News.BOOKED, patient=False)
        gone.state, gone.sequence = State.CANCELLED, visit.sequence
        tell(gone, News.A_COLLEAGUES, patient=False)
    return True


def _cancel(by: User | None, visit: Visit) -> None:
    """An offer is taken back; both are told like any cancelling."""
    give_back(visit)
    if visit.state == State.BOOKED:
        visit.cancelled_at, visit.cancelled_by = clock.now(), by
    visit.state = State.CANCELLED if visit.state == State.BOOKED else State.LAPSED
    visit.sequence += 1
    visit.save(update_fields=["state", "cancelled_at", "cancelled_by", "sequence"])
    write_down(by=by, deed="visits.cancel", subject=visit, clinic_id=visit.patient.clinic_id, late=False)
    tell(visit, News.CANCELLED, therapist=visit.therapist.is_active)


def _waiting(before: Membership, to: Membership | None) -> None:
    """Whoever waits for an earlier time waits for whoever looks after them now, with the turn they had."""
    for place in WaitingPlace.objects.filter(therapist=before, ended_at=None).select_related(
        "patient__therapist"
    ):
        now_with = place.patient.looked_after_by
        if now_with is None and place.patient.therapist_id == before.pk and before.ended_at is None:
            continue  # a pause: they may be back
        if now_with is not None and now_with.pk == before.pk:
            continue
        taken = (
            now_with is not None
            and WaitingPlace.objects.filter(patient=place.patient, therapist=now_with, ended_at=None).exists()
        )
        if now_with is None or taken:
            place.ended_at = clock.now()
        else:
            place.therapist = now_with
        place.save(update_fields=["therapist", "ended_at"])
