"""The old log of days on one's own, moved to where everybody's days are: nothing lost, nothing said anew."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.people import People, gather
from unbrace.clinic import clock
from unbrace.clinic.activity.own_days import OwnDay, own_days_of
from unbrace.clinic.check_ins.models import DiaryEntry

BEFORE = [("intakes", "0002_own_days"), ("activity", "0001_initial")]
AFTER = [("intakes", "0003_no_log_of_its_own"), ("activity", "0002_days_of_people_on_their_own")]
MONDAY = date(2026, 11, 23)


def migrate_to(targets: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.mark.django_db(transaction=True)
def test_days_on_ones_own_become_walks_and_diary_entries() -> None:
    old = migrate_to(BEFORE).get_model("intakes", "OwnDay")
    people: People = gather()
    said = [(0, 12, 3), (0, 15, None), (1, 0, 0), (2, None, 7)]
    for index, (day, walked, pain) in enumerate(said):
        old.objects.create(
            patient_id=people.maria.pk,
            day=MONDAY + timedelta(days=day),
            walked=walked,
            pain=pain,
            at=clock.now() - timedelta(days=9, minutes=-index),
        )
    migrate_to(AFTER)
    assert own_days_of(people.maria) == [
        OwnDay(MONDAY, 15, None),  # written again, the newest row of the day counts, as it did
        OwnDay(MONDAY + timedelta(days=1), 0, 0),
        OwnDay(MONDAY + timedelta(days=2), None, 7),
    ]
    assert people.maria.walks.count() == 3
    assert people.maria.diary_entries.filter(withdrawn_at=None).count() == 2
    assert {frozenset(entry.pains) for entry in DiaryEntry.objects.all()} == {frozenset({"low_back"})}
    assert own_days_of(people.jonas) == []
