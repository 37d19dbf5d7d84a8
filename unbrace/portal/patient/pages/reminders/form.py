"""Reads the form. What is not a time, a day or a number is said beside its field; the action judges the rest."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.reminders.actions import Chosen

if TYPE_CHECKING:
    from django.http import QueryDict

TIMES: Final = ("at", "quiet_from", "quiet_until", "breaks_from", "breaks_until")
NO_TIME: Final = gettext_noop("Write a time, like 18:00.")
DAY_LISTS: Final = ("days", "breaks_days")


def read(form: QueryDict) -> tuple[Chosen | None, dict[str, str]]:
    """What was chosen, or the problems by field."""
    times = {name: _time(form.get(name, "")) for name in TIMES}
    numbers = {name: _number(form.get(name, "")) for name in ("second_after_h", "breaks_every_min")}
    days = {name: frozenset(_number(day) for day in form.getlist(name)) for name in DAY_LISTS}
    problems = {name: NO_TIME for name, value in times.items() if value is None}
    problems |= {
        name: gettext("Choose one of these.") for name, value in numbers.items() if value == UNREADABLE
    }
    problems |= {
        name: gettext("Choose days of the week.")
        for name, found in days.items()
        if found & {UNREADABLE, None}
    }
    if problems:
        return None, problems
    return (
        Chosen(
            channels=frozenset(form.getlist("channels")),
            phone=form.get("phone", "")[:40],
            **times,  # type: ignore[arg-type]  # no None is left
            **numbers,  # type: ignore[arg-type]
            **days,  # type: ignore[arg-type]
        ),
        {},
    )


UNREADABLE: Final = -1


def _time(raw: str) -> time | None:
    try:
        found = time.fromisoformat(raw)
    except ValueError:
        return None
    return found.replace(second=0, microsecond=0, tzinfo=None)


def _number(raw: str) -> int | None:
    """Nothing is None; anything that is not a small number is UNREADABLE."""
    if raw == "":
        return None
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 4 else UNREADABLE
