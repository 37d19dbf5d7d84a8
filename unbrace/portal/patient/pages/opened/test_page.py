"""The person reads who opened their record, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, signed_in
from unbrace.clinic.care_teams.actions import set_closed_care
from unbrace.clinic.patients.actions import judge_emergency, open_in_emergency

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.patients.models import EmergencyOpening


@pytest.fixture
def opening(people: People) -> EmergencyOpening:
    set_closed_care(by=people.olga.user, clinic=people.riverside, on=True)
    for one in (people.riverside, people.theo, people.maria):
        one.refresh_from_db()
    return open_in_emergency(by=people.theo.user, patient=people.maria, reason="She cannot feel her legs.")


def test_today_leads_there_until_it_has_been_read(people: People, opening: EmergencyOpening) -> None:
    maria = signed_in(people.maria.user)
    assert "Your record was opened in an emergency" in maria.get("/").content.decode()
    page = maria.get("/you/opened/").content.decode()
    assert "Theo opened your record" in page
    assert "She cannot feel her legs." in page
    assert "not judged yet" in page
    assert "Your record was opened" not in maria.get("/").content.decode()


def test_what_the_clinic_found_stands_there_without_its_words(
    people: People, opening: EmergencyOpening
) -> None:
    judge_emergency(by=people.olga.user, opening=opening, justified=False, because="Between us.")
    page = signed_in(people.maria.user).get("/you/opened/").content.decode()
    assert "it was not right" in page
    assert "Between us." not in page


def test_nobody_so_far_is_said(people: People) -> None:
    assert "Nobody so far" in signed_in(people.maria.user).get("/you/opened/").content.decode()


def test_someone_else_reads_nothing_of_it(people: People, opening: EmergencyOpening) -> None:
    for who, client in everybody_else(people):
        assert "legs" not in client.get("/you/opened/").content.decode(), who
    opening.refresh_from_db()
    assert opening.seen_at is None
