from __future__ import annotations

from collections.abc import Callable

import pytest

from unbrace.cli import main
from unbrace.clinic import clock
from unbrace.clinic.reminders.models import ReminderPlan, Reminding
from unbrace.clinic.reminders.tests.conftest import SIX, reminded  # noqa: F401 - a fixture


def test_a_tick_says_how_many_it_handed_over_and_the_second_none(
    reminded: Callable[..., ReminderPlan],  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    reminded()
    with clock.set_to(SIX):
        assert main(["reminders", "tick"]) == 0
        assert main(["reminders", "tick"]) == 0
    assert capsys.readouterr().out == "1 reminder handed to the queue.\n0 reminders handed to the queue.\n"
    assert Reminding.objects.count() == 1
