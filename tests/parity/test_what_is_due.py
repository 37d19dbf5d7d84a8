"""A session opened without a network asks for what the server would ask for at that moment, on every day of any week.

Weeks are made up: which exercises on which days, when in the day, what was done. The plan is the one the door sends,
the server's answer what Today lists, and clocks change in between.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from unbrace.clinic.programmes.models import PartOfDay, Prescription, ProgrammeVersion, mask_of
from unbrace.clinic.programmes.queries import catalogue
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.portal.patient.pages.exercise.presenter import plan_for
from unbrace.portal.patient.pages.today.presenter import present
from unbrace.portal.translated import Reader

if TYPE_CHECKING:
    from tests.people import People

SCRIPT = Path(__file__).with_name("what_is_due.mjs")
ROOT = Path(__file__).parents[2]
ZONES = ("Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland")
READ = ("prescription", "title", "days", "part_of_day")
WEEKS, MOMENTS = 30, 25
#: In it clocks change in each of the zones; nothing special about the year.
BEGIN, DAYS = datetime(2026, 10, 20, tzinfo=UTC), 200

Week = list[Prescription]


def made_up(chance: random.Random) -> Week:
    """One version: one to six exercises, each on some of the days, with times of day in half of the versions."""
    names = chance.sample(sorted(catalogue().exercises), chance.randint(1, 6))
    timed = chance.random() < 0.5
    return [
        Prescription(
            position=place,
            exercise=name,
            sets=1,
            reps=5,
            day_mask=mask_of(chance.sample(range(7), chance.randint(1, 7))),
            part_of_day=chance.choice(PartOfDay.values) if timed else "",
        )
        for place, name in enumerate(names)
    ]


def on_the_server(week: Week, now: datetime, done: set[tuple[str, str]]) -> list[str]:
    """The exercises that Today lists; nobody has stopped anything."""
    version: Any = SimpleNamespace(
        prescriptions=SimpleNamespace(all=lambda: week), programme=SimpleNamespace(paused_at=None)
    )
    gate: Any = SimpleNamespace(allowed=Allowed.ALL)
    return [line.title for line in present(now, gate, version, [], [], done_today=done).lines]


def in_the_browser(questions: Sequence[dict[str, Any]], zone: str, folder: Path) -> list[list[str]]:
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "esbuild").exists():
        pytest.fail("no node or no esbuild: run `npm ci`")
    file = folder / "questions.json"
    file.write_text(json.dumps(questions))
    asked = [node, str(SCRIPT), str(file)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, env={**os.environ, "TZ": zone})
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("zone", ZONES)
def test_a_kept_plan_asks_for_what_the_server_would(zone: str, people: People, tmp_path: Path) -> None:
    chance, reader = random.Random(zone), Reader("en")  # noqa: S311 - the same weeks every time
    questions, expected = [], []
    for _ in range(WEEKS):
        week = made_up(chance)
        kept = (BEGIN + timedelta(minutes=chance.randrange(DAYS * 1440))).astimezone(ZoneInfo(zone))
        done = {(one.exercise, one.side) for one in week if chance.random() < 0.4}
        sent = plan_for(
            people.maria.user, "m", ProgrammeVersion(number=1), week, {}, reader, kept.date(), done
        )
        plan = {"day": sent["day"], "done_today": sent["done_today"]}
        plan["items"] = [{name: item[name] for name in READ} for item in sent["items"]]
        for _ in range(MOMENTS):
            opened = (kept + timedelta(minutes=chance.randrange(9 * 1440))).astimezone(ZoneInfo(zone))
            questions.append({"plan": plan, "at": opened.isoformat()})
            known = done if opened.date() == kept.date() else set()
            expected.append(on_the_server(week, opened, known))
    assert in_the_browser(questions, zone, tmp_path) == expected
    # no empty proof: days without anything, with part of it and with all of it are among them
    sizes = Counter(map(len, expected))
    assert sizes[0] > 50 < sum(sizes.values()) - sizes[0]
