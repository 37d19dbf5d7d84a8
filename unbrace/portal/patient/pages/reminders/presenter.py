"""The form as it stands on the page: what is kept, or what was just typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop, ngettext

from unbrace.portal.dose_words import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.http import QueryDict

    from unbrace.clinic.reminders.models import PushDevice, ReminderPlan

Choice = tuple[str, str, bool]

SECOND_AFTER_HOURS: Final = (1, 2, 3, 4)
BREAKS: Final = (
    ("", gettext_noop("No breaks")),
    ("30", gettext_noop("Every 30 minutes")),
    ("45", gettext_noop("Every 45 minutes")),
    ("60", gettext_noop("Every hour")),
    ("90", gettext_noop("Every hour and a half")),
    ("120", gettext_noop("Every 2 hours")),
)


@dataclass(frozen=True)
class Way:
    """One channel: whether it is ticked, and what keeps it from reaching this person."""

    name: str
    label: str
    on: bool
    missing: str


@dataclass(frozen=True)
class RemindersPage:
    """What the template lays out. `values` are texts for the fields."""

    ways: tuple[Way, ...]
    values: dict[str, str]
    days: tuple[Choice, ...]
    breaks_days: tuple[Choice, ...]
    second: tuple[tuple[str, str], ...]
    breaks: tuple[tuple[str, str], ...]
    problems: dict[str, str]
    offers_sms: bool
    paused_until: date | None
    has_calendar: bool
    new_calendar: str
    devices: tuple[PushDevice, ...]
    push_key: str


def present(
    plan: ReminderPlan,
    *,
    labels: dict[str, str],
    missing: dict[str, str],
    devices: Iterable[PushDevice],
    push_key: str,
    today: date,
    typed: QueryDict | None = None,
    problems: dict[str, str] | None = None,
    new_calendar: str = "",
) -> RemindersPage:
    values = _typed(typed) if typed is not None else _kept(plan)
    on = set(typed.getlist("channels")) if typed is not None else set(plan.channels)
    days = set(typed.getlist("days")) if typed is not None else {str(day) for day in plan.days}
    breaks = set(typed.getlist("breaks_days")) if typed is not None else {str(d) for d in plan.breaks_days}
    paused = plan.paused_until if plan.paused_until and plan.paused_until >= today else None
    return RemindersPage(
        ways=tuple(
            Way(name, label, name in on, missing[name] if name in on else "")
            for name, label in labels.items()
        ),
        values=values,
        days=_days(days),
        breaks_days=_days(breaks),
        second=tuple(_second()),
        breaks=BREAKS,
        problems=problems or {},
        offers_sms="sms" in labels,
        paused_until=paused,
        has_calendar=bool(plan.calendar_hash),
        new_calendar=new_calendar,
        devices=tuple(devices),
        push_key=push_key,
    )


def _days(on: set[str]) -> tuple[Choice, ...]:
    return tuple((str(number), name, str(number) in on) for number, name in enumerate(DAY_NAMES))


FIELDS: Final = (
    "at", "quiet_from", "quiet_until", "breaks_from", "breaks_until", "phone", "second_after_h", "breaks_every_min",
)  # fmt: skip


def _typed(form: QueryDict) -> dict[str, str]:
    return {name: form.get(name, "") for name in FIELDS}


def _kept(plan: ReminderPlan) -> dict[str, str]:
    times = {name: f"{getattr(plan, name):%H:%M}" for name in FIELDS[:5]}
    numbers = {name: str(getattr(plan, name) or "") for name in FIELDS[6:]}
    return {**times, **numbers, "phone": plan.phone}


def _second() -> list[tuple[str, str]]:
    hours = [
        (str(n), ngettext("After {n} hour", "After {n} hours", n).format(n=n)) for n in SECOND_AFTER_HOURS
    ]
    return [("", gettext("No, once is enough")), *hours]
