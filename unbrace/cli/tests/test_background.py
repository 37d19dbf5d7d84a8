from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django_tasks_db.models import DBTaskResult

from tests.people import gather, sign, sit
from unbrace.cli.background import Background
from unbrace.clinic.worklist.actions import ask_for_review
from unbrace.clinic.worklist.queries import open_proposals_for, unreviewed

pytestmark = pytest.mark.django_db(transaction=True)


def wait_for(happened: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not happened() and time.monotonic() < until:
        time.sleep(0.1)
    return happened()


def test_what_was_asked_for_and_what_was_forgotten_are_both_reviewed() -> None:
    """One session is in the queue; the other was recorded by a server that died before it could ask."""
    people = gather()
    forgotten = sit(people.jonas, sign(people, people.jonas), pain=7)
    background = Background()
    background.start()
    try:
        asked = sit(people.maria, sign(people, people.maria), pain=7)
        ask_for_review(asked)
        assert wait_for(lambda: DBTaskResult.objects.filter(status="SUCCESSFUL").exists())
        assert wait_for(lambda: not unreviewed())
    finally:
        background.stop()
    assert open_proposals_for(people.maria).get().session == asked
    assert open_proposals_for(people.jonas).get().session == forgotten
