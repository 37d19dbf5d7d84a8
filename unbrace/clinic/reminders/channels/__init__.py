"""One folder per way to reach a person, found here by folder and registered nowhere.

A folder's `channel.py` holds `LABEL`, `is_configured()`, `problem_with(plan)` ("" when this person can be reached) and
`send(message, plan)`, which gives an `Outcome` and never raises for what the other side does. A channel never decides
*whether* to remind.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from unbrace.clinic.reminders.message import Message, Outcome
    from unbrace.clinic.reminders.models import ReminderPlan


class Channel(Protocol):
    LABEL: str

    def is_configured(self) -> bool: ...
    def problem_with(self, plan: ReminderPlan) -> str: ...
    def send(self, message: Message, plan: ReminderPlan) -> Outcome: ...


@cache
def channels() -> dict[str, Channel]:
    """By the folder's name, in alphabetical order."""
    names = sorted(
        found.name for found in pkgutil.iter_modules(__path__) if found.ispkg and found.name != "tests"
    )
    return {name: cast(Channel, import_module(f"{__name__}.{name}.channel")) for name in names}


def configured() -> dict[str, Channel]:
    return {name: channel for name, channel in channels().items() if channel.is_configured()}
