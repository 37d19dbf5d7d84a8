from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from tests.people import gather, sign, sit
from unbrace.cli.background import Background
from unbrace.clinic.activity.actions import begin_import
from unbrace.clinic.activity.models import Import
from unbrace.clinic.activity.sources.reading import read_file
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


def test_a_reminder_does_not_wait_behind_a_large_file(tmp_path: Path, settings: Settings) -> None:
    """The file's reading stands still until the other task is done; with one worker this would never end."""
    settings.IMPORTS = tmp_path
    people = gather()
    other = threading.Event()
    real = read_file

    def slow(*said: Any) -> Any:
        assert other.wait(30)
        return real(*said)

    background = Background()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("unbrace.clinic.activity.actions.imports.read_file", slow)
        found = begin_import(by=people.maria.user, patient=people.maria, pieces=[b"no,export\n"])
        background.start()
        try:
            asked = sit(people.maria, sign(people, people.maria), pain=7)
            ask_for_review(asked)
            assert wait_for(lambda: DBTaskResult.objects.filter(status="SUCCESSFUL").exists())
            other.set()
            assert wait_for(lambda: Import.objects.get(pk=found.pk).state == "refused")
        finally:
            other.set()
            background.stop()
