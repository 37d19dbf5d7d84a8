"""Two people have a seat in a call, and nobody else; the therapist opens, lets in and ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.calls.actions import admit, end, open_door
from unbrace.clinic.calls.models import Call
from unbrace.clinic.calls.queries import Door, Role, Seat, door_of, leads_in, seat_by, seat_of, ticket_for
from unbrace.clinic.calls.tests.conftest import visit_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.models import Place, State, Visit


def seat(user: User, visit: Visit) -> Seat:
    found = seat_of(user, visit.pk)
    assert found is not None
    return found


def test_the_person_and_the_therapist_of_the_visit_have_a_seat_and_nobody_else(
    people: People, visit: Visit
) -> None:
    assert seat(people.maria.user, visit).role is Role.PATIENT
    assert seat(people.tom.user, visit).role is Role.THERAPIST
    others = [*people.strangers.values(), people.theo.user, people.olga.user]
    assert [seat_of(other, visit.pk) for other in others] == [None] * len(others)


def test_a_visit_in_person_or_cancelled_or_after_the_care_has_no_call(people: People) -> None:
    assert seat_of(people.maria.user, visit_of(people, Place.IN_PERSON).pk) is None
    cancelled = visit_of(people)
    cancelled.state, cancelled.cancelled_at = State.CANCELLED, clock.now()
    cancelled.save()
    assert seat_of(people.maria.user, cancelled.pk) is None
    kept = visit_of(people)
    people.maria.ended_at = clock.now()
    people.maria.save()
    assert seat_of(people.maria.user, kept.pk) is None
    assert seat_of(people.tom.user, kept.pk) is None


def test_a_therapist_who_has_left_has_no_seat_any_more(people: People, visit: Visit) -> None:
    people.tom.ended_at = clock.now()
    people.tom.save()
    assert seat_of(people.tom.user, visit.pk) is None


@pytest.mark.parametrize(
    ("after", "door"),
    [
        (timedelta(minutes=-16), Door.EARLY),
        (timedelta(minutes=-15), Door.OPEN),
        (timedelta(minutes=89), Door.OPEN),
        (timedelta(minutes=91), Door.OVER),
    ],
)
def test_the_door_is_open_from_a_quarter_before_until_an_hour_after(
    visit: Visit, after: timedelta, door: Door
) -> None:
    assert door_of(visit, visit.begins + after) is door


def test_whoever_is_late_still_finds_the_way_in_until_it_is_over_for_them(
    people: People, visit: Visit
) -> None:
    late = visit.begins + timedelta(minutes=5)
    for role in (Role.PATIENT, Role.THERAPIST):
        assert leads_in(visit, role, visit.begins - timedelta(days=1))
        assert leads_in(visit, role, late)
        assert not leads_in(visit, role, visit.begins + timedelta(minutes=91))
    Call.objects.create(visit=visit, opened_at=visit.begins, ended_at=late)
    assert not leads_in(visit, Role.PATIENT, late)
    assert leads_in(visit, Role.THERAPIST, late)  # who pressed End by mistake opens it again
    visit.place = Place.IN_PERSON
    assert not leads_in(visit, Role.THERAPIST, visit.begins)


def test_a_ticket_is_good_for_a_minute_and_does_not_outlive_the_visit(people: People, visit: Visit) -> None:
    ticket = ticket_for(seat(people.maria.user, visit))
    found = seat_by(ticket)
    assert found is not None
    assert (found.user, found.role) == (people.maria.user, Role.PATIENT)
    assert seat_by(ticket[:-2] + "xx") is None
    assert seat_by("") is None
    visit.state, visit.cancelled_at = State.CANCELLED, clock.now()
    visit.save()
    assert seat_by(ticket) is None


def test_an_old_ticket_opens_nothing(people: People, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = ticket_for(seat(people.maria.user, visit))
    import time

    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 61)
    assert seat_by(ticket) is None


def test_the_therapist_opens_lets_in_and_ends_and_each_is_written_down_once(
    people: People, visit: Visit
) -> None:
    tom = seat(people.tom.user, visit)
    assert open_door(seat=tom) == open_door(seat=tom)
    assert admit(seat=tom).admitted_at == admit(seat=tom).admitted_at
    ended = end(seat=tom)
    assert ended is not None
    assert ended == end(seat=tom)
    deeds = AuditEntry.objects.filter(deed__startswith="calls.").values_list("deed", flat=True)
    assert list(deeds.order_by("pk")) == ["calls.open", "calls.admit", "calls.end"]


def test_opened_again_the_person_waits_again(people: People, visit: Visit) -> None:
    tom = seat(people.tom.user, visit)
    open_door(seat=tom)
    admit(seat=tom)
    end(seat=tom)
    with pytest.raises(Refused, match="Open it again first"):
        admit(seat=tom)
    again = open_door(seat=tom)
    assert (again.admitted_at, again.ended_at) == (None, None)


def test_a_person_opens_and_ends_nothing(people: People, visit: Visit) -> None:
    open_door(seat=seat(people.tom.user, visit))
    for deed in (open_door, admit, end):
        with pytest.raises(NotYours):
            deed(seat=seat(people.maria.user, visit))
    assert Call.objects.get().admitted_at is None


def test_nobody_opens_a_day_early(people: People, visit: Visit) -> None:
    with clock.set_to(visit.begins - timedelta(days=1)), pytest.raises(Refused, match="quarter of an hour"):
        open_door(seat=seat(people.tom.user, visit))
