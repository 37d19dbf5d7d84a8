from __future__ import annotations

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.people import People
from unbrace.clinic.accounts.queries import by_email
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.care_teams.actions import add_member, open_clinic, remove_member
from unbrace.clinic.care_teams.queries import members_of
from unbrace.clinic.refused import NotYours, Refused


def test_the_office_adds_a_member_who_gets_a_mail(
    people: People, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        new = add_member(
            by=people.olga.user,
            clinic=people.riverside,
            email="Nora@Example.org",
            name="Nora",
            role="therapist",
        )
    assert new in members_of(people.riverside)
    assert [message.to for message in mail.outbox] == [["nora@example.org"]]
    assert AuditEntry.objects.filter(deed="care_teams.add_member", subject_id=str(new.pk)).exists()


def test_no_mail_leaves_when_the_row_does_not_stay(people: People) -> None:
    with pytest.raises(Refused):
        add_member(
            by=people.olga.user, clinic=people.riverside, email=people.tom.user.email, name="", role="office"
        )
    assert mail.outbox == []


def test_someone_who_works_elsewhere_keeps_one_account(people: People) -> None:
    member = add_member(
        by=people.olga.user,
        clinic=people.riverside,
        email="ines@example.org",
        name="Someone",
        role="therapist",
    )
    assert member.user == people.ines.user == by_email("ines@example.org")
    assert member.user.name == "Ines"


@pytest.mark.parametrize(
    ("email", "role", "field"), [("nobody", "office", "email"), ("a@example.org", "owner", "role")]
)
def test_what_cannot_be_is_refused_with_the_field(people: People, email: str, role: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        add_member(by=people.olga.user, clinic=people.riverside, email=email, name="A", role=role)
    assert refusal.value.field == field


def test_a_removed_member_keeps_the_row_and_loses_the_rights(people: People) -> None:
    gone = remove_member(by=people.olga.user, membership=people.tom)
    assert gone.ended_at is not None
    assert gone not in members_of(people.riverside)
    with pytest.raises(NotYours):
        remove_member(by=people.olga.user, membership=people.tom)


def test_the_last_one_who_manages_members_cannot_be_removed(people: People) -> None:
    with pytest.raises(Refused, match="last person"):
        remove_member(by=people.olga.user, membership=people.olga)


def test_whoever_opens_a_clinic_is_its_office(people: People) -> None:
    clinic = open_clinic(by=people.lone, name="Lakeside")
    assert [member.role for member in members_of(clinic)] == ["office"]
    with pytest.raises(Refused):
        open_clinic(by=people.lone, name="  ")
