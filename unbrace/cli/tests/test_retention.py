from __future__ import annotations

from datetime import timedelta

import pytest

from tests.people import People, sign, sit
from unbrace.cli import main
from unbrace.clinic import clock
from unbrace.clinic.exercise_sessions.models import MovementTrace
from unbrace.clinic.exercise_sessions.replays import sets_of
from unbrace.clinic.retention.actions import set_retention


def test_it_says_what_would_go_then_removes_it_once(
    people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    performed = sets_of(sit(people.maria, sign(people, people.maria)))[0]
    MovementTrace.objects.create(
        performed=performed, data=b"UBTRACE", frames=1, kept_at=clock.now() - timedelta(days=200)
    )
    set_retention(by=people.olga.user, clinic=people.riverside, months={"movement": 6})
    for action in ("preview", "apply", "apply"):
        assert main(["retention", action]) == 0
    assert capsys.readouterr().out == (
        "Riverside:\n  Movement kept as stick figures, kept 6 months: 1\n"
        "Movement kept as stick figures: 1 removed.\n"
        "Nothing has been kept long enough.\n"
    )
