"""Two real processes race for the same reminders, on SQLite and PostgreSQL (where there is one): each is sent once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.own_postgresql import MISSING, is_installed, own_postgresql
from unbrace.clinic.reminders.channels.sms.fake import FakeService, fake_service

PEOPLE = 25
MODULE = "tests.verification.reminder_race"


@pytest.fixture
def service() -> Iterator[FakeService]:
    with fake_service() as fake:
        yield fake


def run(*words: str, data: Path, database: str, url: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "UNBRACE_DATA": str(data),
        "UNBRACE_DATABASE_URL": database,
        "UNBRACE_SMS_URL": url,
        "UNBRACE_DEMO": "0",
    }
    command = [sys.executable, "-m", MODULE, *words]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finished(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=180)
    assert process.returncode == 0, errors[-3000:]
    return out


def race(service: FakeService, data: Path, database: str, *more: str) -> tuple[int, Counter[str]]:
    """How many were claimed by both together, and how often each number got a message."""
    finished(run("seed", str(PEOPLE), data=data, database=database, url=service.url))
    begin = str(time.time() + 8)
    workers = [run("work", begin, *more, data=data, database=database, url=service.url) for _ in range(2)]
    claimed = sum(int(finished(worker)) for worker in workers)
    return claimed, Counter(json.loads(posted.body)["to"] for posted in service.posted)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield ""
        return
    if not is_installed():
        pytest.skip(MISSING)
    with own_postgresql() as address:
        yield address


def test_two_workers_send_each_reminder_once(service: FakeService, tmp_path: Path, database: str) -> None:
    claimed, sent = race(service, tmp_path, database)
    assert claimed == PEOPLE
    assert len(sent) == PEOPLE
    assert set(sent.values()) == {1}


def test_the_race_would_show_a_worker_that_does_not_ask(service: FakeService, tmp_path: Path) -> None:
    _, sent = race(service, tmp_path, "", "careless")
    assert set(sent.values()) == {2}
