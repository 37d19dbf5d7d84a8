"""The office's outcomes and the page for everybody: no names, few people hidden, off unless switched on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.doors import signed_in
from unbrace.clinic.outcomes.tests.crowd import crowd

if TYPE_CHECKING:
    from tests.people import People

AT = "/office/outcomes/"


@pytest.fixture
def olga(people: People) -> Client:
    return signed_in(people.olga.user)


def text_of(client: Client, address: str = AT) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def test_with_too_few_people_there_is_nothing_to_read(people: People, olga: Client) -> None:
    crowd(people.tom, 4, 150)
    assert "Too few people yet" in text_of(olga)


@pytest.mark.parametrize("by", ["quarter", "therapist", "group", "language", "nothing"])
def test_it_counts_everyone_and_names_nobody(people: People, olga: Client, by: str) -> None:
    crowd(people.tom, 12, 150, improved=2, active=6)
    text = text_of(olga, f"{AT}?by={by}")
    assert "12 people started between" in text
    assert "Of 12 who started, 6 (50 %) were active" in text
    assert "how many were improved is hidden" in text
    assert "Tom-150-0" not in text
    assert "Maria" not in text
    assert olga.get(f"{AT}outcomes.csv?by={by}").status_code == 200


def test_everybody_reads_the_page_only_while_it_is_switched_on(people: People, olga: Client) -> None:
    crowd(people.tom, 12, 150, improved=2, active=6)
    public = f"/outcomes/{people.riverside.pk}/"
    assert Client().get(public).status_code == 404
    assert "Switched off" in text_of(olga)
    olga.post(f"{AT}show/", {"shown": "yes"})
    text = text_of(Client(), public)
    assert "How people of Riverside get on" in text
    assert "Of 12 who started, 6 (50 %) were active" in text
    assert "Tom" not in text
    assert "without a group to compare with" in text
    assert "Take the page away" in text_of(olga)
    olga.post(f"{AT}show/", {"shown": "no"})
    assert Client().get(public).status_code == 404


def test_someone_else_switches_nothing_and_reads_nothing(people: People) -> None:
    for who in (people.tom.user, people.maria.user, people.fred.user, people.lone):
        client = signed_in(who)
        assert client.get(AT).status_code == 404
        assert client.post(f"{AT}show/", {"shown": "yes"}).status_code == 404
    signed_in(people.hanna.user).post(f"{AT}show/", {"shown": "yes"})
    assert Client().get(f"/outcomes/{people.riverside.pk}/").status_code == 404
    assert Client().get(f"/outcomes/{people.hilltop.pk}/").status_code == 200
