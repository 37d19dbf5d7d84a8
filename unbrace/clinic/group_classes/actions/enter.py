"""Coming to the door of a class, and through it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.check_ins.gate import Gate, asks_before_session, gate_of
from unbrace.clinic.check_ins.usual import usual_pain_of
from unbrace.clinic.group_classes.actions.rows import held_class, own_held_place
from unbrace.clinic.group_classes.actions.stop import stop
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass
from unbrace.clinic.group_classes.passing_on import Ticket, new_mark
from unbrace.clinic.group_classes.queries import Standing, passing_on, standing_of
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.clinic.refused import Refused


class SafetyFirst(Refused):
    """Something about their safety comes before a class; Today shows what."""


class AskBeforeSession(SafetyFirst):
    """The questions before a session come first."""


class Stopped(SafetyFirst):
    """They had passed the questions, and something was found since."""


@transaction.atomic
def come_to_the_door(*, by: User, place: ClassPlace, pain: int | None) -> ClassPlace:
    """The same gate as before a session: nothing that stops or waits, and the questions first where it hurts much or
    much more than usual. `pain` is 0 to 10 and is kept nowhere. Raises SafetyFirst, or Refused for all else."""
    found, now = own_held_place(by, place), clock.now()
    if standing_of(found, now) in (Standing.EARLY, Standing.OVER):
        raise Refused("This class is not open now.")
    if pain is None or not 0 <= pain <= 10:
        raise Refused("Say how your back is now, from 0 to 10.", field="pain")
    gate = _open_gate(found)
    if asks_before_session(gate, pain, usual_pain_of(found.patient, today_of(found.patient)), now):
        raise AskBeforeSession(gettext_noop("A few questions come first. Then come back here."))
    found.passed_at = found.waiting_at = now
    found.save(update_fields=["passed_at", "waiting_at"])
    return found


def still_there(*, by: User, place: ClassPlace) -> ClassPlace:
    """A sign of life from the waiting room or the class. Raises SafetyFirst for whoever has not passed the questions,
    and Stopped for whoever the gate stops by now: they are out of the room then."""
    try:
        return _still_there(by, place)
    except Stopped:
        stop(place)
        raise


@transaction.atomic
def _still_there(by: User, place: ClassPlace) -> ClassPlace:
    found, now = own_held_place(by, place), clock.now()
    if found.passed_at is None:
        raise SafetyFirst(gettext_noop("A few questions come first. Then come back here."))
    try:
        _open_gate(found, midway=True)
    except SafetyFirst as first:
        raise Stopped(first.message) from first
    if standing_of(found, now) in (Standing.SHUT, Standing.WAITING):
        found.waiting_at = now
        found.save(update_fields=["waiting_at"])
    return found


def enter_class(*, by: User, place: ClassPlace) -> Ticket:
    """One device comes in, once; another one of the same person leaves by that. The safety gate is asked anew, since
    something may have been found meanwhile. Raises OutOfReach where nothing passes the pictures on."""
    found = _enter(by, place)
    room = found.group_class.room
    return passing_on().hand_out(room, found.member, found.room_token, clock.now())


@transaction.atomic
def _enter(by: User, place: ClassPlace) -> ClassPlace:
    found = own_held_place(by, place)
    if standing_of(found, clock.now()) is not Standing.IN:
        raise Refused("Your therapist lets you in.")
    _open_gate(found, midway=True)
    if found.room_token:  # handed out and never used
        passing_on().lock_behind(found.group_class.room, found.room_token)
    found.member, found.room_token = new_mark(), new_mark()
    found.save(update_fields=["member", "room_token"])
    return found


def lead_class(*, by: User, group_class: GroupClass) -> Ticket:
    """The therapist's own device. Where janus has begun anew meanwhile, the room is made again."""
    found = _lead(by, group_class)
    passing_on().open(found.room, found.places)
    return passing_on().hand_out(found.room, found.member, found.room_token, clock.now())


@transaction.atomic
def _lead(by: User, group_class: GroupClass) -> GroupClass:
    found = held_class(by, group_class)
    if not found.room or found.ended_at is not None:
        raise Refused("This class has ended. Open it again first.")
    if found.room_token:
        passing_on().lock_behind(found.room, found.room_token)
    found.member, found.room_token = new_mark(), new_mark()
    found.save(update_fields=["member", "room_token"])
    return found


def _open_gate(place: ClassPlace, *, midway: bool = False) -> Gate:
    """Whoever may do only the gentle part, or nothing, is in no class: what is done there fits all the others."""
    gate = gate_of(place.patient)
    allowed = gate.allowed_midway if midway else gate.allowed
    if allowed is Allowed.NOTHING:
        raise SafetyFirst(gettext_noop("Something about your safety comes first. Today shows what."))
    if allowed is not Allowed.ALL:
        raise SafetyFirst(
            gettext_noop("Only gentle things today. Write to your therapist; a class is for another day.")
        )
    return gate
