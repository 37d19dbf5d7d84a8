"""Where care is closed: what is shut, what an emergency opens and for how long, who reads it, and who judges it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.people import People, also_treated_at
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.audit.under import under_emergency
from unbrace.clinic.care_teams.actions import remove_member, set_closed_care, suspend_member
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import (
    emergencies_of,
    open_emergency,
    opens,
    patients_closed_to,
    patients_open_to,
    require_care,
    unseen_emergencies_of,
    waiting_emergencies,
)
from unbrace.clinic.patients.actions import (
    close_emergency,
    end_shared_care,
    judge_emergency,
    look_in_emergency,
    open_in_emergency,
    read_emergencies,
    share_care,
)
from unbrace.clinic.patients.actions.emergency import LASTS
from unbrace.clinic.patients.models import EmergencyOpening
from unbrace.clinic.refused import NotYours, Refused

WHY = "She called, she cannot feel her legs."


def shut(people: People) -> None:
    set_closed_care(by=people.olga.user, clinic=people.riverside, on=True)
    for one in (people.riverside, people.tom, people.theo, people.maria, people.jonas):
        one.refresh_from_db()


def by_theo(people: People) -> EmergencyOpening:
    return open_in_emergency(by=people.theo.user, patient=people.maria, reason=WHY)


def test_where_care_is_open_every_therapist_opens_every_record(people: People) -> None:
    assert opens(people.theo, people.maria)
    assert people.maria in patients_open_to(people.theo)
    assert not patients_closed_to(people.theo).exists()
    with pytest.raises(Refused, match="anyway"):
        by_theo(people)


def test_closed_a_record_opens_for_whoever_looks_after_the_person(people: People) -> None:
    shut(people)
    assert opens(people.tom, people.maria)
    assert not opens(people.theo, people.maria)
    assert set(patients_open_to(people.tom)) == {people.maria, people.jonas}
    assert set(patients_closed_to(people.theo)) == {people.maria, people.jonas}
    for permission in (Permission.PRESCRIBE, Permission.WRITE_NOTES, Permission.ANSWER_MESSAGES):
        assert require_care(people.tom.user, people.maria, permission) == people.tom
        with pytest.raises(NotYours):
            require_care(people.theo.user, people.maria, permission)


def test_nobodys_person_is_everybodys(people: People) -> None:
    shut(people)
    suspend_member(by=people.olga.user, membership=people.tom)
    assert opens(people.theo, people.maria)


def test_what_was_handed_over_opens_and_closes_again(people: People) -> None:
    shut(people)
    share_care(by=people.tom.user, patient=people.maria, to=people.theo)
    assert opens(people.theo, people.maria)
    assert not opens(people.theo, people.jonas)
    end_shared_care(patient=people.maria, to=people.theo)
    assert not opens(people.theo, people.maria)


def test_an_emergency_opens_one_record_for_an_hour(people: People) -> None:
    shut(people)
    opening = by_theo(people)
    assert require_care(people.theo.user, people.maria, Permission.PRESCRIBE) == people.theo
    assert not opens(people.theo, people.jonas)
    with clock.set_to(opening.at + LASTS - timedelta(seconds=1)):
        assert opens(people.theo, people.maria)
    with clock.set_to(opening.at + LASTS):
        assert not opens(people.theo, people.maria)


def test_a_reason_has_to_be_given(people: People) -> None:
    shut(people)
    for reason in ("", "   ", "urgent", "x" * 301):
        with pytest.raises(Refused) as refusal:
            open_in_emergency(by=people.theo.user, patient=people.maria, reason=reason)
        assert refusal.value.field == "reason"
    assert not EmergencyOpening.objects.exists()


def test_pressed_twice_it_is_one(people: People) -> None:
    shut(people)
    assert by_theo(people) == by_theo(people)
    assert AuditEntry.objects.filter(deed="patients.open_in_emergency").count() == 1


def test_nobody_of_another_clinic_no_office_and_no_patient_opens_anything(people: People) -> None:
    shut(people)
    for user in (*people.strangers.values(), people.olga.user, people.maria.user):
        with pytest.raises(NotYours):
            open_in_emergency(by=user, patient=people.maria, reason=WHY)


def test_it_never_reaches_the_same_persons_care_elsewhere(people: People) -> None:
    shut(people)
    elsewhere = also_treated_at(people.maria, people.ines)
    by_theo(people)
    assert not opens(people.theo, elsewhere)


def test_done_earlier_it_is_shut_earlier(people: People) -> None:
    shut(people)
    opening = by_theo(people)
    with pytest.raises(NotYours):
        close_emergency(by=people.tom.user, opening=opening)
    close_emergency(by=people.theo.user, opening=opening)
    assert open_emergency(people.theo, people.maria) is None
    with pytest.raises(NotYours):
        look_in_emergency(by=people.theo.user, opening=EmergencyOpening.objects.get(), page="x")


def test_whoever_leaves_meanwhile_sees_nothing_more(people: People) -> None:
    shut(people)
    by_theo(people)
    gone = remove_member(by=people.olga.user, membership=people.theo)
    assert not opens(gone, people.maria)


def test_everything_done_under_it_is_marked(people: People) -> None:
    shut(people)
    opening = by_theo(people)
    with under_emergency(opening.pk):
        look_in_emergency(by=people.theo.user, opening=opening, page="therapist:patient")
        write_down(by=people.theo.user, deed="notes.sign", subject=people.maria)
    done = AuditEntry.objects.get(deed="notes.sign")
    assert done.details["emergency"] == str(opening.pk)
    assert done.patient_id == people.maria.pk
    look = AuditEntry.objects.get(deed="patients.look_in_emergency")
    assert (look.details["page"], look.details["emergency"]) == ("therapist:patient", str(opening.pk))
    afterwards = write_down(by=people.theo.user, deed="notes.sign", subject=people.maria)
    assert "emergency" not in afterwards.details


def test_the_person_reads_it_and_nobody_else_does(people: People) -> None:
    shut(people)
    opening = by_theo(people)
    assert list(unseen_emergencies_of(people.maria)) == [opening]
    with pytest.raises(NotYours):
        read_emergencies(by=people.jonas.user, patient=people.maria)
    assert read_emergencies(by=people.maria.user, patient=people.maria) == 1
    assert not unseen_emergencies_of(people.maria).exists()
    assert list(emergencies_of(people.maria)) == [opening]
    assert not emergencies_of(people.jonas).exists()


def test_the_office_is_told_and_judges_by_name(people: People) -> None:
    shut(people)
    opening = by_theo(people)
    mail = OutgoingMail.objects.get(to=people.olga.user.email)
    assert "Maria" not in mail.subject + mail.body
    assert "Theo" not in mail.body
    assert waiting_emergencies(people.riverside) == 1
    for user in (people.theo.user, people.tom.user, people.hanna.user):
        with pytest.raises(NotYours):
            judge_emergency(by=user, opening=opening, justified=True)
    with pytest.raises(Refused, match="why"):
        judge_emergency(by=people.olga.user, opening=opening, justified=False)
    judged = judge_emergency(
        by=people.olga.user, opening=opening, justified=False, because="There was time to ask."
    )
    assert (judged.justified, judged.judged_by) == (False, people.olga.user)
    assert waiting_emergencies(people.riverside) == 0
