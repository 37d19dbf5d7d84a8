"""The office invites; whoever is invited decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import everybody_else, nothing_leaks, signed_in
from unbrace.clinic.patients.actions import accept_invitation, decline_invitation, invite_patient
from unbrace.clinic.patients.queries import invitations_of, patients_in

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.patients.models import Invitation

ADDRESS = "/office/patients/"
NORA = {"name": "Nora", "email": "nora@example.org"}


def asked(people: People) -> Invitation:
    return invite_patient(by=people.olga.user, clinic=people.riverside, therapist=people.theo, **NORA)


def page(people: People) -> str:
    return signed_in(people.olga.user).get(ADDRESS).content.decode()


def test_who_is_invited_is_no_patient_before_they_say_yes(people: People) -> None:
    before = patients_in(people.riverside).count()
    signed_in(people.olga.user).post(ADDRESS, NORA | {"therapist": str(people.theo.pk)})
    (invitation,) = invitations_of(people.riverside)
    assert (invitation.name, invitation.therapist) == ("Nora", people.theo)
    assert patients_in(people.riverside).count() == before
    assert "nora@example.org" in page(people)


def test_a_yes_and_a_no_thanks_are_both_answers(people: People) -> None:
    patient = accept_invitation(by=people.lone, token=asked(people).token)
    assert patient.therapist == people.theo
    decline_invitation(token=asked(people).token)
    text = page(people)
    assert "Said no thanks" in text
    assert "Nobody is waiting" in text


def test_an_invitation_is_taken_back(people: People) -> None:
    invitation = asked(people)
    signed_in(people.olga.user).post(f"{ADDRESS}invitations/{invitation.pk}/withdraw/")
    assert not invitations_of(people.riverside).exists()


def test_a_slip_is_said_beside_its_field(people: People) -> None:
    client = signed_in(people.olga.user)
    for wrong, field in (
        ({"email": "nora"}, "email"),
        ({"therapist": str(people.ines.pk)}, "therapist"),
        ({"therapist": "x"}, "therapist"),
    ):
        response = client.post(ADDRESS, NORA | wrong)
        assert response.status_code == 422
        assert f'id="{field}-problem"' in response.content.decode()
    assert not invitations_of(people.riverside).exists()


def test_someone_else_sees_and_takes_back_nothing(people: People) -> None:
    invitation = asked(people)
    nothing_leaks(people, f"{ADDRESS}invitations/{invitation.pk}/withdraw/", {}, "Nora")
    for who, client in [*everybody_else(people), ("a therapist", signed_in(people.tom.user))]:
        assert "nora@example.org" not in client.get(ADDRESS).content.decode(), who
    assert invitations_of(people.riverside).get() == invitation
