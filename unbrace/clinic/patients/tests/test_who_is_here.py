"""Who is here: found the same whichever is asked first, and read once only for a request that looks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tests.people import also_treated_at
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.actions import remove_member
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import membership_in
from unbrace.clinic.patients.account import AccountWithPlaces, Places, places_of
from unbrace.clinic.patients.middleware import who_is_here
from unbrace.clinic.patients.models import EmergencyOpening, Patient

if TYPE_CHECKING:
    from tests.people import People


def coming(user: User, path: str, method: str = "GET") -> Any:
    """The request as a view gets it, with an account of its own."""
    request: Any = RequestFactory().generic(method, path)
    request.user, request.session = User.objects.get(pk=user.pk), {}
    who_is_here(lambda _: HttpResponse())(request)
    return request


@pytest.mark.parametrize("path", ["/", "/therapist/", "/office/", "/account/"])
def test_everybody_is_found_behind_every_door(people: People, path: str) -> None:
    tom, maria, fred = (coming(one.user, path) for one in (people.tom, people.maria, people.fred))
    assert (tom.membership, bool(tom.patient)) == (people.tom, False)
    assert (maria.membership, maria.patient) == (None, people.maria)
    assert (fred.membership, bool(fred.patient), fred.clinic) == (None, False, None)


@pytest.mark.parametrize("path", ["/", "/therapist/"])
def test_who_works_in_one_clinic_and_is_treated_in_another_is_both(people: People, path: str) -> None:
    there = Patient.objects.create(user=people.tom.user, clinic=people.hilltop, therapist=people.ines)
    both = coming(people.tom.user, path)
    assert (both.membership, both.patient, both.clinic) == (people.tom, there, people.riverside)
    assert coming(also_treated_at(people.maria, people.ines).user, path).membership is None


def test_what_is_looked_at_asks_the_right_once_and_a_deed_asks_it_anew(
    people: People, django_assert_num_queries: Any
) -> None:
    looks, does = (coming(people.tom.user, "/therapist/", method) for method in ("GET", "POST"))
    with django_assert_num_queries(0):
        assert membership_in(people.riverside, looks.user) == people.tom
        assert membership_in(people.hilltop, looks.user) is None
    remove_member(by=people.olga.user, membership=people.tom)
    assert membership_in(people.riverside, does.user) is None
    assert coming(people.tom.user, "/therapist/").membership is None


def read_with_places(user_id: Any) -> Places:
    account = AccountWithPlaces().get_user(user_id)
    assert account is not None
    return places_of(account)


def test_a_log_in_is_read_with_every_place_by_one_question(
    people: People, django_assert_num_queries: Any
) -> None:
    here, there = people.maria, also_treated_at(people.maria, people.ines)
    with django_assert_num_queries(1):
        maria = AccountWithPlaces().get_user(people.maria.user_id)
        assert maria is not None
        works, care = places_of(maria)
        assert (works, {one.pk for one in care}) == ([], {here.pk, there.pk})
        assert {one.clinic.name for one in care} == {"Riverside", "Hilltop"}
        assert {one.therapist.user for one in care if one.therapist} == {people.tom.user, people.ines.user}
        assert all(one.user is maria for one in care)


def test_who_works_twice_and_is_treated_twice_is_found_once_in_each(people: People) -> None:
    tom = people.tom.user
    Membership.objects.create(user=tom, clinic=people.hilltop, role="therapist")
    for clinic in (people.riverside, people.hilltop):
        Patient.objects.create(user=tom, clinic=clinic)
    works, care = read_with_places(tom.pk)
    assert [one.clinic for one in works] == [people.riverside, people.hilltop]
    assert [one.clinic for one in care] == [people.hilltop, people.riverside]


def test_each_care_knows_of_its_own_openings_alone(people: People) -> None:
    there = also_treated_at(people.maria, people.ines)
    EmergencyOpening.objects.create(
        patient=there, member=people.ines, reason="Fell", until=clock.now() + timedelta(hours=1)
    )
    care: list[Any] = read_with_places(people.maria.user_id).care
    assert {one.pk: one.opened_unread for one in care} == {people.maria.pk: False, there.pk: True}
    assert not any(one.closed_unread for one in care)


def test_an_account_that_is_switched_off_or_gone_does_not_come_in(people: People) -> None:
    User.objects.filter(pk=people.tom.user_id).update(is_active=False)
    assert AccountWithPlaces().get_user(people.tom.user_id) is None
    assert AccountWithPlaces().get_user(uuid4()) is None
