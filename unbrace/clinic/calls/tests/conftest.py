"""A video visit of Maria's with Tom that begins now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.visits.models import Place, Visit


def visit_of(people: People, place: str = Place.VIDEO) -> Visit:
    now = clock.now()
    return Visit.objects.create(
        patient=people.maria,
        therapist=people.tom,
        kind="follow_up",
        place=place,
        address="Mill Lane 3" if place == Place.IN_PERSON else "",
        begins=now,
        ends=now + timedelta(minutes=30),
        made_by=people.tom.user,
    )


@pytest.fixture
def visit(people: People) -> Visit:
    return visit_of(people)
