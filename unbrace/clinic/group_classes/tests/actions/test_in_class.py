"""A class is opened, people come to its door past the safety questions, are let in, put out, and it ends. With a real
janus, asked who really sits in the room."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from tests.networks.janus_device import JanusDevice
from tests.networks.own_janus import OwnJanus
from tests.people import People, screened
from unbrace.clinic import clock
from unbrace.clinic.group_classes.actions import (
    ask_for_silence,
    call_off_place,
    cancel_class,
    come_to_the_door,
    end_class,
    end_left_open,
    enter_class,
    lead_class,
    let_in,
    open_class,
    put_out,
    settle,
    still_there,
)
from unbrace.clinic.group_classes.actions.enter import SafetyFirst
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass
from unbrace.clinic.group_classes.passing_on import OutOfReach, Ticket, new_mark
from unbrace.clinic.group_classes.queries import Standing, standing_of, waits
from unbrace.clinic.group_classes.tests.conftest import NOWHERE, class_of_toms, comes
from unbrace.clinic.refused import NotYours, Refused
from unbrace.rehab.red_flags import AskedIn


@pytest.fixture
def held(people: People, janus: OwnJanus) -> GroupClass:
    """Open, with Tom's page there."""
    return open_class(by=people.tom.user, group_class=class_of_toms(people))


@pytest.fixture
def hers(people: People, held: GroupClass) -> ClassPlace:
    """Maria waits at its door."""
    place = comes(people, held, people.maria)
    return come_to_the_door(by=people.maria.user, place=place, pain=2)


def standing(place: ClassPlace) -> Standing:
    return standing_of(
        ClassPlace.objects.select_related("group_class", "patient").get(pk=place.pk), clock.now()
    )


def sits(device: JanusDevice, ticket: Ticket) -> bool:
    device.token = ticket.token
    assert device.begins()
    return device.joins(ticket.room, ticket.member, ticket.room_token)


def test_nobody_comes_in_before_they_are_let_in_and_then_only_one_device(
    people: People, hers: ClassPlace, janus: OwnJanus
) -> None:
    assert standing(hers) is Standing.WAITING
    assert waits(hers, clock.now())
    with pytest.raises(Refused, match="lets you in"):
        enter_class(by=people.maria.user, place=hers)
    let_in(by=people.tom.user, place=hers)
    ticket = enter_class(by=people.maria.user, place=hers)

    with JanusDevice(janus.ws, None) as first, JanusDevice(janus.ws, None) as second:
        assert sits(first, ticket)
        assert settle(hers.group_class) == {ticket.member}
        assert not sits(second, Ticket(ticket.room, new_mark(), ticket.token, ticket.room_token)), (
            "what let her in lets nobody else in"
        )
        # she opens the class on another device: the first one is out
        again = enter_class(by=people.maria.user, place=hers)
        assert sits(second, again)
        assert settle(hers.group_class) == {again.member}
        assert janus.passing_on.who_is_in(ticket.room) == {again.member}

    hers.refresh_from_db()
    assert hers.was_in_at is not None
    assert hers.room_token == ""


def test_put_out_is_out_at_once_and_back_only_when_let_in_again(
    people: People, hers: ClassPlace, janus: OwnJanus
) -> None:
    let_in(by=people.tom.user, place=hers)
    used = enter_class(by=people.maria.user, place=hers)

    with JanusDevice(janus.ws, None) as phone:
        assert sits(phone, used)
        put_out(by=people.tom.user, place=hers)
        assert janus.passing_on.who_is_in(used.room) == frozenset()
        assert not sits(phone, used)
        with pytest.raises(Refused):
            enter_class(by=people.maria.user, place=hers)
        let_in(by=people.tom.user, place=hers)
        unused = enter_class(by=people.maria.user, place=hers)
        put_out(by=people.tom.user, place=hers)  # before her device has used it
        assert not sits(phone, unused)

    assert standing(hers) is Standing.OUT


def test_a_place_that_is_called_off_in_the_middle_and_a_class_that_ends_leave_nobody_in(
    people: People, hers: ClassPlace, janus: OwnJanus
) -> None:
    his = comes(people, hers.group_class, people.jonas)
    come_to_the_door(by=people.jonas.user, place=his, pain=0)
    for place in (hers, his):
        let_in(by=people.tom.user, place=place)
    tickets = [enter_class(by=place.patient.user, place=place) for place in (hers, his)]
    leads = lead_class(by=people.tom.user, group_class=hers.group_class)

    with (
        JanusDevice(janus.ws, None) as marias,
        JanusDevice(janus.ws, None) as jonas,
        JanusDevice(janus.ws, None) as toms,
    ):
        assert sits(marias, tickets[0])
        assert sits(jonas, tickets[1])
        assert sits(toms, leads)
        call_off_place(by=people.maria.user, place=hers)
        assert janus.passing_on.who_is_in(leads.room) == {tickets[1].member, leads.member}
        end_class(by=people.tom.user, group_class=hers.group_class)
        end_class(by=people.tom.user, group_class=hers.group_class)
        assert janus.passing_on.who_is_in(leads.room) == frozenset()

    assert standing(his) is Standing.OVER
    again = open_class(by=people.tom.user, group_class=hers.group_class)
    assert again.room not in ("", leads.room)
    assert standing(his) is Standing.WAITING


def test_somebody_who_was_never_let_in_is_found_and_put_out(
    people: People, held: GroupClass, janus: OwnJanus
) -> None:
    """Should a token ever go astray."""
    astray = janus.passing_on.hand_out(held.room, new_mark(), new_mark(), clock.now())

    with JanusDevice(janus.ws, None) as stranger:
        assert sits(stranger, astray)
        assert settle(held) == frozenset()
        assert janus.passing_on.who_is_in(held.room) == frozenset()


def test_only_its_therapist_opens_lets_in_puts_out_and_ends(people: People, hers: ClassPlace) -> None:
    held = hers.group_class
    for by in (people.theo.user, people.olga.user, people.maria.user, *people.strangers.values()):
        for deed in (open_class, lead_class, ask_for_silence, end_class, cancel_class):
            with pytest.raises(NotYours):
                deed(by=by, group_class=held)
        for on_her in (let_in, put_out):
            with pytest.raises(NotYours):
                on_her(by=by, place=hers)


def test_nobody_comes_to_the_door_or_in_for_her(people: People, hers: ClassPlace) -> None:
    let_in(by=people.tom.user, place=hers)
    for by in (people.tom.user, people.olga.user, *people.strangers.values()):
        with pytest.raises(NotYours):
            come_to_the_door(by=by, place=hers, pain=1)
        with pytest.raises(NotYours):
            still_there(by=by, place=hers)
        with pytest.raises(NotYours):
            enter_class(by=by, place=hers)


@pytest.mark.parametrize("hours", [-1, 3])
def test_a_class_opens_in_its_hour_only(people: People, janus: OwnJanus, hours: int) -> None:
    group_class = class_of_toms(people)
    place = comes(people, group_class, people.maria)
    with clock.set_to(group_class.begins + timedelta(hours=hours)):
        with pytest.raises(Refused):
            open_class(by=people.tom.user, group_class=group_class)
        with pytest.raises(Refused):
            come_to_the_door(by=people.maria.user, place=place, pain=1)


# -- the safety questions --------------------------------------------------------------------------------------------


@pytest.fixture
def invited(people: People, held: GroupClass) -> ClassPlace:
    return comes(people, held, people.maria)


def test_much_pain_asks_the_questions_of_a_session_first_and_then_the_door_is_open(
    people: People, janus: OwnJanus
) -> None:
    with clock.set_to(clock.now() + timedelta(hours=5)):  # longer than an answer of just now is good for
        group_class = open_class(by=people.tom.user, group_class=class_of_toms(people))
        place = comes(people, group_class, people.maria)
        for pain in (7, 5):  # much, and much more than her usual 2
            with pytest.raises(SafetyFirst):
                come_to_the_door(by=people.maria.user, place=place, pain=pain)
        with pytest.raises(SafetyFirst):
            still_there(by=people.maria.user, place=place)
        with pytest.raises(Refused, match="not come to the door"):
            let_in(by=people.tom.user, place=place)
        screened(people.maria, asked_in=AskedIn.BEFORE_SESSION)
        come_to_the_door(by=people.maria.user, place=place, pain=7)
        let_in(by=people.tom.user, place=place)


@pytest.mark.parametrize("pain", [None, -1, 11])
def test_no_answer_is_no_zero(people: People, invited: ClassPlace, pain: int | None) -> None:
    with pytest.raises(Refused) as refused:
        come_to_the_door(by=people.maria.user, place=invited, pain=pain)
    assert refused.value.field == "pain"


def test_what_stops_a_session_stops_a_class_at_the_door_at_letting_in_and_at_coming_in(
    people: People, invited: ClassPlace
) -> None:
    come_to_the_door(by=people.maria.user, place=invited, pain=2)
    let_in(by=people.tom.user, place=invited)
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.FLARE_UP)
    with pytest.raises(SafetyFirst):
        enter_class(by=people.maria.user, place=invited)
    with pytest.raises(SafetyFirst):
        come_to_the_door(by=people.maria.user, place=invited, pain=2)
    put_out(by=people.tom.user, place=invited)
    with pytest.raises(Refused, match="safety questions"):
        let_in(by=people.tom.user, place=invited)


def test_questions_that_are_due_come_before_a_class(people: People, janus: OwnJanus) -> None:
    with clock.set_to(clock.now() + timedelta(days=40)):  # nobody has asked her for longer than four weeks
        group_class = open_class(by=people.tom.user, group_class=class_of_toms(people))
        place = comes(people, group_class, people.maria)
        with pytest.raises(SafetyFirst):
            come_to_the_door(by=people.maria.user, place=place, pain=0)


# -- when janus does not answer --------------------------------------------------------------------------------------


def test_what_was_decided_stands_while_janus_is_away_and_is_made_good_later(
    people: People, hers: ClassPlace, janus: OwnJanus, settings: Settings
) -> None:
    let_in(by=people.tom.user, place=hers)
    ticket = enter_class(by=people.maria.user, place=hers)

    with JanusDevice(janus.ws, None) as phone:
        assert sits(phone, ticket)
        settings.JANUS_ADMIN = NOWHERE
        with pytest.raises(OutOfReach):
            put_out(by=people.tom.user, place=hers)
        assert standing(hers) is Standing.OUT
        settings.JANUS_ADMIN = janus.passing_on.admin
        assert settle(hers.group_class) == frozenset()
        assert janus.passing_on.who_is_in(ticket.room) == frozenset()


def test_a_class_that_was_left_open_is_closed_an_hour_after_its_time(
    people: People, hers: ClassPlace, janus: OwnJanus
) -> None:
    room = hers.group_class.room
    assert end_left_open() == 0
    with clock.set_to(hers.group_class.ends + timedelta(minutes=61)):
        assert (end_left_open(), end_left_open()) == (1, 0)
    with pytest.raises(OutOfReach):
        janus.passing_on.hand_out(room, new_mark(), new_mark(), clock.now())
