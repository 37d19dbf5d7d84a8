"""What the therapist does in a class: open it, let in, put out, ask for silence, end it."""

from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.calls.queries import Door
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.group_classes.actions.rows import held_class, held_place
from unbrace.clinic.group_classes.actions.settle import settle
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass, PlaceState
from unbrace.clinic.group_classes.passing_on import new_mark
from unbrace.clinic.group_classes.queries import door_of, passing_on
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.clinic.refused import Refused

NOT_NOW = "The safety questions do not let them into a class today. Speak with them on their own."


def open_class(*, by: User, group_class: GroupClass) -> GroupClass:
    """The therapist is there. A class that was ended is opened again under another name, and everybody waits once more.
    Raises OutOfReach where nothing passes the pictures on."""
    opened = _open(by, group_class)
    passing_on().open(opened.room, opened.places)
    return opened


@transaction.atomic
def _open(by: User, group_class: GroupClass) -> GroupClass:
    found, now = held_class(by, group_class), clock.now()
    if found.cancelled_at is not None:
        raise Refused("This class is over or cancelled.")
    if door_of(found, now) is not Door.OPEN:
        raise Refused("A class opens a quarter of an hour before its time, and closes an hour after its end.")
    if found.room and found.ended_at is None:
        return found
    found.taken_places.update(let_in_at=None, put_out_at=None, member="", room_token="")
    found.room, found.opened_at, found.ended_at, found.muted_at = new_mark(), now, None, None
    found.member = found.room_token = ""
    found.save()
    write_down(by=by, deed="group_classes.open", subject=found, clinic_id=found.clinic_id)
    return found


@transaction.atomic
def let_in(*, by: User, place: ClassPlace) -> ClassPlace:
    """Whoever waits and has passed the safety questions; also whoever was put out before. Twice is once."""
    require_care(by, place.patient, Permission.BOOK_VISITS)
    group_class = held_class(by, place.group_class)
    found = held_place(place)
    if not group_class.room or group_class.ended_at is not None:
        raise Refused("This class has ended. Open it again first.")
    if found.state != PlaceState.YES or found.passed_at is None or not found.is_in_care:
        raise Refused("They have not come to the door yet.")
    if gate_of(found.patient).allowed is not Allowed.ALL:
        raise Refused(NOT_NOW)
    if not found.may_be_in:
        found.let_in_at, found.put_out_at = clock.now(), None
        found.save(update_fields=["let_in_at", "put_out_at"])
        write_down(by=by, deed="group_classes.let_in", subject=found, clinic_id=group_class.clinic_id)
    return found


def put_out(*, by: User, place: ClassPlace) -> ClassPlace:
    """Out at once, and not back in by themselves. Where janus does not answer the deed stands, OutOfReach is raised,
    and every further look at the class tries again (`settle`)."""
    out = _put_out(by, place)
    settle(out.group_class)
    return out


@transaction.atomic
def _put_out(by: User, place: ClassPlace) -> ClassPlace:
    group_class = held_class(by, place.group_class)
    found = held_place(place)
    if found.put_out_at is None:
        found.put_out_at = clock.now()
        found.save(update_fields=["put_out_at"])
        write_down(by=by, deed="group_classes.put_out", subject=found, clinic_id=group_class.clinic_id)
    return found


@transaction.atomic
def ask_for_silence(*, by: User, group_class: GroupClass) -> GroupClass:
    """Every device in the class switches its microphone off, once; whoever speaks later switches it on again."""
    found = held_class(by, group_class)
    found.muted_at = clock.now()
    found.save(update_fields=["muted_at"])
    return found


def end_class(*, by: User, group_class: GroupClass) -> GroupClass:
    """For everybody; twice is once."""
    ended = _end(by, group_class)
    settle(ended)
    return ended


@transaction.atomic
def _end(by: User, group_class: GroupClass) -> GroupClass:
    found = held_class(by, group_class)
    if found.room and found.ended_at is None:
        found.ended_at = clock.now()
        found.save(update_fields=["ended_at"])
        write_down(by=by, deed="group_classes.end", subject=found, clinic_id=found.clinic_id)
    return found
