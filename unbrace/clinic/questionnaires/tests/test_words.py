"""B5: the number a person reads is the one of their own clinic, and no other."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.people import People, screened
from unbrace.clinic.care_teams.actions import set_emergency_contacts
from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.questionnaires.queries import asked_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.rehab.red_flags import AskedIn


def contacts(people: People, number: str = "112", crisis: str = "") -> None:
    set_emergency_contacts(
        by=people.olga.user, clinic=people.riverside, emergency_number=number, crisis_line=crisis
    )
    people.maria.clinic.refresh_from_db()


def test_b5_the_message_names_the_number_of_the_persons_own_clinic(people: People) -> None:
    contacts(people, "112")
    set_emergency_contacts(
        by=people.hanna.user, clinic=people.hilltop, emergency_number="911", crisis_line=""
    )
    for patient, own, other in ((people.maria, "112", "911"), (people.victor, "911", "112")):
        patient.clinic.refresh_from_db()
        finding = screened(patient, {"CES-1": ("Y", "Y")}, asked_in=AskedIn.FLARE_UP)
        assert f"Call {own}" in finding.shown
        assert own in finding.card_shown
        assert other not in finding.shown + finding.card_shown


def test_b5_without_any_number_it_is_said_in_words(people: People, settings: Settings) -> None:
    shown = screened(people.maria, {"CES-1": ("Y", "Y")}, asked_in=AskedIn.CHECK_IN).shown
    assert "Call your local emergency number" in shown
    settings.EMERGENCY_NUMBER = "999"
    assert "Call 999" in screened(people.jonas, {"CES-1": ("Y", "Y")}, asked_in=AskedIn.CHECK_IN).shown


@pytest.mark.parametrize("number", ["call me", "+", "1", "112 <b>", "0" * 30])
def test_a_number_that_cannot_be_dialled_is_refused(people: People, number: str) -> None:
    with pytest.raises(Refused):
        contacts(people, number)


def test_only_the_office_sets_it(people: People) -> None:
    for user in (people.tom.user, people.hanna.user, people.maria.user):
        with pytest.raises(NotYours):
            set_emergency_contacts(by=user, clinic=people.riverside, emergency_number="1 1", crisis_line="")


def test_crisis_questions_are_asked_only_where_somebody_answers(people: People) -> None:
    begun = begin_screen(by=people.maria.user, patient=people.maria, asked_in=AskedIn.CHECK_IN)
    assert "MH-1" not in asked_of(begun).items
    contacts(people, crisis="The crisis line is there day and night: 116 123.")
    screened(people.maria, asked_in=AskedIn.CHECK_IN)
    finding = screened(people.maria, {"MH-1": "Y"}, asked_in=AskedIn.ONBOARDING)
    assert finding.level.code == "S"
    assert "116 123" in finding.shown


def test_the_card_with_the_warning_signs_is_kept_as_it_was_shown(people: People) -> None:
    assert "numbness between the legs" in screened(people.maria).card_shown
    assert screened(people.maria, asked_in=AskedIn.CHECK_IN).card_shown == ""
