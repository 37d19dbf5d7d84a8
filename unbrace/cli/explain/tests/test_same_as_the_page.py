"""What stands under a decision on the therapist's page, given to the command, gives the same decision and sentence."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.people import People, screened, sign, sit
from unbrace.cli import main
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.questionnaires.queries import screens_of
from unbrace.clinic.remote_monitoring.queries import entries_of
from unbrace.clinic.worklist.actions import review_session
from unbrace.portal.therapist.explanations import of_check_in, of_monitoring, of_proposals, of_screens
from unbrace.portal.ui.explanation.explanation import Shown
from unbrace.rehab.red_flags import AskedIn
from unbrace.rehab.remote_monitoring import Work

NINE = datetime(2026, 3, 5, 9, tzinfo=UTC)
Printed = pytest.CaptureFixture[str]


def by_command(one: Shown, tmp_path: Path, capsys: Printed) -> dict[str, Any]:
    path = tmp_path / "CASE.json"
    path.write_text(one.case)
    capsys.readouterr()
    assert main(["explain", one.kind, str(path), "--json"]) == 0, capsys.readouterr().err
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def agree(one: Shown, said: dict[str, Any]) -> None:
    rules = [{"rule": r.rule, "reason": r.reason, "source": r.source} for r in one.rules]
    assert (said["outcome"], said["rules"], said["rules_version"]) == (one.outcome, rules, one.rules_version)
    assert said["inputs"].keys() <= json.loads(one.case).keys()


@pytest.mark.parametrize("said", [{"pain": 7}, {"pain": None}, {"effort": 9}, {"full": 3}, {}])
def test_a_proposal(people: People, tmp_path: Path, capsys: Printed, said: dict[str, Any]) -> None:
    version = sign(people, people.maria)
    for days_ago in (9, 5, 3):
        made = review_session(sit(people.maria, version, days_ago=days_ago, **said))
    (shown,) = of_proposals(made)
    printed = by_command(shown, tmp_path, capsys)
    agree(shown, printed)
    zones = [line for line in shown.details if line.startswith("session ")]
    assert zones
    assert [line for line in printed["details"] if line.startswith("session ")] == zones


@pytest.mark.parametrize(
    "answers", [{}, {"NEU-1": "Y"}, {"CES-2": ("Y", "OLD_CHECKED")}, {"INF-1": "Y", "NEU-1": "Y"}]
)
def test_a_safety_screen(people: People, tmp_path: Path, capsys: Printed, answers: dict[str, Any]) -> None:
    screened(people.maria, answers, asked_in=AskedIn.CHECK_IN)
    shown = of_screens(screens_of(people.maria))[0]
    printed = by_command(shown, tmp_path, capsys)
    agree(shown, printed)
    assert printed["details"] == list(shown.details)


def test_the_scores_of_a_week(people: People, tmp_path: Path, capsys: Printed) -> None:
    answers: dict[str, int | None] = {"stress": 8, "plans": 1, "positions": 2, "hands": 3, "worst_pain": 0}
    week = record_check_in(by=people.maria.user, patient=people.maria, answers=answers)
    found = of_check_in(week)
    assert len(found) == 5
    for shown in found:
        agree(shown, by_command(shown, tmp_path, capsys))


def test_the_monitoring_counters(people: People, tmp_path: Path, capsys: Printed) -> None:
    sit(people.maria, sign(people, people.maria))
    entries = entries_of(people.maria)
    assert len(entries) == 1
    day = entries[0].entered_on
    for consent in (None, day):
        for work in ((), (Work(NINE, NINE + timedelta(minutes=12), live=True),)):
            shown = of_monitoring(entries, consent, day, day, month=(2026, 3), work=work)
            agree(shown, by_command(shown, tmp_path, capsys))
