"""The three deeds of a call: open the door, let somebody in, end it."""

from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.calls.models import Call
from unbrace.clinic.calls.queries import Door, Role, Seat, door_of
from unbrace.clinic.refused import NotYours, Refused


@transaction.atomic
def open_door(*, seat: Seat) -> Call:
    """The therapist is there. A call that was ended is opened again, and the person waits once more."""
    _for_the_therapist(seat)
    now = clock.now()
    if door_of(seat.visit, now) is not Door.OPEN:
        raise Refused("This call opens a quarter of an hour before the visit, and closes an hour after it.")
    call, opened = Call.objects.select_for_update().get_or_create(
        visit=seat.visit, defaults={"opened_at": now}
    )
    if call.ended_at is not None:
        call.opened_at, call.admitted_at, call.ended_at, opened = now, None, None, True
        call.save()
    if opened:
        _write_down(seat, "calls.open", call)
    return call


@transaction.atomic
def admit(*, seat: Seat) -> Call:
    """Twice is once."""
    _for_the_therapist(seat)
    call = Call.objects.select_for_update().filter(visit=seat.visit, ended_at=None).first()
    if call is None:
        raise Refused("This call has ended. Open it again first.")
    if call.admitted_at is None:
        call.admitted_at = clock.now()
        call.save(update_fields=["admitted_at"])
        _write_down(seat, "calls.admit", call)
    return call


@transaction.atomic
def end(*, seat: Seat) -> Call | None:
    """The therapist ends it for both; twice is once, and a call that never began has nothing to end."""
    _for_the_therapist(seat)
    call = Call.objects.select_for_update().filter(visit=seat.visit).first()
    if call is not None and call.ended_at is None:
        call.ended_at = clock.now()
        call.save(update_fields=["ended_at"])
        _write_down(seat, "calls.end", call)
    return call


def _for_the_therapist(seat: Seat) -> None:
    if seat.role is not Role.THERAPIST:
        raise NotYours


def _write_down(seat: Seat, deed: str, call: Call) -> None:
    write_down(by=seat.user, deed=deed, subject=call, clinic_id=seat.visit.patient.clinic_id)
