from __future__ import annotations

import pytest

from tests.people import People
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import members_of, memberships_of, require, works_somewhere
from unbrace.clinic.care_teams.roles import OFFICE, ROLES, THERAPIST, Permission
from unbrace.clinic.refused import NotYours


def test_the_office_does_not_read_what_patients_log() -> None:
    assert Permission.SEE_CARE not in OFFICE.permissions
    assert Permission.PRESCRIBE not in OFFICE.permissions


def test_a_therapist_does_not_manage_members() -> None:
    assert Permission.MANAGE_MEMBERS not in THERAPIST.permissions


def test_every_permission_belongs_to_some_role() -> None:
    assert set(Permission) == {permission for role in ROLES.values() for permission in role.permissions}


def test_someone_who_left_may_nothing_and_is_not_listed(people: People) -> None:
    assert people.fred not in members_of(people.riverside)
    assert not memberships_of(people.fred.user).exists()
    assert not works_somewhere(people.fred.user)
    assert not any(people.fred.may(permission) for permission in Permission)
    with pytest.raises(NotYours):
        require(people.fred.user, people.riverside, Permission.SEE_PATIENTS)


def test_a_permission_in_one_clinic_is_none_in_another(people: People) -> None:
    assert require(people.tom.user, people.riverside, Permission.PRESCRIBE) == people.tom
    with pytest.raises(NotYours):
        require(people.tom.user, people.hilltop, Permission.PRESCRIBE)


def test_someone_may_come_back(people: People) -> None:
    again = Membership.objects.create(user=people.fred.user, clinic=people.riverside, role="therapist")
    assert again in members_of(people.riverside)
