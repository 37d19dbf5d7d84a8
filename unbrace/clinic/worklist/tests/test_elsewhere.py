"""One body, two clinics: what stops in one stops in the other, and what was answered stays where it was answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from tests.people import EVERY_CONDITION, SQUATS, People, also_treated_at, say, screened, sign
from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import send_due
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.actions import prescribe
from unbrace.clinic.questionnaires.actions import Said, begin_screen, clear_flags
from unbrace.clinic.questionnaires.queries import (
    Allowed,
    elsewhere_of,
    finding_of,
    safety_of,
    screens_of,
    waiting_about,
    waiting_findings_here,
)
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist.queries import safety_rows_for
from unbrace.rehab.red_flags import AskedIn, Urgency


@pytest.fixture
def there(people: People) -> Patient:
    """Maria is treated at Hilltop too, and has answered its first questions with no."""
    care = also_treated_at(people.maria, people.ines)
    screened(care)
    return care


@pytest.mark.parametrize("answer", [{"CES-1": ("Y", "Y")}, {"NEU-1": "Y"}, {"CAN-2": "Y"}])
def test_what_stops_in_one_clinic_stops_in_the_other(
    people: People, there: Patient, answer: dict[str, str]
) -> None:
    assert safety_of(there).allowed is Allowed.ALL
    found = screened(people.maria, answer, asked_in=AskedIn.CHECK_IN)
    assert safety_of(there).urgency is found.level
    assert safety_of(there).allowed is Allowed.NOTHING
    with pytest.raises(Refused):
        prescribe(by=people.ines.user, patient=there, prescriptions=[SQUATS], approved=EVERY_CONDITION)


def test_the_other_clinic_sees_how_urgent_and_nothing_of_what_was_answered(
    people: People, there: Patient
) -> None:
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    (row,) = safety_rows_for(people.hilltop, people.ines)
    assert (row.patient, row.findings, row.urgency) == (there, (), Urgency.DOCTOR_TODAY)
    assert not waiting_findings_here(there).exists()
    assert finding.screen not in screens_of(there)
    with pytest.raises(NotYours):
        finding_of(there, finding.pk)
    assert [patient for patient, _ in waiting_about(people.riverside)[1]] == []
    assert safety_rows_for(people.riverside, people.tom)[0].findings == (finding,)


def test_only_the_clinic_that_asked_clears_and_the_other_sees_it_cleared(
    people: People, there: Patient
) -> None:
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    with pytest.raises(Refused):
        clear_flags(by=people.ines.user, patient=there, findings=[finding.pk], reason="She looks well.")
    assert safety_of(there).allowed is Allowed.NOTHING
    clear_flags(by=people.tom.user, patient=people.maria, findings=[finding.pk], reason="Seen.")
    assert safety_of(there).allowed is Allowed.ALL
    (seen,) = elsewhere_of(there)
    assert seen.cleared_at is not None
    assert waiting_about(people.hilltop) == ([], [])


def test_where_the_other_care_has_ended_somebody_can_still_clear(people: People, there: Patient) -> None:
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    Patient.objects.filter(pk=people.maria.pk).update(ended_at=clock.now())
    assert safety_of(there).allowed is Allowed.NOTHING
    (seen,) = elsewhere_of(there)
    assert seen.ours_to_clear
    clear_flags(
        by=people.ines.user, patient=there, findings=[finding.pk], reason="Asked her; seen by a doctor."
    )
    assert safety_of(there).allowed is Allowed.ALL


def test_both_clinics_are_told_at_once(people: People, there: Patient) -> None:
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    send_due()
    assert {sent.to[0] for sent in mail.outbox} >= {people.tom.user.email, people.ines.user.email}
    assert not [sent for sent in mail.outbox if "Maria" in sent.body and "now" in sent.subject]


def test_questions_begun_in_one_clinic_are_not_got_round_in_the_other(people: People, there: Patient) -> None:
    screen = begin_screen(by=people.maria.user, patient=people.maria, asked_in=AskedIn.FLARE_UP)
    say(screen, Said("NEU-1", "Y"))
    safety = safety_of(there)
    assert (safety.allowed, safety.begun_elsewhere) == (Allowed.NOTHING, people.maria.pk)
    with clock.set_to(clock.now() + timedelta(hours=25)):
        assert safety_of(there).begun_elsewhere is None


def test_the_first_plan_after_an_answer_given_elsewhere_needs_a_yes_by_name(
    people: People, there: Patient
) -> None:
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    clear_flags(by=people.tom.user, patient=people.maria, findings=[finding.pk], reason="Seen.")
    with pytest.raises(Refused, match="end of a lock"):
        prescribe(by=people.ines.user, patient=there, prescriptions=[SQUATS])
    assert sign(people, there, days_ago=0)


def test_other_people_are_not_stopped(people: People, there: Patient) -> None:
    screened(people.maria, {"CES-1": ("Y", "Y")}, asked_in=AskedIn.CHECK_IN)
    assert safety_of(people.jonas).allowed is Allowed.ALL
    assert safety_of(people.victor).allowed is Allowed.ALL
