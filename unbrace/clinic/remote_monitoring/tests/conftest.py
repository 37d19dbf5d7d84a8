"""A clinic that keeps a ledger, and Maria, who said yes on the first of March."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.activity.actions import log_walk
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.remote_monitoring.actions import (
    Stated,
    Terms,
    count_time,
    enrol,
    note_work,
    switch_ledger,
)
from unbrace.clinic.remote_monitoring.models import WorkEntry

TEN = datetime(2026, 3, 5, 9, tzinfo=UTC)  # ten o'clock in Berlin
YES = Terms(date(2026, 3, 1), None, None, None, set_up_counted_before=False)


@pytest.fixture
def march(people: People) -> Iterator[People]:
    """The clock stands at ten on the fifth of March 2026; the clinic has been open for a year."""
    for care in (people.maria, people.jonas):
        Patient.objects.filter(pk=care.pk).update(started_at=TEN - timedelta(days=365))
        care.refresh_from_db()
    with clock.set_to(TEN):
        switch_ledger(by=people.olga.user, clinic=people.riverside, on=True)
        enrol(by=people.tom.user, patient=people.maria, terms=YES)
        enrol(by=people.tom.user, patient=people.jonas, terms=YES)
        yield people


def used(
    people: People, seconds: float, at: datetime, patient: Patient | None = None, by: object = None
) -> float:
    """A page was used for so long, ending at `at`; gives the seconds that were counted."""
    with clock.set_to(at):
        counted = count_time(
            by=by or people.tom.user,  # type: ignore[arg-type]
            patient=patient or people.maria,
            key=uuid4(),
            length=timedelta(seconds=seconds),
            ago=timedelta(0),
        )
    return counted.total_seconds()


def noted(
    people: People,
    begins: datetime,
    minutes: int,
    *,
    way: str = "",
    by: object = None,
    patient: Patient | None = None,
) -> WorkEntry:
    with clock.set_to(max(clock.now(), begins + timedelta(minutes=minutes))):
        return note_work(
            by=by or people.tom.user,  # type: ignore[arg-type]
            patient=patient or people.maria,
            stated=Stated(begins, minutes, "Looked at the week.", way),
            key=uuid4(),
        )


def logs(moment: datetime, patient: Patient) -> None:
    """Somebody notes a walk at this moment."""
    with clock.set_to(moment):
        log_walk(by=patient.user, patient=patient, key=uuid4(), day=today_of(patient), minutes=10)
