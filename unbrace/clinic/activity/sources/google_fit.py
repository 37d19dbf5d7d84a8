"""Google Takeout's Fit folder: `Daily activity metrics/2026-11-20.csv`, a quarter of an hour a line, in local time."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from typing import Final

from unbrace.clinic.activity.sources.hour_tally import HourTally
from unbrace.clinic.activity.sources.stream import Stream

SOURCE: Final = "Google Fit"
MOST_LINES: Final = 1000  # a day has 96


def read(stream: Stream, tally: HourTally, day: date) -> None:
    names = _cells(stream.line())
    for _ in range(MOST_LINES):
        line = stream.line()
        if not line:
            return
        row = dict(zip(names, _cells(line), strict=False))
        try:
            begin, end = _at(day, row["Start time"]), _at(day, row["End time"])
        except (KeyError, ValueError):
            continue
        end = (
            end if end > begin else end.replace(hour=23, minute=59, second=59)
        )  # the last line ends at midnight
        for kind, column, per in (
            ("steps", "Step count", 1.0),
            ("walking", "Walking duration (ms)", 60_000.0),
        ):
            try:
                tally.add(kind, SOURCE, begin, end, float(row.get(column) or "x") / per)
            except ValueError:
                continue


def _cells(line: bytes) -> list[str]:
    return next(csv.reader([line.decode("utf-8-sig", "replace").strip("\r\n\0")]), [])


def _at(day: date, text: str) -> datetime:
    """`08:15:00.000+01:00`: the wall clock of it."""
    return datetime.combine(day, time.fromisoformat(text[:8]))
