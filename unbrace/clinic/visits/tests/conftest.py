"""Tom in Berlin, whom one can meet on weekday mornings; Maria in New York, Jonas in Adelaide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.visits.actions import WantedHours, set_office_hours
from unbrace.clinic.visits.models import OfficeHours
from unbrace.clinic.visits.queries import free_times, hours_of
from unbrace.clinic.visits.slots import Hours, Span

#: A Monday, six in the morning in Berlin.
NOW = datetime(2026, 11, 30, 5, tzinfo=UTC)
#: Tuesday, nine in Berlin, three in New York, half past six in the evening in Adelaide.
TUESDAY = datetime(2026, 12, 1, 8, tzinfo=UTC)


def wanted(**more: Any) -> WantedHours:
    week = [Hours(day, time(9), time(12)) for day in range(5)]
    usual: dict[str, Any] = {"is_open": True, "week": week, "by_video": True, "in_person": False}
    return WantedHours(**(usual | {"after_min": 0, "follow_up_min": 30, "first_min": 30} | more))


def opens(therapist: Membership, **more: Any) -> OfficeHours:
    return set_office_hours(by=therapist.user, therapist=therapist, wanted=wanted(**more))


def free(therapist: Membership, **more: Any) -> list[datetime]:
    """Everything of the next two weeks."""
    window = Span(clock.now(), clock.now() + timedelta(days=14))
    return free_times(hours_of(therapist), "follow_up", window, **more)


@pytest.fixture
def booking(people: People) -> Iterator[People]:
    for patient, zone in ((people.maria, "America/New_York"), (people.jonas, "Australia/Adelaide")):
        patient.user.time_zone = zone
        patient.user.save()
    with clock.set_to(NOW):
        opens(people.tom)
        yield people
