"""Nothing a person sees or is sent depends on the ledger: with it or without it, a day before the sixteenth or after.

Held twice. No file of the person's door, of the reminders or of the rules for care may even know the room: what
does not know a count cannot depend on it. And what Maria's pages show is the same text whatever the ledger holds.
"""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest

import unbrace
from tests.doors import signed_in
from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.remote_monitoring.models import Enrolment
from unbrace.clinic.remote_monitoring.tests.conftest import TEN, logs, noted

HOUSE = Path(unbrace.__file__).parent
#: Who speaks to people or decides about their care.
MUST_NOT_KNOW = (
    *("portal/patient", "portal/accounts", "clinic/reminders", "clinic/check_ins", "clinic/conversations"),
    *("clinic/programmes", "clinic/exercise_sessions", "clinic/staying_well", "clinic/activity"),
    *("rehab/progression", "rehab/adherence.py", "rehab/alerts.py", "rehab/walking.py"),
)
KNOWS = re.compile(r"remote_monitoring|monitoring_reasons|counted_time")
PAGES = (
    "/",
    "/history/",
    "/programme/",
    "/messages/",
    "/you/",
    "/you/reminders/",
    "/diary/",
    "/check-in/",
    "/progress/",
)


def files_that_know(places: tuple[str, ...], house: Path = HOUSE) -> list[str]:
    """Every file below `places` that imports the ledger, or names one of its addresses in a page."""
    found = []
    for place in places:
        root = house / place
        for path in [root] if root.is_file() else sorted(root.rglob("*.*")):
            if path.suffix == ".py" and "test" not in path.name and any(map(KNOWS.search, imported(path))):
                found.append(str(path))
            if path.suffix == ".html" and re.search(r"monitoring|ledger", path.read_text()):
                found.append(str(path))
    return found


def imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{one.name}" for one in node.names]
        elif isinstance(node, ast.Import):
            names += [one.name for one in node.names]
    return names


def test_nobody_who_speaks_to_people_knows_the_ledger() -> None:
    assert files_that_know(MUST_NOT_KNOW) == []
    assert all((HOUSE / place).exists() for place in MUST_NOT_KNOW)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nudge.py", "from unbrace.clinic.remote_monitoring.ledger import ledger_of\n"),
        ("nudge.py", "from unbrace.rehab import remote_monitoring\n"),
        ("page.html", "<p>One more day for your ledger</p>"),
    ],
)
def test_walls_break_on_a_seeded_nudge(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "reminders").mkdir()
    (tmp_path / "reminders" / name).write_text(text)
    assert files_that_know(("reminders",), tmp_path) == [str(tmp_path / "reminders" / name)]


def test_a_persons_pages_are_the_same_one_day_before_a_threshold_and_without_any(
    march: People,
) -> None:
    for day in range(15):
        logs(TEN + timedelta(days=day), march.maria)
    noted(march, TEN, 19, way="video")

    client = signed_in(march.maria.user)

    def seen() -> list[str]:
        with clock.set_to(TEN + timedelta(days=20)):
            pages = [client.get(page, follow=True).content.decode() for page in PAGES]
        return [re.sub(r'(csrfmiddlewaretoken" value|value|data-key)="[^"]*"', "", page) for page in pages]

    with_ledger = seen()
    Enrolment.objects.all()._raw_delete("default")
    assert seen() == with_ledger
    assert not any(re.search(r"ledger|monitoring period|9897|9898", page, re.I) for page in with_ledger)
