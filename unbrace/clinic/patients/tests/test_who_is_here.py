"""Who is here: found the same whichever is asked first, and read once only for a request that looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tests.people import also_treated_at
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.actions import remove_member
from unbrace.clinic.care_teams.queries import membership_in
from unbrace.clinic.patients.middleware import who_is_here
from unbrace.clinic.patients.models import Patient

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
