"""What the safety screens mean for one person: B1, B3, B4 and what stays known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import People, say, screened
from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import send_due
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.actions import (
    Said,
    begin_screen,
    clear_flags,
    close_left_alone,
    finish_screen,
)
from unbrace.clinic.questionnaires.queries import Allowed, asked_of, safety_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.rehab.red_flags import AskedIn, Urgency

NEW = ("Y", "Y")  # a yes, and "new or worse"


@pytest.fixture
def newcomer(people: People) -> Patient:
    """Somebody who has answered nothing yet."""
    return Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)


def clear(people: People, patient: Patient, reason: str = "Seen on video, all well.") -> None:
    findings = [finding.pk for finding in safety_of(patient).waiting]
    clear_flags(by=people.tom.user, patient=patient, findings=findings, reason=reason)


def test_nobody_exercises_before_the_first_screen(newcomer: Patient) -> None:
    safety = safety_of(newcomer)
    assert safety.allowed is Allowed.NOTHING
    assert safety.known_urgency is None
    screened(newcomer)
    assert safety_of(newcomer).allowed is Allowed.ALL


def test_b1_a_question_left_blank_keeps_the_door_shut(newcomer: Patient) -> None:
    screen = begin_screen(
        by=newcomer.user, patient=newcomer, asked_in=AskedIn.ONBOARDING, regions=["low_back"]
    )
    asked = say(screen, Said("age", "40"))
    say(screen, *(Said(item, "0" if item == "IBP-5" else "N") for item in asked.items if item != "CES-2"))
    assert asked_of(screen).missing == ("CES-2",)
    with pytest.raises(Refused):
        finish_screen(by=newcomer.user, screen=screen)
    assert safety_of(newcomer).allowed is Allowed.NOTHING
    say(screen, Said("CES-2", "N"))
    assert finish_screen(by=newcomer.user, screen=screen).level is Urgency.NONE_FOUND
    assert safety_of(newcomer).allowed is Allowed.ALL


@pytest.mark.parametrize(
    ("answers", "code", "allowed"),
    [
        ({}, "OK", Allowed.ALL),
        ({"CES-1": NEW}, "E", Allowed.NOTHING),
        ({"NEU-1": "Y"}, "S", Allowed.NOTHING),
        ({"CAN-1": "Y"}, "D", Allowed.NOTHING),
        ({"NEU-3": NEW}, "P", Allowed.NOTHING),
        ({"CES-2": ("Y", "OLD_CHECKED")}, "P", Allowed.NOTHING),
        ({"CES-2": ("Y", "OLD_UNCHECKED")}, "S", Allowed.NOTHING),
        ({"IBP-5": "4"}, "P", Allowed.NOTHING),
    ],
)
def test_each_level_at_the_first_screen(
    newcomer: Patient, answers: dict[str, Any], code: str, allowed: Allowed
) -> None:
    assert screened(newcomer, answers).level.code == code
    assert safety_of(newcomer).allowed is allowed


def test_something_for_the_therapist_later_on_leaves_the_gentle_part_open(people: People) -> None:
    screened(people.maria, {"CES-2": ("Y", "OLD_CHECKED")}, asked_in=AskedIn.CHECK_IN)
    assert safety_of(people.maria).allowed is Allowed.SAFE_FLOOR


@pytest.mark.parametrize(
    ("answers", "code"), [({"CES-1": NEW}, "E"), ({"NEU-1": "Y"}, "S"), ({"CAN-2": "Y"}, "D")]
)
def test_b3_a_later_screen_without_findings_lowers_nothing(
    people: People, answers: dict[str, Any], code: str
) -> None:
    screened(people.maria, answers, asked_in=AskedIn.CHECK_IN)
    screened(people.maria)
    screened(people.maria, asked_in=AskedIn.CHECK_IN)
    assert safety_of(people.maria).urgency.code == code
    assert safety_of(people.maria).allowed is Allowed.NOTHING


def test_b4_only_a_named_clinician_with_a_reason_clears(people: People) -> None:
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    for reason in ("", "   "):
        with pytest.raises(Refused):
            clear(people, people.maria, reason)
    for user in (people.olga.user, people.ines.user, people.fred.user, people.maria.user):
        with pytest.raises(NotYours):
            clear_flags(by=user, patient=people.maria, findings=[finding.pk], reason="It is fine.")
    clear(people, people.maria)
    assert (finding.clearance.by, finding.clearance.reason) == (people.tom.user, "Seen on video, all well.")
    assert safety_of(people.maria).allowed is Allowed.ALL


def test_what_came_in_while_the_form_was_open_goes_on_waiting(people: People) -> None:
    first = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    screened(people.maria, {"INF-1": "Y"}, asked_in=AskedIn.BEFORE_SESSION)
    clear_flags(by=people.tom.user, patient=people.maria, findings=[first.pk], reason="Reflexes fine.")
    assert safety_of(people.maria).urgency.code == "S"


def test_a_fact_is_known_in_the_short_screens_and_once_cleared_still_counts(
    newcomer: Patient, people: People
) -> None:
    screened(newcomer, {"CAN-1": "Y"}, age=61)
    clear(people, newcomer)
    assert screened(newcomer, asked_in=AskedIn.CHECK_IN).level.code == "OK"
    later = screened(newcomer, {"CAN-2": "Y"}, asked_in=AskedIn.CHECK_IN)
    assert {(r["rule"], r["cleared"]) for r in later.reasons} == {
        ("CAN-1", True),
        ("CAN-2", False),
        ("C2", False),
    }
    assert later.level.code == "S"


def test_an_emergency_is_said_at_once_and_not_after_the_last_question(newcomer: Patient) -> None:
    screen = begin_screen(
        by=newcomer.user, patient=newcomer, asked_in=AskedIn.ONBOARDING, regions=["low_back"]
    )
    say(screen, Said("age", "40"))
    say(screen, Said("CES-2", "Y"))
    assert not screen.findings.exists()
    say(screen, Said("CES-2", "U", step=1))
    (finding,) = screen.findings.all()
    assert (finding.level, finding.complete) == (Urgency.EMERGENCY, False)


def test_the_therapist_is_told_at_once_and_the_mail_names_nobody(people: People) -> None:
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    send_due()
    (sent,) = mail.outbox
    assert sent.to == [people.tom.user.email]
    assert "Maria" not in f"{sent.subject} {sent.body}"
    screened(people.maria, {"CES-1": NEW}, asked_in=AskedIn.CHECK_IN)
    send_due()
    assert {mail.to[0] for mail in mail.outbox[1:]} == {
        m.user.email for m in (people.tom, people.theo, people.olga)
    }


def test_what_was_begun_and_left_is_closed_with_what_was_found(people: People) -> None:
    screen = begin_screen(by=people.maria.user, patient=people.maria, asked_in=AskedIn.FLARE_UP)
    say(screen, Said("NEU-1", "Y"))
    assert close_left_alone() == 0
    with clock.set_to(clock.now() + timedelta(hours=2)):
        assert close_left_alone() == 1
        assert close_left_alone() == 0
    (finding,) = screen.findings.all()
    assert (finding.level.code, finding.complete) == ("S", False)
    assert "CES-1" in finding.missing


def test_what_was_begun_and_left_without_a_yes_is_only_asked_again(people: People) -> None:
    screen = begin_screen(by=people.maria.user, patient=people.maria, asked_in=AskedIn.FLARE_UP)
    say(screen, Said("NEU-1", "N"))
    with clock.set_to(clock.now() + timedelta(hours=2)):
        assert close_left_alone() == 0
    assert safety_of(people.maria).begun is AskedIn.FLARE_UP
    assert safety_of(people.maria).allowed is Allowed.NOTHING


def test_asking_the_database_does_not_grow_with_the_history(people: People) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            safety_of(people.maria)
        return len(asked)

    few = queries()
    for _ in range(3):
        screened(people.maria, asked_in=AskedIn.CHECK_IN)
    assert queries() == few == 1


def test_a_person_under_eighteen_waits_for_the_therapist(newcomer: Patient) -> None:
    finding = screened(newcomer, age=16)
    assert [reason["rule"] for reason in finding.reasons] == ["GEN-5"]
    assert finding.level.code == "P"
