from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.patients.actions import accept_invitation, invite_patient, withdraw_invitation
from unbrace.clinic.patients.models import Invitation
from unbrace.clinic.patients.queries import cares_of, invitation_behind, invitations_of, patients_in
from unbrace.clinic.refused import NotYours, Refused


def invite(people: People, email: str = "new@example.org") -> Invitation:
    return invite_patient(by=people.tom.user, clinic=people.riverside, email=email, name="New Person")


def test_the_mail_carries_the_link(
    people: People, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(people)
    assert mail.outbox[0].to == ["new@example.org"]
    assert f"/account/invitation/{invitation.token}/" in mail.outbox[0].body


def test_who_accepts_is_treated_by_the_therapist_who_invited(people: People) -> None:
    patient = accept_invitation(by=people.lone, token=invite(people).token)
    assert patient in patients_in(people.riverside)
    assert (patient.therapist, cares_of(people.lone).get()) == (people.tom, patient)


def test_a_newcomer_takes_name_and_time_zone_from_the_invitation(people: People) -> None:
    newcomer = User.objects.create_user("new@example.org")
    accept_invitation(by=newcomer, token=invite(people).token)
    newcomer.refresh_from_db()
    assert (newcomer.name, newcomer.time_zone) == ("New Person", "Europe/Berlin")


def test_a_link_works_once(people: People) -> None:
    token = invite(people).token
    accept_invitation(by=people.lone, token=token)
    with pytest.raises(Refused):
        accept_invitation(by=people.victor.user, token=token)
    assert invitation_behind(token) is None


def test_a_link_ends_after_two_weeks(people: People) -> None:
    token = invite(people).token
    with clock.set_to(clock.now() + timedelta(days=14)), pytest.raises(Refused):
        accept_invitation(by=people.lone, token=token)


def test_a_withdrawn_link_no_longer_works(people: People) -> None:
    invitation = invite(people)
    withdraw_invitation(by=people.olga.user, invitation=invitation)
    with pytest.raises(Refused):
        accept_invitation(by=people.lone, token=invitation.token)
    assert not invitations_of(people.riverside).exists()


def test_an_accepted_invitation_cannot_be_taken_back(people: People) -> None:
    invitation = invite(people)
    accept_invitation(by=people.lone, token=invitation.token)
    with pytest.raises(Refused, match="already been accepted"):
        withdraw_invitation(by=people.olga.user, invitation=invitation)


def test_a_second_invitation_takes_the_place_of_the_first(people: People) -> None:
    first, second = invite(people), invite(people, "NEW@example.org")
    assert invitation_behind(first.token) is None
    assert list(invitations_of(people.riverside)) == [second]


def test_the_database_does_not_hold_the_token(people: People) -> None:
    token = invite(people).token
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM patients_invitation")
        assert token not in str(cursor.fetchall())


def test_a_made_up_token_leads_nowhere(people: People) -> None:
    invite(people)
    assert invitation_behind("made-up") is None
    with pytest.raises(Refused):
        accept_invitation(by=people.lone, token="made-up")


def test_a_therapist_cannot_become_a_patient_of_the_own_clinic_by_mistake(people: People) -> None:
    with pytest.raises(Refused, match="work in this clinic"):
        accept_invitation(by=people.tom.user, token=invite(people).token)


def test_a_therapist_of_another_clinic_cannot_be_put_in_charge(people: People) -> None:
    with pytest.raises(NotYours):
        invite_patient(
            by=people.olga.user,
            clinic=people.riverside,
            email="a@example.org",
            name="A",
            therapist=people.ines,
        )


@pytest.mark.parametrize(
    ("email", "name", "field"), [("nobody", "A", "email"), ("a@example.org", " ", "name")]
)
def test_what_cannot_be_is_refused_with_the_field(people: People, email: str, name: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        invite_patient(by=people.tom.user, clinic=people.riverside, email=email, name=name)
    assert refusal.value.field == field
