"""Fifty people want one time, from two processes, on SQLite and PostgreSQL (where there is one): one gets it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.verification.test_reminder_race import database as database

PEOPLE = 50
MODULE = "tests.verification.booking_race"


def run(*words: str, data: Path, database: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "UNBRACE_DATA": str(data),
        "UNBRACE_DATABASE_URL": database,
        "UNBRACE_DEMO": "0",
    }
    command = [sys.executable, "-m", MODULE, *words]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finished(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=400)
    assert process.returncode == 0, errors[-3000:]
    return out


def race(data: Path, database: str, how: str = "", people: int = PEOPLE) -> list[str]:
    """What everybody came to."""
    finished(run("seed", str(people), data=data, database=database))
    begin, half = str(time.time() + 12), people // 2
    crowds = [
        run("book", begin, str(first), str(first + half), how, data=data, database=database)
        for first in (0, half)
    ]
    return [one for crowd in crowds for one in json.loads(finished(crowd).splitlines()[-1])]


@pytest.mark.parametrize("how", ["", "unlocked"])
def test_of_fifty_one_gets_it_and_the_others_read_what_is_free(
    tmp_path: Path, database: str, how: str
) -> None:
    """Also without the lock: the constraint alone keeps the promise."""
    said = race(tmp_path, database, how)
    assert len(said) == PEOPLE
    assert said.count("booked") == 1
    refused = [one for one in said if one != "booked"]
    assert len(refused) == PEOPLE - 1
    for sentence in refused:
        assert sentence.startswith("This time has just been taken. The nearest free ones: "), sentence
        assert sentence.count(";") == 2
    assert {zone for one in refused for zone in ("Berlin", "New York", "Adelaide") if zone in one} == {
        *("Berlin", "New York", "Adelaide")
    }


def test_the_race_would_show_a_booking_that_does_not_ask(tmp_path: Path) -> None:
    said = race(tmp_path, "", "careless", people=6)
    assert said.count("booked") == 6
    with sqlite3.connect(tmp_path / "unbrace.sqlite3") as rows:
        assert rows.execute("select count(*) from visits_visit").fetchone() == (6,)
