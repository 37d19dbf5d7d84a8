"""A class is planned, people are asked, say yes or no, are reminded, and told when it does not take place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.group_classes.actions import (
    answer_invitation,
    ask_to_class,
    call_off_place,
    cancel_class,
    cancel_unled,
    make_class,
    remind_of_classes,
)
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass, PlaceState
from unbrace.clinic.group_classes.queries import class_of, own_place, places_in, who_can_be_asked
from unbrace.clinic.group_classes.tests.conftest import class_of_toms, comes
from unbrace.clinic.refused import NotYours, Refused

TOMORROW = timedelta(days=1)


def mails_to(email: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=email))


def told(email: str) -> list[str]:
    return sorted(mail.subject for mail in mails_to(email))


@pytest.fixture
def tomorrows(people: People, with_janus: None) -> GroupClass:
    return class_of_toms(people, begins=clock.now() + TOMORROW)


def test_a_therapist_plans_a_class_of_their_own(people: People, with_janus: None) -> None:
    begins = clock.now() + TOMORROW
    made = make_class(
        by=people.tom.user, therapist=people.tom, title=" Strong backs ", begins=begins, minutes=45
    )
    assert (made.title, made.clinic, made.places) == ("Strong backs", people.riverside, 12)
    for by in (people.theo.user, people.olga.user, people.maria.user, people.ines.user):
        with pytest.raises(NotYours):
            make_class(by=by, therapist=people.tom, title="X", begins=begins, minutes=45)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 81}, "title"),
        ({"begins": -TOMORROW}, "begins"),
        ({"begins": timedelta(days=400)}, "begins"),
        ({"minutes": 5}, "minutes"),
        ({"minutes": 240}, "minutes"),
        ({"places": 13}, "places"),
        ({"places": 0}, "places"),
    ],
)
def test_what_no_class_can_be_is_refused_with_its_field(
    people: People, with_janus: None, said: dict[str, Any], field: str
) -> None:
    usual: dict[str, Any] = {"title": "X", "begins": TOMORROW, "minutes": 45}
    wanted = usual | said
    wanted["begins"] = clock.now() + wanted["begins"]
    with pytest.raises(Refused) as refused:
        make_class(by=people.tom.user, therapist=people.tom, **wanted)
    assert refused.value.field == field


def test_without_janus_there_are_no_classes_and_it_says_so(people: People, settings: Settings) -> None:
    settings.JANUS_ADMIN = settings.JANUS_WS = ""
    with pytest.raises(Refused, match="no group classes yet"):
        make_class(
            by=people.tom.user, therapist=people.tom, title="X", begins=clock.now() + TOMORROW, minutes=45
        )


def test_an_invitation_names_nobody_and_nothing_clinical_and_comes_once(
    people: People, tomorrows: GroupClass
) -> None:
    asked = [ask_to_class(by=people.tom.user, group_class=tomorrows, patient=people.maria) for _ in range(2)]
    assert asked[0] == asked[1]
    (mail,) = mails_to("maria@example.org")
    assert f"/classes/{asked[0].pk}/" in mail.body
    said = (mail.subject + mail.body).lower()
    for word in ("strong", "back", "tom", "jonas", "pain", "exercis"):
        assert word not in said.replace("maria", ""), word
    assert AuditEntry.objects.filter(deed="group_classes.ask").count() == 1


def test_only_its_own_therapist_asks_and_only_whom_their_care_opens(
    people: People, tomorrows: GroupClass
) -> None:
    for by in (people.theo.user, people.olga.user, people.maria.user, *people.strangers.values()):
        with pytest.raises(NotYours):
            ask_to_class(by=by, group_class=tomorrows, patient=people.maria)
    with pytest.raises(NotYours):
        ask_to_class(by=people.tom.user, group_class=tomorrows, patient=people.victor)
    people.riverside.closed_care = True
    people.riverside.save()
    people.maria.refresh_from_db()
    people.maria.therapist = people.theo
    people.maria.save()
    with pytest.raises(NotYours):
        ask_to_class(by=people.tom.user, group_class=tomorrows, patient=people.maria)
    assert who_can_be_asked(tomorrows) == [people.jonas]
    assert not ClassPlace.objects.exists()


def test_there_are_only_so_many_places_and_a_no_makes_room(people: People, with_janus: None) -> None:
    small = class_of_toms(people, begins=clock.now() + TOMORROW, places=1)
    place = comes(people, small, people.maria)
    with pytest.raises(Refused, match="Every place"):
        ask_to_class(by=people.tom.user, group_class=small, patient=people.jonas)
    answer_invitation(by=people.maria.user, place=place, yes=False)
    with pytest.raises(Refused, match="said no"):
        ask_to_class(by=people.tom.user, group_class=small, patient=people.maria)
    ask_to_class(by=people.tom.user, group_class=small, patient=people.jonas)
    with pytest.raises(Refused, match="by now"):
        answer_invitation(by=people.maria.user, place=place, yes=True, shown_name="Maria")


def test_a_yes_needs_a_name_and_a_no_leaves_none(people: People, tomorrows: GroupClass) -> None:
    place = ask_to_class(by=people.tom.user, group_class=tomorrows, patient=people.maria)
    for name in ("", "  ", "x" * 41):
        with pytest.raises(Refused) as refused:
            answer_invitation(by=people.maria.user, place=place, yes=True, shown_name=name)
        assert refused.value.field == "shown_name"
    said = answer_invitation(by=people.maria.user, place=place, yes=True, shown_name=" M. \x00 W ", seen=True)
    assert (said.state, said.shown_name, said.seen) == (PlaceState.YES, "M. W", True)
    said = answer_invitation(by=people.maria.user, place=place, yes=False)
    assert (said.state, said.shown_name, said.seen) == (PlaceState.NO, "", False)


def test_nobody_answers_or_gives_up_a_place_for_her(people: People, tomorrows: GroupClass) -> None:
    place = ask_to_class(by=people.tom.user, group_class=tomorrows, patient=people.maria)
    for by in (people.tom.user, people.theo.user, people.olga.user, *people.strangers.values()):
        with pytest.raises(NotYours):
            answer_invitation(by=by, place=place, yes=True, shown_name="X")
    for by in (people.theo.user, people.olga.user, *people.strangers.values()):
        with pytest.raises(NotYours):
            call_off_place(by=by, place=place)
        with pytest.raises(NotYours):
            cancel_class(by=by, group_class=tomorrows)


def test_a_place_given_up_by_her_tells_nobody_and_one_taken_away_tells_her(
    people: People, tomorrows: GroupClass
) -> None:
    hers, his = (comes(people, tomorrows, one) for one in (people.maria, people.jonas))
    before = OutgoingMail.objects.count()
    assert call_off_place(by=people.maria.user, place=hers).state == PlaceState.CANCELLED
    assert OutgoingMail.objects.count() == before
    call_off_place(by=people.tom.user, place=his)
    assert told("jonas@example.org") == ["An invitation", "Your group class is cancelled"]
    again = ask_to_class(by=people.tom.user, group_class=tomorrows, patient=people.maria)
    assert again.state == PlaceState.ASKED


def test_a_cancelled_class_tells_everybody_who_was_asked_or_comes_once(
    people: People, tomorrows: GroupClass
) -> None:
    comes(people, tomorrows, people.maria)
    ask_to_class(by=people.tom.user, group_class=tomorrows, patient=people.jonas)
    for _ in range(2):
        cancel_class(by=people.tom.user, group_class=tomorrows)
    for email in ("maria@example.org", "jonas@example.org"):
        assert told(email) == ["An invitation", "Your group class is cancelled"]
    with pytest.raises(Refused, match="over or cancelled"):
        ask_to_class(by=people.tom.user, group_class=tomorrows, patient=people.jonas)


def test_whoever_comes_is_reminded_once_a_day_before_and_whoever_does_not_is_not(
    people: People, with_janus: None
) -> None:
    soon = class_of_toms(people, begins=clock.now() + timedelta(days=2))
    comes(people, soon, people.maria)
    ask_to_class(by=people.tom.user, group_class=soon, patient=people.jonas)
    assert remind_of_classes() == 0
    with clock.set_to(soon.begins - timedelta(hours=23)):
        assert (remind_of_classes(), remind_of_classes()) == (1, 0)
    assert told("maria@example.org") == ["An invitation", "Your group class"]
    assert told("jonas@example.org") == ["An invitation"]


def test_a_class_that_nobody_leads_any_more_is_cancelled_a_day_before(
    people: People, tomorrows: GroupClass
) -> None:
    comes(people, tomorrows, people.maria)
    assert cancel_unled() == 0
    people.tom.suspended_at = clock.now()
    people.tom.save()
    with clock.set_to(tomorrows.begins - timedelta(days=2)):
        assert cancel_unled() == 0
    with clock.set_to(tomorrows.begins - timedelta(hours=3)):
        assert (cancel_unled(), cancel_unled()) == (1, 0)
    assert told("maria@example.org") == ["An invitation", "Your group class is cancelled"]


def test_what_is_not_theirs_is_not_found(people: People, tomorrows: GroupClass) -> None:
    place = comes(people, tomorrows, people.maria)
    assert own_place(people.maria, place.pk) == place
    assert class_of(people.tom, tomorrows.pk) == tomorrows
    for other in (people.theo, people.ines, people.olga):
        with pytest.raises(NotYours):
            class_of(other, tomorrows.pk)
    with pytest.raises(NotYours):
        own_place(people.jonas, place.pk)
    people.maria.ended_at = clock.now()
    people.maria.save()
    assert places_in(tomorrows) == []
