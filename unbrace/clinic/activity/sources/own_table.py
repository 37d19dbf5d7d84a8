"""A table of one's own (CSV): one line a day, with the columns the person names."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext

from unbrace.clinic.activity.sources.hour_tally import HourTally
from unbrace.clinic.activity.sources.stream import Stream
from unbrace.clinic.activity.sources.unreadable import Unreadable

SOURCE: Final = "A table of your own"
COLUMNS: Final = ("day", "steps", "walking", "sleep")
#: Tried where the person names nothing.
USUAL: Final = {
    "day": ("date", "day", "datum", "tag", "fecha"),
    "steps": ("steps", "step count", "schritte", "pasos"),
    "walking": ("walking minutes", "walking", "minutes walked", "walking_minutes"),
    "sleep": ("sleep hours", "sleep", "hours of sleep", "sleep_hours"),
}
MOST_LINES: Final = 20_000
#: How dates are written: the order of day, month and year is said by the person, never guessed.
ORDERS: Final = {"ymd": "2026-12-31", "dmy": "31.12.2026", "mdy": "12/31/2026"}


def read(stream: Stream, tally: HourTally, mapping: Mapping[str, str]) -> None:
    """`mapping` gives the name of each column, "" for the usual one, and the `order` of dates."""
    head = stream.line().decode("utf-8-sig", "replace")
    delimiter = max(",;\t", key=head.count)
    names = [name.strip() for name in _cells(head, delimiter)]
    where = _columns(names, mapping)
    for _ in range(MOST_LINES):
        line = stream.line()
        if not line:
            return
        row = _cells(line.decode("utf-8", "replace"), delimiter)
        day = _day(_cell(row, where["day"]), mapping.get("order", "ymd"))
        if day is None:
            continue
        for kind in COLUMNS[1:]:
            value = _number(_cell(row, where[kind]), kind) if kind in where else None
            if value is not None:
                tally.add_day(kind, SOURCE, day, value)
    raise Unreadable(
        "This table has more than {most} lines. One line a day is what is read.",
        most=number_format(MOST_LINES, use_l10n=True, force_grouping=True),
    )


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.replace("\0", "").strip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return []


def _columns(names: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    low = [name.lower() for name in names]
    found: dict[str, int] = {}
    for kind in COLUMNS:
        named = mapping.get(kind, "").strip().lower()
        wanted = [named] if named else USUAL[kind]
        index = next((low.index(name) for name in wanted if name in low), None)
        if index is not None:
            found[kind] = index
        elif named or kind == "day":
            has = ", ".join(name[:30] for name in names[:12] if name) or gettext("no names in its first line")
            column = mapping.get(kind, "").strip()[:30]
            if column:
                raise Unreadable(
                    "There is no column for {column}. This table has: {names}.", column=column, names=has
                )
            raise Unreadable("There is no column for the day. This table has: {names}.", names=has)
    if len(found) < 2:
        raise Unreadable("There is no column with steps, walking or sleep. Write how yours is called.")
    return found


def _cell(row: Sequence[str], index: int) -> str:
    return row[index].strip() if index < len(row) else ""


def _day(text: str, order: str) -> date | None:
    parts = re.fullmatch(r"(\d{1,4})\D(\d{1,2})\D(\d{1,4})(?:\D.*)?", text, re.ASCII)
    if not parts:
        return None
    numbers = dict(zip(order, map(int, parts.groups()), strict=True))
    try:
        return date(numbers["y"], numbers["m"], numbers["d"])
    except ValueError:
        return None


def _number(text: str, kind: str) -> float | None:
    """Nothing is not 0. Hours of sleep as 7.5, 7,5 or 7:30; steps as 8.400, 8,400 or 8400."""
    if clock := re.fullmatch(r"(\d{1,2}):(\d{2})", text, re.ASCII):
        return 60.0 * int(clock[1]) + int(clock[2])
    if kind == "steps":
        text = re.sub(r"(?<=\d)[.,' \u00a0\u202f](?=\d{3}\b)", "", text)
    if not re.fullmatch(r"\d{1,6}(?:[.,]\d{1,6})?", text, re.ASCII):
        return None
    value = float(text.replace(",", "."))
    return 60 * value if kind == "sleep" else value
