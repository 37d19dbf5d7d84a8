"""The person's side of a class: asked, yes under a name, the questions first, the waiting room, and in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.doors import nothing_leaks, signed_in
from tests.networks.janus_device import JanusDevice
from tests.people import screened
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.group_classes.actions import (
    ask_to_class,
    cancel_class,
    come_to_the_door,
    lead_class,
    let_in,
    open_class,
    put_out,
    still_there,
)
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass
from unbrace.clinic.group_classes.queries import own_place
from unbrace.clinic.group_classes.tests.conftest import class_of_toms, comes
from unbrace.clinic.group_classes.tests.conftest import group_class as group_class
from unbrace.clinic.group_classes.tests.conftest import janus as janus
from unbrace.clinic.group_classes.tests.conftest import marias as marias
from unbrace.clinic.group_classes.tests.conftest import running_janus as running_janus
from unbrace.clinic.group_classes.tests.conftest import with_janus as with_janus
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.networks.own_janus import OwnJanus
    from tests.people import People


def at(place: ClassPlace, further: str = "") -> str:
    return f"/classes/{place.pk}/{further}"


@pytest.fixture
def asked(people: People, with_janus: None) -> ClassPlace:
    tomorrows = class_of_toms(people, begins=clock.now() + timedelta(days=1))
    return ask_to_class(by=people.tom.user, group_class=tomorrows, patient=people.maria)


def test_today_says_that_she_is_asked_and_then_when_it_is(people: People, asked: ClassPlace) -> None:
    maria = signed_in(people.maria.user)
    today = maria.get("/").content.decode()
    assert "Your clinic invites you to a group class. Yes or no?" in today
    assert at(asked) in today
    assert at(asked) in maria.get("/visits/").content.decode()
    page = maria.get(at(asked)).content.decode()
    assert 'value="Maria"' in page, "her first name is proposed, and no more"
    answered = maria.post(at(asked), {"answer": "yes", "shown_name": "Mia"})
    assert answered.status_code == 302
    assert "“Mia”" in maria.get(at(asked)).content.decode()
    assert "They do not see you." in maria.get(at(asked)).content.decode()
    assert "Group class: " in maria.get("/").content.decode()
    assert "invites you" not in signed_in(people.jonas.user).get("/").content.decode()


def test_a_yes_without_a_name_comes_back_with_a_sentence_beside_it(people: People, asked: ClassPlace) -> None:
    answer = signed_in(people.maria.user).post(at(asked), {"answer": "yes", "shown_name": " "})
    assert answer.status_code == 422
    assert "Write the name that the others may read" in answer.content.decode()
    assert ClassPlace.objects.get().state == "asked"


def test_no_and_a_place_given_up_and_a_class_that_is_cancelled_are_said(
    people: People, asked: ClassPlace
) -> None:
    maria = signed_in(people.maria.user)
    maria.post(at(asked), {"answer": "no"})
    assert "You have said no." in maria.get(at(asked)).content.decode()
    assert "invites you" not in maria.get("/").content.decode()
    maria.post(at(asked), {"answer": "yes", "shown_name": "Mia", "seen": "yes"})
    assert ClassPlace.objects.get().seen
    maria.post(at(asked, "give-up/"))
    assert "You have no place in this class any more." in maria.get(at(asked)).content.decode()
    cancel_class(by=people.tom.user, group_class=asked.group_class)
    assert "does not take place" in maria.get(at(asked)).content.decode()


def test_the_room_asks_about_the_back_first_and_may_speak_to_janus_and_nobody_else(
    people: People, marias: ClassPlace
) -> None:
    answer = signed_in(people.maria.user).get(at(marias, "room/"))
    page = answer.content.decode()
    assert "How is your back right now?" in page
    assert 'data-seen="yes"' in page
    assert "connect-src 'self' wss://janus.test/janus;" in answer["Content-Security-Policy"] + ";"
    assert "camera=(self)" in answer["Permissions-Policy"]
    other = signed_in(people.maria.user).get(at(marias))
    assert "janus" not in other["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("after", "said"),
    [(timedelta(hours=-3), "opens a quarter of an hour before"), (timedelta(hours=4), "This class is over.")],
)
def test_before_and_after_it_says_so_and_loads_no_script(
    people: People, marias: ClassPlace, after: timedelta, said: str
) -> None:
    with clock.set_to(marias.group_class.begins + after):
        page = signed_in(people.maria.user).get(at(marias, "room/")).content.decode()
    assert said in page
    assert "group_class.js" not in page


def test_without_a_yes_or_without_janus_there_is_no_room(
    people: People, asked: ClassPlace, settings: Any
) -> None:
    maria = signed_in(people.maria.user)
    assert maria.get(at(asked, "room/")).status_code == 404
    maria.post(at(asked), {"answer": "yes", "shown_name": "Mia"})
    assert maria.get(at(asked, "room/")).status_code == 200
    settings.JANUS_WS = ""
    assert maria.get(at(asked, "room/")).status_code == 404


def test_someone_else_finds_nothing_there(people: People, marias: ClassPlace) -> None:
    nothing_leaks(people, at(marias), None, "Strong backs")
    nothing_leaks(people, at(marias), {"answer": "no"}, "Strong backs")
    nothing_leaks(people, at(marias, "room/"), None, "Strong backs")
    for deed in ("give-up/", "room/knock/", "room/look/", "room/enter/"):
        nothing_leaks(people, at(marias, deed), {"pain": "0"}, "Strong backs")
    assert ClassPlace.objects.get().state == "yes"
    assert ClassPlace.objects.get().passed_at is None
    for client in (signed_in(people.tom.user), signed_in(people.olga.user)):
        assert client.post(at(marias, "room/enter/")).status_code in (302, 404)


def test_the_questions_come_first_and_say_where(people: People, marias: ClassPlace) -> None:
    maria = signed_in(people.maria.user)
    assert maria.post(at(marias, "room/look/")).status_code == 422, "she has not passed them"
    none = maria.post(at(marias, "room/knock/"), {"pain": "skip"})
    assert (none.status_code, none.json()["field"]) == (422, "pain")
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.FLARE_UP)
    told = maria.post(at(marias, "room/knock/"), {"pain": "1"}).json()
    assert told["first"] == reverse("patient:today")
    assert ClassPlace.objects.get().passed_at is None


def test_she_waits_is_let_in_sees_who_is_there_and_is_put_out(people: People, janus: OwnJanus) -> None:
    group_class = class_of_toms(people)
    hers, his = (comes(people, group_class, one) for one in (people.maria, people.jonas))
    maria = signed_in(people.maria.user)
    assert maria.post(at(hers, "room/knock/"), {"pain": "2"}).json() == {"first": ""}
    assert maria.post(at(hers, "room/look/")).json()["standing"] == "shut"
    open_class(by=people.tom.user, group_class=group_class)
    waiting = maria.post(at(hers, "room/look/")).json()
    assert (waiting["standing"], waiting["token"], waiting["people"]) == ("waiting", "", [])
    assert maria.post(at(hers, "room/enter/")).status_code == 422

    let_in(by=people.tom.user, place=hers)
    given = maria.post(at(hers, "room/enter/")).json()
    leads = lead_class(by=people.tom.user, group_class=group_class)
    with JanusDevice(janus.ws, given["token"]) as phone, JanusDevice(janus.ws, leads.token) as toms:
        for device, one in ((phone, given), (toms, vars(leads))):
            assert device.begins()
            assert device.joins(one["room"], one["member"], one["room_token"])
        heard = maria.post(at(hers, "room/look/")).json()
        assert [(one["name"], one["leads"]) for one in heard["people"]] == [("Tom", True), ("Maria", False)]
        assert heard["member"] == given["member"]
        put_out(by=people.tom.user, place=hers)
        out = maria.post(at(hers, "room/look/")).json()
        assert (out["standing"], out["token"], out["people"]) == ("out", "", [])
    log = janus.log.read_text()
    for name in ("Tom", "Maria", "Jonas", "Strong backs", str(hers.pk), str(his.pk), str(people.maria.pk)):
        assert name not in log


@pytest.mark.parametrize("answers", [{"NEU-1": "Y"}, {"CES-1": ("Y", "Y")}])
def test_an_answer_that_stops_her_takes_her_out_of_the_class_with_the_next_look(
    people: People, janus: OwnJanus, answers: dict[str, Any]
) -> None:
    group_class = class_of_toms(people)
    hers, his = (comes(people, group_class, one) for one in (people.maria, people.jonas))
    maria, jonas = signed_in(people.maria.user), signed_in(people.jonas.user)
    open_class(by=people.tom.user, group_class=group_class)
    maria.post(at(hers, "room/knock/"), {"pain": "2"})
    jonas.post(at(his, "room/knock/"), {"pain": "0"})
    let_in(by=people.tom.user, place=hers)
    given = maria.post(at(hers, "room/enter/")).json()
    with JanusDevice(janus.ws, given["token"]) as phone:
        assert phone.begins()
        assert phone.joins(given["room"], given["member"], given["room_token"])
        assert maria.post(at(hers, "room/look/")).json()["standing"] == "in"
        screened(people.maria, answers, asked_in=AskedIn.FLARE_UP)  # in another tab
        told = maria.post(at(hers, "room/look/"))
        assert told.status_code == 200
        assert set(told.json()) == {"first", "error"}, "no token and no names for her any more"
        assert told.json()["first"] == reverse("patient:today")
        assert janus.passing_on.who_is_in(given["room"]) == frozenset()
        assert phone.begins()
        assert not phone.joins(given["room"], given["member"], given["room_token"]), "nor back in"
    assert maria.post(at(hers, "room/knock/"), {"pain": "2"}).json()["first"] == reverse("patient:today")
    assert jonas.post(at(his, "room/look/")).json()["standing"] == "waiting", "it stops nobody else"
    stopped = AuditEntry.objects.filter(deed="group_classes.stop")
    assert [(entry.by_id, entry.subject_id, entry.details) for entry in stopped] == [(None, str(hers.pk), {})]


def test_she_is_stopped_and_told_where_to_go_also_while_janus_does_not_answer(
    people: People, marias: ClassPlace
) -> None:
    maria = signed_in(people.maria.user)
    maria.post(at(marias, "room/knock/"), {"pain": "2"})
    GroupClass.objects.update(room="x" * 32, opened_at=clock.now())
    ClassPlace.objects.update(let_in_at=clock.now(), member="y" * 32)
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.FLARE_UP)
    assert maria.post(at(marias, "room/look/")).json()["first"] == reverse("patient:today")
    assert ClassPlace.objects.get().put_out_at is not None


def test_a_look_asks_the_gate_with_two_questions_more(
    people: People, marias: ClassPlace, django_assert_num_queries: Any
) -> None:
    come_to_the_door(by=people.maria.user, place=marias, pain=2)
    place = own_place(people.maria, marias.pk)
    with django_assert_num_queries(6):  # held in a transaction of its own (3), heard of (1), and the gate (2)
        still_there(by=people.maria.user, place=place)


def test_a_janus_that_does_not_answer_is_said_and_nobody_comes_in(people: People, marias: ClassPlace) -> None:
    maria = signed_in(people.maria.user)
    maria.post(at(marias, "room/knock/"), {"pain": "2"})
    GroupClass.objects.update(room="x" * 32, opened_at=clock.now())
    ClassPlace.objects.update(let_in_at=clock.now())
    assert maria.post(at(marias, "room/look/")).status_code == 503
    assert maria.post(at(marias, "room/enter/")).status_code == 503
