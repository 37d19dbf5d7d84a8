"""A desk is recorded, one change is tried, looked at a day and a week later, and kept or taken back."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from PIL import Image

from unbrace.clinic import clock
from unbrace.clinic.desks import photo_files
from unbrace.clinic.desks.actions import (
    decide_change,
    delete_photo,
    did_change,
    keep_photo,
    look_at_change,
    next_change,
    propose_change,
    record_desk,
)
from unbrace.clinic.desks.models import DeskChange, DeskLook, DeskPhoto, DeskRecord
from unbrace.clinic.desks.queries import (
    changes_of,
    look_due_for,
    next_for,
    open_change_of,
    records_of,
    tried_change,
)
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.refused import Conflict, Refused
from unbrace.rehab.desk import Came

if TYPE_CHECKING:
    from tests.people import People

LONG: dict[str, Any] = {"longest_sitting_min": 120.0, "laptop_hours": 6.0, "bothers": 5}


def a_photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), "tan").save(out, "PNG")
    return out.getvalue()


def recorded(people: People, **said: Any) -> DeskRecord:
    return record_desk(by=people.maria.user, patient=people.maria, key=uuid4(), said=LONG | said)


def doing(people: People) -> DeskChange:
    recorded(people)
    change = open_change_of(people.maria)
    assert change is not None
    return did_change(by=people.maria.user, change=change, done=True)


def test_a_record_brings_one_change_and_no_second_one(people: People) -> None:
    recorded(people)
    change = open_change_of(people.maria)
    assert change is not None
    assert (change.change, change.before, change.state) == ("sit-less-at-a-time", 5, "offered")
    assert change.found["value"] == 120
    recorded(people, longest_sitting_min=90.0)
    assert changes_of(people.maria).count() == 1
    assert next_change(by=people.maria.user, patient=people.maria) == change


def test_where_everything_is_within_its_range_nothing_is_proposed(people: People) -> None:
    recorded(people, longest_sitting_min=20.0, laptop_hours=1.0)
    assert open_change_of(people.maria) is None
    assert next_change(by=people.maria.user, patient=people.maria) is None


def test_the_same_record_sent_twice_is_one_and_another_under_its_key_is_said(people: People) -> None:
    key = uuid4()
    once = record_desk(by=people.maria.user, patient=people.maria, key=key, said=LONG)
    assert record_desk(by=people.maria.user, patient=people.maria, key=key, said=LONG) == once
    with pytest.raises(Conflict):
        record_desk(by=people.maria.user, patient=people.maria, key=key, said=LONG | {"bothers": 1})
    assert records_of(people.maria).count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [({}, "bothers"), ({"seat_cm": 300.0}, "seat_cm"), ({"bothers": 11}, "bothers")],
)
def test_what_can_hardly_be_is_refused_beside_its_field(
    people: People, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        record_desk(by=people.maria.user, patient=people.maria, key=uuid4(), said=said)
    assert refused.value.field == field
    assert not records_of(people.maria).exists()


def test_it_is_asked_a_day_and_a_week_later_and_read_against_before(people: People) -> None:
    change, now = doing(people), clock.now()
    assert look_due_for(people.maria) is None
    with clock.set_to(now + timedelta(days=1)):
        due = look_due_for(people.maria)
        assert due is not None
        assert due.due == 1
        look_at_change(by=people.maria.user, change=change, after_days=1, bothers=5)
        look_at_change(by=people.maria.user, change=change, after_days=1, bothers=9)
        assert look_due_for(people.maria) is None
        with pytest.raises(Refused):
            look_at_change(by=people.maria.user, change=change, after_days=7, bothers=1)
    with clock.set_to(now + timedelta(days=7)):
        assert look_due_for(people.maria) is not None
        look_at_change(by=people.maria.user, change=change, after_days=7, bothers=2)
        found = tried_change(changes_of(people.maria)[0], today_of(people.maria))
        assert (found.day_1, found.day_7, found.came) == (5, 2, Came.BETTER)
    assert DeskLook.objects.count() == 2


def test_a_skipped_answer_is_no_number(people: People) -> None:
    change, now = doing(people), clock.now()
    with clock.set_to(now + timedelta(days=7)):
        look_at_change(by=people.maria.user, change=change, after_days=7, bothers=None)
        found = tried_change(changes_of(people.maria)[0], today_of(people.maria))
    assert (found.day_7, found.came) == (None, Came.NOT_KNOWN)


@pytest.mark.parametrize("keep", [True, False])
def test_kept_or_taken_back_the_next_one_is_another(people: People, *, keep: bool) -> None:
    change = doing(people)
    decided = decide_change(by=people.maria.user, change=change, keep=keep)
    assert decided.state == ("kept" if keep else "undone")
    assert decide_change(by=people.maria.user, change=change, keep=keep).closed_at == decided.closed_at
    after = next_change(by=people.maria.user, patient=people.maria)
    assert after is not None
    assert after.change == "laptop-stand"


def test_not_for_me_ends_it_and_it_does_not_come_again(people: People) -> None:
    recorded(people)
    change = open_change_of(people.maria)
    assert change is not None
    did_change(by=people.maria.user, change=change, done=False)
    did_change(by=people.maria.user, change=change, done=False)
    assert [one.change for one in next_for(people.maria)] == ["laptop-stand"]
    with pytest.raises(Refused):
        did_change(by=people.maria.user, change=change, done=True)


def test_a_therapist_puts_another_in_place_of_one_nobody_began(people: People) -> None:
    with pytest.raises(Refused, match="no record"):
        propose_change(by=people.tom.user, patient=people.maria, change="mouse-closer")
    recorded(people)
    made = propose_change(by=people.tom.user, patient=people.maria, change="mouse-closer", note="Try it.")
    assert open_change_of(people.maria) == made
    did_change(by=people.maria.user, change=made, done=True)
    with pytest.raises(Refused, match="open already"):
        propose_change(by=people.tom.user, patient=people.maria, change="screen-lower")
    with pytest.raises(Refused, match="Choose one"):
        propose_change(by=people.tom.user, patient=people.maria, change="a-better-chair")


@pytest.mark.django_db(transaction=True)
def test_a_picture_needs_a_yes_and_is_gone_when_deleted() -> None:
    from tests.people import gather

    people = gather()
    record = recorded(people)
    with pytest.raises(Refused, match="Tick"):
        keep_photo(by=people.maria.user, record=record, data=a_photo(), agreed=False)
    with pytest.raises(Refused, match="could not be read"):
        keep_photo(by=people.maria.user, record=record, data=b"no picture", agreed=True)
    assert not DeskPhoto.objects.exists()
    photo = keep_photo(by=people.maria.user, record=record, data=a_photo(), agreed=True)
    assert photo_files.photo_file(photo.pk).read_bytes()[:2] == b"\xff\xd8"
    with pytest.raises(Refused, match="already"):
        keep_photo(by=people.maria.user, record=record, data=a_photo(), agreed=True)
    delete_photo(by=people.maria.user, photo=photo)
    delete_photo(by=people.maria.user, photo=photo)
    assert not photo_files.photo_file(photo.pk).exists()
    photo.refresh_from_db()
    assert photo.state == "gone"


def test_what_no_database_takes_is_left_out_of_a_note(people: People) -> None:
    recorded(people)
    made = propose_change(
        by=people.tom.user, patient=people.maria, change="mouse-closer", note="\x00Try this.\x00"
    )
    assert made.note == "Try this."
