"""The first page: everybody lands where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import sign

if TYPE_CHECKING:
    from tests.people import People


def test_a_stranger_reads_what_this_is_and_that_video_stays(people: People) -> None:
    page = Client().get("/").content.decode()
    assert "Video never leaves your device" in page
    assert "/account/signup/" in page


def test_a_therapist_is_shown_the_work_list_and_the_office_its_people(people: People) -> None:
    assert signed_in(people.tom.user).get("/")["Location"] == "/therapist/"
    assert signed_in(people.olga.user).get("/")["Location"] == "/office/"


def test_someone_without_a_clinic_is_told_how_to_begin(people: People) -> None:
    assert "you need an invitation" in signed_in(people.lone).get("/").content.decode()


def test_a_therapist_who_left_is_a_stranger_in_the_clinic(people: People) -> None:
    assert "you need an invitation" in signed_in(people.fred.user).get("/").content.decode()


def test_someone_else_sees_nothing_of_maria(people: People) -> None:
    sign(people, people.maria)
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/"), who)
