"""P5 and P6: how long the therapist's pages take and how often they ask, at 300 and at 100,000 patients.

All of them are patients of one clinic, the hardest case: one therapist has 300 in both, the rest belong to others. Each
has a signed programme, up to eight sessions, up to four check-ins, some a message. A page is asked for in this process,
template included, without a network; the database is PostgreSQL in a process of its own. A first request warms up.

The clock says what this machine made of it beside its other work. What is compared is processor time, of this process
and of the one that answers it in the database (one: no question is shared out among several).

UNBRACE_BENCH_PATIENTS=20000 measures fewer.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.figure import Figure
from tests.own_postgresql import own_postgresql

NOT_SHARED_OUT = "max_parallel_workers_per_gather=0"
SMALL, LARGE = 300, int(os.environ.get("UNBRACE_BENCH_PATIENTS", "100000"))
ROUNDS, LONGEST_S = 9, 8.0
GOAL = "goal: <= 8 questions; <= 1.3 times the work"

#: Each makes the rows of patients a to b; every id follows from the number, so that nothing has to be looked up.
FILL = """
INSERT INTO accounts_user (id, password, email, name, language, time_zone, text_size, reads_aloud, units,
  coach_speaks, coach_volume, coach_tones, coach_vibrates, is_active, joined_at)
SELECT md5('u'||n)::uuid, '', 'p'||n||'@bench.example.org', 'Person '||n, (ARRAY['en','de','es','ar'])[1 + n % 4],
  'Europe/Berlin', 'normal', false, 'metric', true, 100, true, true, true, now() FROM generate_series({a}, {b}) n;
INSERT INTO patients_patient (id, user_id, clinic_id, therapist_id, usual_pain, started_at)
SELECT md5('p'||n)::uuid, md5('u'||n)::uuid, '{clinic}',
  CASE WHEN n <= 300 THEN '{tom}'::uuid ELSE '{other}'::uuid END, 3, now() - (n * 37 % 700) * interval '1 day'
FROM generate_series({a}, {b}) n;
INSERT INTO programmes_programme (id, patient_id, paused_because)
SELECT md5('g'||n)::uuid, md5('p'||n)::uuid, '' FROM generate_series({a}, {b}) n;
INSERT INTO programmes_programmeversion (id, programme_id, number, signed_by_id, signed_at, note)
SELECT md5('v'||n)::uuid, md5('g'||n)::uuid, 1, '{user}', now() - (n * 37 % 700) * interval '1 day', ''
FROM generate_series({a}, {b}) n;
INSERT INTO programmes_prescription (id, version_id, position, exercise, content_version, content_hash, sets, reps,
  side, rest_s, day_mask, part_of_day, tempo)
SELECT md5('r'||n)::uuid, md5('v'||n)::uuid, 1, 'squat', '{content}', '{hash}', 2, 8, 'both', 60, 21, '', ''
FROM generate_series({a}, {b}) n;
INSERT INTO exercise_sessions_exercisesession (id, patient_id, programme_version_id, key, body_hash, started_at,
  ended_at, claimed_started_at, claimed_ended_at, device_clock_offset_s, received_at, dated_by, time_zone, pain_before,
  came_in_under)
SELECT md5('s'||n||'-'||k)::uuid, md5('p'||n)::uuid, md5('v'||n)::uuid, md5('s'||n||'-'||k)::uuid, '', at,
  at + interval '9 minutes', at, at + interval '9 minutes', 0, at, 'device', 'Europe/Berlin', (n + k) % 6, ''
FROM generate_series({a}, {b}) n, generate_series(1, 8) k,
  LATERAL (SELECT now() - (n * 37 % 700) * interval '1 day' + (k * (3 + n % 5)) * interval '1 day' AS at) t
WHERE at < now();
INSERT INTO exercise_sessions_exerciseperformed (id, session_id, prescription_id, skipped, mode, pain, effort)
SELECT md5('e'||n||'-'||k)::uuid, s.id, md5('r'||n)::uuid, false, 'tap', 1, 4
FROM generate_series({a}, {b}) n CROSS JOIN generate_series(1, 8) k
JOIN exercise_sessions_exercisesession s ON s.id = md5('s'||n||'-'||k)::uuid;
INSERT INTO exercise_sessions_setperformed (id, exercise_id, number, side, seen_reps, seen_partial, seen_hold_s,
  claimed_reps)
SELECT md5('x'||n||'-'||k)::uuid, e.id, 1, 'both', 0, 0, 0, 8
FROM generate_series({a}, {b}) n CROSS JOIN generate_series(1, 8) k
JOIN exercise_sessions_exerciseperformed e ON e.id = md5('e'||n||'-'||k)::uuid;
INSERT INTO worklist_review (id, session_id, at) SELECT md5('w'||n||'-'||k)::uuid, s.id, s.ended_at
FROM generate_series({a}, {b}) n CROSS JOIN generate_series(1, 8) k
JOIN exercise_sessions_exercisesession s ON s.id = md5('s'||n||'-'||k)::uuid;
INSERT INTO check_ins_weeklycheckin (patient_id, day, average_pain, worst_pain, poor_nights, asked, language, at)
SELECT md5('p'||n)::uuid, at::date, greatest(0, 6 - k - n % 3), 6, n % 4, '{{}}', 'en', at
FROM generate_series({a}, {b}) n, generate_series(0, 4) k,
  LATERAL (SELECT now() - (n * 37 % 700) * interval '1 day' + (k * 14) * interval '1 day' AS at) t WHERE at < now();
INSERT INTO conversations_message (id, patient_id, by_id, from_patient, key, body_hash, text, written_at, at,
  has_concern, concerns, words_version, settled_at, settled_reason)
SELECT md5('m'||n)::uuid, md5('p'||n)::uuid, md5('u'||n)::uuid, true, md5('m'||n)::uuid, '', 'May I walk on Sunday?',
  now() - (n % 30) * interval '1 day', now() - (n % 30) * interval '1 day', false, '[]', '',
  CASE WHEN n % 50 = 0 THEN NULL ELSE now() END, ''
FROM generate_series({a}, {b}) n WHERE n % 5 = 0
"""


@dataclass(frozen=True)
class Timed:
    queries: int
    seconds: tuple[float, ...]
    worked: tuple[float, ...]

    @property
    def words(self) -> str:
        least, middle, worked = (
            1000 * value for value in (min(self.seconds), median(self.seconds), median(self.worked))
        )
        said = f"{least:,.0f} / {middle:,.0f} ms, {worked:,.0f} ms of processor"
        return f"{said}, {self.queries} questions (n = {len(self.seconds)})"


class Clinic:
    """One clinic, two therapists, and as many patients as have been filled in."""

    def __init__(self) -> None:
        from unbrace.clinic.accounts.models import User
        from unbrace.clinic.care_teams.models import Clinic as Row
        from unbrace.clinic.care_teams.models import Membership
        from unbrace.clinic.programmes.queries import catalogue

        self.clinic = Row.objects.create(name="Riverside", time_zone="Europe/Berlin")
        self.tom, self.other, self.olga = (
            Membership.objects.create(
                clinic=self.clinic,
                user=User.objects.create_user(f"{name}@bench.example.org", name=name.title()),
                role="office" if name == "olga" else "therapist",
            )
            for name in ("tom", "theo", "olga")
        )
        self.squat = catalogue()["squat"]
        self.people = 0

    def fill(self, people: int) -> float:
        """Seconds it took."""
        from django.db import connection

        began = time.perf_counter()
        names = {
            "a": self.people + 1, "b": people, "clinic": self.clinic.pk, "tom": self.tom.pk, "other": self.other.pk,
            "user": self.tom.user.pk, "content": self.squat.version, "hash": self.squat.content_hash,
        }  # fmt: skip
        with connection.cursor() as cursor:
            for statement in FILL.format(**names).split(";\n"):
                cursor.execute(statement)
            cursor.execute("ANALYZE")
        self.people = people
        return time.perf_counter() - began

    def pages(self) -> Iterator[tuple[str, Any, str]]:
        """(what, who looks, address); the person looked at is the 21st of Tom's."""
        from hashlib import md5
        from uuid import UUID

        person = f"/therapist/patients/{UUID(md5(b'p21', usedforsecurity=False).hexdigest())}/"
        tom = self.tom.user
        yield "work-list, own 300", tom, "/therapist/"
        yield "patients' list", tom, "/therapist/patients/"
        yield "patients, found by name", tom, "/therapist/patients/?name=Person+29"
        yield "one person", tom, person
        yield "chart", tom, f"{person}chart/"
        yield "two days side by side", tom, f"{person}chart/side-by-side/"
        yield "caseload, own 300", tom, "/therapist/caseload/"
        yield "caseload, whole clinic", tom, "/therapist/caseload/?whose=all&by=therapist"
        yield "outcomes of the office", self.olga.user, "/office/outcomes/"


def timed(user: Any, address: str) -> Timed:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.force_login(user)

    def once() -> tuple[float, float]:
        began, at_work = time.perf_counter(), _worked()
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return time.perf_counter() - began, _worked() - at_work

    once()
    with CaptureQueriesContext(connection) as asked:
        once()
    queries = len(asked)  # the next request forgets them
    found: list[tuple[float, float]] = []
    while len(found) < ROUNDS and (len(found) < 3 or sum(clock for clock, _ in found) < LONGEST_S):
        found.append(once())
    return Timed(queries, *(tuple(values) for values in zip(*found, strict=True)))


def _worked() -> float:
    """Seconds of processor so far: this process, and the one of the database that answers it."""
    from django.db import connection

    backend = connection.connection.info.backend_pid
    return time.process_time() + int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e9


def figures() -> list[Figure]:
    with (
        own_postgresql("shared_buffers=512MB", "work_mem=32MB", NOT_SHARED_OUT) as url,
        TemporaryDirectory() as data,
    ):
        os.environ |= {"UNBRACE_DATABASE_URL": url, "UNBRACE_DATA": data, "UNBRACE_DEMO": "0"}
        from unbrace.cli.house import migrate, wake_up

        wake_up()
        migrate()
        return list(_figures(Clinic()))


def _figures(clinic: Clinic) -> Iterator[Figure]:
    found: dict[str, list[Timed]] = {}
    for people in (SMALL, LARGE):
        print(f"  {people:,} patients, filled in {clinic.fill(people):.0f} s", file=sys.stderr, flush=True)
        for what, user, address in clinic.pages():
            found.setdefault(what, []).append(timed(user, address))
            print(f"    {what}: {found[what][-1].words}", file=sys.stderr, flush=True)
    for what, (small, large) in found.items():
        ratio = median(large.worked) / median(small.worked)
        measured = f"{small.words}; {LARGE:,}: {large.words}; {ratio:.2f} times the work"
        yield Figure(f"{what}, {SMALL} patients, least / median", measured, GOAL)
