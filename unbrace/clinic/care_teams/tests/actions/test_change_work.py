"""Another role, a pause, and that nobody locks the clinic."""

from __future__ import annotations

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.care_teams.actions import (
    add_member,
    change_role,
    greet_again,
    let_return,
    remove_member,
    suspend_member,
)
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import (
    colleagues_of,
    membership_in,
    memberships_of,
    require,
    works_somewhere,
)
from unbrace.clinic.care_teams.roles import ROLES, Permission, table_of_rights
from unbrace.clinic.refused import NotYours, Refused


def test_the_printed_table_says_what_is_enforced(people: People) -> None:
    """For every cell: a member of that role is let in exactly where the table says yes."""
    table = {right.words: right.allowed for right in table_of_rights()}
    assert len(table) == len(Permission)
    members = {"therapist": people.theo, "office": people.olga}
    assert set(members) == set(ROLES)
    for permission in Permission:
        for role, allowed in zip(ROLES, table[permission.value], strict=True):
            try:
                require(members[role].user, people.riverside, permission)
                let_in = True
            except NotYours:
                let_in = False
            assert let_in is allowed, (permission, role)


def test_a_new_role_holds_at_once_and_old_signatures_keep_theirs(people: People) -> None:
    new = change_role(by=people.olga.user, membership=people.theo, role="office")
    people.theo.refresh_from_db()
    assert (people.theo.role, people.theo.ended_at is None) == ("therapist", False)
    assert new.may(Permission.MANAGE_MEMBERS)
    with pytest.raises(NotYours):
        require(people.theo.user, people.riverside, Permission.PRESCRIBE)
    entry = AuditEntry.objects.get(deed="care_teams.change_role")
    assert (entry.details["before"], entry.details["role"]) == ("therapist", "office")


def test_the_same_role_changes_nothing(people: People) -> None:
    assert change_role(by=people.olga.user, membership=people.theo, role="therapist") == people.theo
    assert not AuditEntry.objects.filter(deed="care_teams.change_role").exists()


def test_a_role_that_is_not_in_the_list_is_refused(people: People) -> None:
    with pytest.raises(Refused) as refusal:
        change_role(by=people.olga.user, membership=people.theo, role="king")
    assert refusal.value.field == "role"


def test_the_last_one_of_the_office_stays_what_they_are(people: People) -> None:
    with pytest.raises(Refused, match="last person"):
        change_role(by=people.olga.user, membership=people.olga, role="therapist")
    with pytest.raises(Refused, match="last person"):
        remove_member(by=people.olga.user, membership=people.olga)
    with pytest.raises(Refused, match="This is you"):
        suspend_member(by=people.olga.user, membership=people.olga)
    assert require(people.olga.user, people.riverside, Permission.MANAGE_MEMBERS)


def test_a_suspended_colleague_does_not_count_as_somebody_who_is_left(people: People) -> None:
    other = change_role(by=people.olga.user, membership=people.theo, role="office")
    suspend_member(by=people.olga.user, membership=other)
    with pytest.raises(Refused, match="last person"):
        change_role(by=people.olga.user, membership=people.olga, role="therapist")


def test_whoever_is_suspended_is_a_stranger_until_they_return(people: People) -> None:
    suspend_member(by=people.olga.user, membership=people.tom)
    assert membership_in(people.riverside, people.tom.user) is None
    assert not memberships_of(people.tom.user).exists()
    assert works_somewhere(people.tom.user)
    assert people.tom not in colleagues_of(people.theo)
    people.maria.refresh_from_db()
    assert people.maria.looked_after_by is None
    with pytest.raises(Refused, match="return first"):
        change_role(by=people.olga.user, membership=people.tom, role="office")
    let_return(by=people.olga.user, membership=people.tom)
    assert require(people.tom.user, people.riverside, Permission.PRESCRIBE)
    people.maria.refresh_from_db()
    assert people.maria.looked_after_by == people.tom
    deeds = ["care_teams.suspend_member", "care_teams.let_return"]
    assert [AuditEntry.objects.filter(deed=deed).count() for deed in deeds] == [1, 1]


def test_twice_is_once(people: People) -> None:
    for _ in range(2):
        suspend_member(by=people.olga.user, membership=people.tom)
    for _ in range(2):
        let_return(by=people.olga.user, membership=people.tom)
    assert AuditEntry.objects.filter(deed__startswith="care_teams.").count() == 2


def test_the_first_mail_is_sent_again_to_whoever_has_not_signed_in(
    people: People, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    new = add_member(
        by=people.olga.user, clinic=people.riverside, email="n@example.org", name="Nora", role="therapist"
    )
    with django_capture_on_commit_callbacks(execute=True):
        greet_again(by=people.olga.user, membership=new)
    assert [one.to for one in mail.outbox] == [["n@example.org"]]
    new.user.last_login = clock.now()
    new.user.save()
    with pytest.raises(Refused):
        greet_again(by=people.olga.user, membership=Membership.objects.get(pk=new.pk))
