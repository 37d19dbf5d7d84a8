"""R3: sessions without a network, the tab killed in the middle of each, the device's clock a week slow, fast, or right.

One person does ten sessions in a row on a telephone without a network, by tapping. In each of them the tab is killed:
after the first tap, half way, or before it is said how it was; she opens it again and carries on. Then the network
comes back, and in every second round the tab is killed once more while the sessions are being sent. At the end the
database is asked: every session once, with the taps that were made, dated to when it was done by this machine's clock.

Beside the sessions: how soon Today is on the screen from what the device has kept, without a network.

UNBRACE_BENCH_SESSIONS=20 does fewer.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from uuid import uuid4

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.bench.figure import Figure
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.people import DESK, PHONE, Person
from tests.journeys.server import DemoClinic, demo_clinic

SESSIONS, A_ROUND = int(os.environ.get("UNBRACE_BENCH_SESSIONS", "200")), 10
OFF = (timedelta(days=-7), timedelta(days=7), timedelta(0))
KILLED_AT = ("after the first tap", "half way", "before it is said how it was")
#: A tab that dies within milliseconds of a tap may take that one tap along; this long after it, it may not.
JUST_BEFORE_MS = 250
#: The device's clock is known to the second, and a session's ends are kept to the second.
EXACT = timedelta(seconds=3)
#: The date alone is wrong: timers and pictures go on as they do on such a device.
WRONG_CLOCK = """((right, off) => {
    globalThis.Date = class extends right {
        constructor(...parts) { if (parts.length) super(...parts); else super(right.now() + off); }
        static now() { return right.now() + off; }
    };
})(Date, %d)"""
#: She taps: the pose model and the engine would only take minutes of this machine's time.
NOBODY_LOOKS = "globalThis.Worker = class extends EventTarget { postMessage() {} terminate() {} };"
OPENINGS = 20
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


@dataclass(frozen=True)
class Done:
    """A session as it truly was: by this machine's clock."""

    began: datetime
    ended: datetime
    taps: int


@dataclass(frozen=True)
class Stored:
    key: str
    began: datetime
    ended: datetime
    taps: int


def stored(clinic: DemoClinic, email: str) -> list[Stored]:
    """What the database has of this person, oldest first."""
    database = sqlite3.connect(f"file:{clinic.data / 'unbrace.sqlite3'}?mode=ro", uri=True)
    rows = database.execute(
        """select s.key, s.started_at, s.ended_at, coalesce(sum(d.claimed_reps), 0)
           from exercise_sessions_exercisesession s
           join patients_patient p on p.id = s.patient_id join accounts_user u on u.id = p.user_id
           left join exercise_sessions_exerciseperformed e on e.session_id = s.id
           left join exercise_sessions_setperformed d on d.exercise_id = e.id
           where u.email = ? group by s.id order by s.started_at""",
        (email,),
    ).fetchall()
    database.close()
    moments = [
        (key, *(datetime.fromisoformat(at).replace(tzinfo=UTC) for at in ends), taps)
        for key, *ends, taps in rows
    ]
    return [Stored(*moment) for moment in moments]


def opens(person: Person, off: timedelta) -> Page:
    """A new tab, on a device whose clock is so far off and goes on from there."""
    person.opens_a_new_tab()
    person.page.add_init_script(WRONG_CLOCK % (off // timedelta(milliseconds=1)))
    person.page.add_init_script(NOBODY_LOOKS)
    person.page.goto("/exercise/")
    return person.page


def learns_how_wrong_it_is(person: Person, off: timedelta) -> None:
    """With a network once: a device whose clock is changed without a network cannot know by how much."""
    page = opens(person, off)
    page.wait_for_function(
        "off => Math.abs(Number(localStorage.getItem('unbrace-clock-offset')) + off) < 60",
        arg=off.total_seconds(),
    )
    page.close()


def does_one(person: Person, off: timedelta, taps: int, killed_at: str) -> Done:
    """One session, from the first question to "You are offline", with a killed tab in it."""
    page = opens(person, off)
    began = datetime.now(UTC)
    person.answers("How much does your back hurt right now?", 2)
    person.presses("Start")
    person.presses("Do it without the camera")
    done = {KILLED_AT[0]: 1, KILLED_AT[1]: taps // 2, KILLED_AT[2]: taps}[killed_at]
    for _ in range(done):
        page.locator("button[value=count]").click()
    if killed_at == KILLED_AT[2]:
        person.presses("Set done")
    page.wait_for_timeout(JUST_BEFORE_MS)
    person.loses_the_tab()
    page = opens(person, off)
    person.presses("Carry on")
    if killed_at != KILLED_AT[2]:
        person.presses("Do it without the camera")
        for _ in range(taps - done):
            page.locator("button[value=count]").click()
        person.presses("Set done")
    person.says_how_it_was(pain=1, effort=3)
    person.presses("Save and finish")
    expect(page.get_by_role("status")).to_contain_text("You are offline")
    ended = datetime.now(UTC)
    page.close()
    return Done(began, ended, taps)


def comes_home(
    person: Person, clinic: DemoClinic, email: str, off: timedelta, many: int, *, killed: bool
) -> None:
    """The network is back: waits until `many` sessions have arrived, two minutes at most."""
    page = opens(person, off)
    person.context.set_offline(False)
    if killed:
        page.wait_for_timeout(400)  # in the middle of it
        person.loses_the_tab()
        page = opens(person, off)
    for _ in range(240):
        if len(stored(clinic, email)) >= many:
            break
        page.wait_for_timeout(500)
    page.wait_for_timeout(2_000)  # what would be sent twice, has the time to be
    page.close()


def judged(done: list[Done], kept: list[Stored]) -> tuple[int, int, int]:
    """(lost, doubled, dated wrongly): which are there is told by their taps, when they were by the two clocks."""
    were, are = (Counter(session.taps for session in sessions) for sessions in (done, kept))
    left = list(kept)
    for session in done:
        right = [row for row in left if row.taps == session.taps and is_dated(session, row)]
        if right:
            left.remove(right[0])
    return (were - are).total(), (are - were).total() + len(kept) - len({row.key for row in kept}), len(left)


def is_dated(session: Done, row: Stored) -> bool:
    return abs(row.began - session.began) <= EXACT and abs(row.ended - session.ended) <= EXACT


def opening_times(person: Person) -> list[float]:
    """Milliseconds from asking for Today without a network to its first picture, each time in a new tab."""
    found = []
    for _ in range(OPENINGS):
        person.opens_a_new_tab()
        person.page.goto("/", wait_until="load")
        while not (paint := person.page.evaluate(FIRST_PAINT)):
            time.sleep(0.02)
        found.append(float(paint))
        person.page.close()
    return found


@contextmanager
def somebody(browser: Browser, clinic: DemoClinic, email: str) -> Iterator[Person]:
    """With one exercise a day, signed, on a telephone that has kept her pages."""
    with Person.signs_in(browser, clinic, "tom@demo.unbrace.test", width=DESK, permissions=[]) as tom:
        link = tom.invites("Otto Offline", email)
        with Person.with_a_browser(browser, clinic, width=PHONE, permissions=[]) as person:
            person.joins_by_code(link, "Otto Offline", email)
            person.answers_the_safety_screen()
            expect(person.page.get_by_role("heading", name="Mark where it hurts")).to_be_visible()
            tom.writes_squats("Otto Offline", reps=20)
            person.page.goto("/exercise/")
            person.waits_until_it_works_offline()
            person.page.close()  # a killed tab takes those of the same process along
            yield person


def measured(person: Person, clinic: DemoClinic, email: str) -> tuple[list[Done], list[float]]:
    done: list[Done] = []
    for turn in range(0, SESSIONS, A_ROUND):
        off = OFF[turn // A_ROUND % len(OFF)]
        learns_how_wrong_it_is(person, off)
        person.context.set_offline(True)
        for number in range(turn, min(turn + A_ROUND, SESSIONS)):
            done.append(does_one(person, off, 2 + number % 11, KILLED_AT[number % len(KILLED_AT)]))
        comes_home(person, clinic, email, off, len(done), killed=turn // A_ROUND % 2 == 1)
        print(f"  {len(done)} done, {len(stored(clinic, email))} arrived", file=sys.stderr, flush=True)
    person.page = person.context.new_page()
    person.page.goto("/")
    person.page.wait_for_timeout(3_000)
    person.context.set_offline(True)
    openings = opening_times(person)
    person.context.set_offline(False)
    return done, openings


def figures() -> list[Figure]:
    email = f"otto.{uuid4().hex[:8]}@example.org"
    with tempfile.TemporaryDirectory() as folder, demo_clinic(Path(folder) / "clinic") as clinic:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            with somebody(browser, clinic, email) as person:
                done, openings = measured(person, clinic, email)
            browser.close()
        lost, doubled, wrong = judged(done, stored(clinic, email))
    slowest = sorted(openings)[round(0.95 * len(openings)) - 1]
    return [
        Figure(
            f"{len(done)} sessions offline, tab killed in each, clock a week off in two of three",
            f"{lost} lost, {doubled} doubled",
            "0 and 0",
        ),
        Figure(
            "of them dated to when they were done, within 3 s",
            f"{len(done) - lost - wrong} of {len(done)}",
            "all",
        ),
        Figure(
            f"Today opened from what the device keeps, without a network, median / p95 of {OPENINGS}",
            f"{median(openings):.0f} / {slowest:.0f} ms",
            "< 1000 ms",
        ),
    ]
