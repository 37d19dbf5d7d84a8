"""Reads and shows the form of a week. What is not a time or a number is said beside its field; the action judges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from unbrace.clinic.refused import Refused
from unbrace.clinic.visits.actions import WantedHours
from unbrace.clinic.visits.actions.set_office_hours import DAYS, LIMITS
from unbrace.clinic.visits.slots import Hours, moment_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.http import QueryDict

    from unbrace.clinic.visits.models import OfficeHours

STRETCHES: Final = 2
MOST_STRETCHES: Final = 4


@dataclass(frozen=True)
class DayRow:
    number: int
    name: str
    stretches: tuple[tuple[str, str], ...]


def rows_of(hours: OfficeHours, typed: QueryDict | None = None) -> list[DayRow]:
    """Two stretches a day, more where more were set; what was typed comes back as it was."""
    rows = []
    for number, name in enumerate(DAYS):
        if typed is not None:
            pairs = list(
                zip(typed.getlist(f"begins-{number}"), typed.getlist(f"ends-{number}"), strict=False)
            )
        else:
            pairs = [
                (f"{one.begins:%H:%M}", f"{one.ends:%H:%M}") for one in hours.hours if one.weekday == number
            ]
        pairs += [("", "")] * (STRETCHES - len(pairs))
        rows.append(DayRow(number, name, tuple(pairs[:MOST_STRETCHES])))
    return rows


def wanted_in(form: QueryDict) -> WantedHours:
    """Raises `Refused` with the field for what cannot be read."""
    numbers: dict[str, Any] = {name: _number(form.get(name, ""), name) for name in LIMITS}
    return WantedHours(
        is_open="is_open" in form,
        week=[hours for number in range(7) for hours in _of_day(form, number)],
        by_video="by_video" in form,
        in_person="in_person" in form,
        address=form.get("address", "").replace("\x00", ""),
        **numbers,
    )


def _of_day(form: QueryDict, number: int) -> list[Hours]:
    found, day = [], DAYS[number]
    pairs = zip(form.getlist(f"begins-{number}"), form.getlist(f"ends-{number}"), strict=False)
    for begins, ends in list(pairs)[:MOST_STRETCHES]:
        if not begins.strip() and not ends.strip():
            continue
        try:
            found.append(Hours(number, _time(begins), _time(ends)))
        except ValueError:
            raise Refused(
                f"On {day}, write both times, like 09:00 and 12:30.", field=f"day-{number}"
            ) from None
    return found


def _time(raw: str) -> time:
    return time.fromisoformat(raw.strip()).replace(tzinfo=None, second=0, microsecond=0)


def _number(raw: str, name: str) -> int:
    if not (raw.strip().isascii() and raw.strip().isdigit() and len(raw.strip()) < 6):
        raise Refused("Write a whole number.", field=name)
    return int(raw)


def moment_in(raw: str, field: str, zone: ZoneInfo) -> datetime:
    """A day and a time by the therapist's own clock."""
    try:
        wall = datetime.fromisoformat(raw)
        return moment_of(wall.date(), wall.time(), zone)
    except (ValueError, OverflowError):
        raise Refused("Write a day and a time.", field=field) from None
