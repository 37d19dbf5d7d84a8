"""The page for everybody; what it shows is tried beside its switch, in `pages/outcomes`."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.test import Client

from tests.doors import nothing_leaks
from unbrace.clinic.outcomes.actions import show_to_everybody

if TYPE_CHECKING:
    from tests.people import People


def test_of_a_clinic_with_too_few_people_it_says_that(people: People) -> None:
    show_to_everybody(by=people.olga.user, clinic=people.riverside, shown=True)
    assert "Too few people yet" in Client().get(f"/outcomes/{people.riverside.pk}/").content.decode()


def test_someone_else_and_nobody_find_no_page_of_a_clinic_that_shows_none(people: People) -> None:
    assert nothing_leaks(people, f"/outcomes/{people.riverside.pk}/")
    assert nothing_leaks(people, f"/outcomes/{uuid.uuid4()}/")
