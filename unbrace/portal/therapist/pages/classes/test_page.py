"""The therapist's side of classes: planned, people asked, the room with who waits and who is in."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import everybody_else, signed_in
from tests.networks.janus_device import JanusDevice
from tests.people import screened
from unbrace.clinic import clock
from unbrace.clinic.group_classes.actions import (
    come_to_the_door,
    enter_class,
    let_in,
    stop_whom_safety_stops,
)
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass
from unbrace.clinic.group_classes.tests.conftest import class_of_toms, comes
from unbrace.clinic.group_classes.tests.conftest import group_class as group_class
from unbrace.clinic.group_classes.tests.conftest import janus as janus
from unbrace.clinic.group_classes.tests.conftest import marias as marias
from unbrace.clinic.group_classes.tests.conftest import running_janus as running_janus
from unbrace.clinic.group_classes.tests.conftest import with_janus as with_janus
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.networks.own_janus import OwnJanus
    from tests.people import People

LIST = "/therapist/classes/"


def at(group_class: GroupClass, further: str = "") -> str:
    return f"{LIST}{group_class.pk}/{further}"


def test_he_plans_a_class_by_the_clock_of_the_clinic(people: People, with_janus: None) -> None:
    tom = signed_in(people.tom.user)
    day = clock.now() + timedelta(days=3)
    said = {"title": "Strong backs", "begins": f"{day:%Y-%m-%d}T10:00", "minutes": "45", "places": "8"}
    assert LIST in tom.get("/therapist/visits/").content.decode()
    assert "No class ahead" in tom.get(LIST).content.decode()
    made = tom.post(LIST, said)
    assert made.status_code == 302
    found = GroupClass.objects.get()
    assert made["Location"] == at(found)
    assert f"{found.begins.astimezone(people.tom.user.zone):%H:%M}" == "10:00"
    assert "Strong backs" in tom.get(LIST).content.decode()
    assert "Strong backs" not in signed_in(people.theo.user).get(LIST).content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"begins": "soon"}, "Write a day and a time."),
        ({"minutes": "x"}, "A class lasts 10 to 120 minutes."),
        ({"places": "13"}, "A class has 1 to 12 places."),
        ({"title": ""}, "Give it a title"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(
    people: People, with_janus: None, said: dict[str, str], sentence: str
) -> None:
    day = clock.now() + timedelta(days=3)
    usual = {"title": "Legs", "begins": f"{day:%Y-%m-%d}T10:00", "minutes": "45", "places": "8"}
    answer = signed_in(people.tom.user).post(LIST, usual | said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (said.get("title", "Legs") or 'value="45"') in answer.content.decode()
    assert not GroupClass.objects.exists()


def test_without_janus_the_page_says_so_and_offers_nothing(people: People, settings: Any) -> None:
    settings.JANUS_ADMIN = settings.JANUS_WS = ""
    page = signed_in(people.tom.user).get(LIST).content.decode()
    assert "Group classes are not set up here" in page
    assert "Plan it" not in page
    assert "Plan one" not in page
    assert "nobody can come in" not in page
    class_of_toms(people, begins=clock.now() + timedelta(days=1))
    assert "nobody can come in" in signed_in(people.tom.user).get(LIST).content.decode()


def test_he_asks_people_of_his_care_and_takes_a_place_away(people: People, with_janus: None) -> None:
    tom, later = signed_in(people.tom.user), class_of_toms(people, begins=clock.now() + timedelta(days=1))
    page = tom.get(at(later)).content.decode()
    assert all(name in page for name in ("Maria", "Jonas"))
    assert "Victor" not in page
    tom.post(at(later, "ask/"), {"who": [str(people.maria.pk), str(people.jonas.pk)]})
    assert ClassPlace.objects.count() == 2
    for who in (str(people.victor.pk), str(uuid.uuid4()), "nonsense"):
        assert tom.post(at(later, "ask/"), {"who": [who]}).status_code == 404
    hers = ClassPlace.objects.get(patient=people.maria)
    tom.post(at(later, f"places/{hers.pk}/take-away/"))
    hers.refresh_from_db()
    assert hers.state == "cancelled"
    tom.post(at(later, "cancel/"))
    assert "cancelled" in tom.get(at(later)).content.decode()


def test_a_colleague_and_someone_else_find_nothing_there(people: People, marias: ClassPlace) -> None:
    found = marias.group_class
    others = [client for _, client in everybody_else(people)]
    others += [signed_in(one) for one in (people.theo.user, people.olga.user, people.maria.user)]
    place = str(marias.pk)
    posts = [
        "ask/",
        "cancel/",
        f"places/{place}/take-away/",
        f"room/{place}/let-in/",
        f"room/{place}/put-out/",
    ]
    posts += ["room/look/", "room/enter/", "room/silence/", "room/end/"]
    for client in others:
        for path in ("", "room/"):
            answer = client.get(at(found, path))
            assert answer.status_code in (302, 404)
            assert "Strong backs" not in answer.content.decode()
        for path in posts:
            assert client.post(at(found, path), {"open": "yes"}).status_code in (302, 404)
    found.refresh_from_db()
    assert (found.room, found.cancelled_at, ClassPlace.objects.get().state) == ("", None, "yes")
    other = class_of_toms(people, title="Another")
    assert signed_in(people.tom.user).post(at(other, f"room/{place}/let-in/")).status_code == 404


def test_he_opens_sees_who_waits_lets_in_silences_puts_out_and_ends(people: People, janus: OwnJanus) -> None:
    group_class = class_of_toms(people)
    hers = comes(people, group_class, people.maria, shown_name="Mia")
    tom = signed_in(people.tom.user)

    def look() -> dict[str, Any]:
        heard: dict[str, Any] = tom.post(at(group_class, "room/look/")).json()
        return heard

    def state() -> str:
        (line,) = look()["list"]
        assert (line["name"], line["shown"]) == ("Maria", "Mia")
        return str(line["state"])

    assert tom.post(at(group_class, "room/enter/")).status_code == 422, "nobody has opened it"
    pass_ = tom.post(at(group_class, "room/enter/"), {"open": "yes"}).json()
    assert state() == "coming"
    assert tom.post(at(group_class, f"room/{hers.pk}/let-in/")).status_code == 422
    come_to_the_door(by=people.maria.user, place=hers, pain=2)
    assert state() == "waiting"
    assert tom.post(at(group_class, f"room/{hers.pk}/let-in/")).status_code == 200
    assert state() == "let_in"
    ticket = enter_class(by=people.maria.user, place=hers)
    with JanusDevice(janus.ws, ticket.token) as phone, JanusDevice(janus.ws, pass_["token"]) as toms:
        assert phone.begins()
        assert phone.joins(ticket.room, ticket.member, ticket.room_token)
        assert toms.begins()
        assert toms.joins(pass_["room"], pass_["member"], pass_["room_token"])
        assert state() == "in"
        assert [one["name"] for one in look()["people"]] == ["Tom", "Mia"]
        assert look()["muted"] == ""
        assert tom.post(at(group_class, "room/silence/")).json()["muted"] != ""
        out = tom.post(at(group_class, f"room/{hers.pk}/put-out/")).json()
        assert [one["state"] for one in out["list"]] == ["out"]
        assert [one["name"] for one in out["people"]] == ["Tom"]
        ended = tom.post(at(group_class, "room/end/")).json()
        assert (ended["standing"], ended["people"]) == ("over", [])
        assert janus.passing_on.who_is_in(pass_["room"]) == frozenset()
    assert "was in it" in tom.get(at(group_class)).content.decode()


def test_the_list_says_whom_the_questions_about_safety_stop_and_they_are_out_without_a_look_of_theirs(
    people: People, janus: OwnJanus
) -> None:
    group_class = class_of_toms(people)
    hers, his = (comes(people, group_class, one) for one in (people.maria, people.jonas))
    tom = signed_in(people.tom.user)

    def states() -> dict[str, str]:
        heard = tom.post(at(group_class, "room/look/")).json()
        return {line["name"]: line["state"] for line in heard["list"]}

    pass_ = tom.post(at(group_class, "room/enter/"), {"open": "yes"}).json()
    for place in (hers, his):
        come_to_the_door(by=place.patient.user, place=place, pain=2)
    let_in(by=people.tom.user, place=hers)
    ticket = enter_class(by=people.maria.user, place=hers)
    with JanusDevice(janus.ws, ticket.token) as phone:
        assert phone.begins()
        assert phone.joins(ticket.room, ticket.member, ticket.room_token)
        assert states() == {"Maria": "in", "Jonas": "waiting"}
        found = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.FLARE_UP)
        screened(people.jonas, {"NEU-1": "Y"}, asked_in=AskedIn.FLARE_UP)
        assert states() == {"Maria": "safety", "Jonas": "safety"}
        assert janus.passing_on.who_is_in(pass_["room"]) == frozenset()
    assert tom.post(at(group_class, f"room/{hers.pk}/let-in/")).status_code == 422
    his.refresh_from_db()
    assert his.put_out_at is None, "he was not in it"
    clear_flags(
        by=people.tom.user,
        patient=people.maria,
        findings=[found.pk],
        reason="Looked at by phone: nothing new.",
    )
    assert states()["Maria"] == "out", "nobody is back in by themselves"
    assert tom.post(at(group_class, f"room/{hers.pk}/let-in/")).status_code == 200


def test_each_who_came_to_the_door_costs_a_look_of_his_two_questions(
    people: People, marias: ClassPlace, django_assert_num_queries: Any
) -> None:
    group_class = marias.group_class
    his = comes(people, group_class, people.jonas)
    with django_assert_num_queries(1):  # nobody has come
        assert stop_whom_safety_stops(group_class) == frozenset()
    for people_come, place in enumerate((marias, his), start=1):
        come_to_the_door(by=place.patient.user, place=place, pain=2)
        with django_assert_num_queries(1 + 2 * people_come):
            assert stop_whom_safety_stops(group_class) == frozenset()


def test_a_janus_that_does_not_answer_is_said(people: People, group_class: GroupClass) -> None:
    tom = signed_in(people.tom.user)
    assert tom.post(at(group_class, "room/enter/"), {"open": "yes"}).status_code == 503
    assert tom.post(at(group_class, "room/look/")).status_code == 503
    assert tom.get(at(group_class)).status_code == 200
