"""Fitbit's account export and Google Takeout's Fitbit folder: `steps-2026-11-20.json` and `sleep-2026-11-20.json`.

Steps are told minute by minute in UTC, sleep in the wearer's own wall clock; so the export's users have found, and the
maker documents neither.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from unbrace.clinic.activity.sources.hour_tally import HourTally
from unbrace.clinic.activity.sources.stream import Stream
from unbrace.clinic.activity.sources.unreadable import Unreadable

SOURCE: Final = "Fitbit"
LARGEST: Final = 6_000_000  # a month of minutes is under 3 MB
A_MINUTE: Final = timedelta(minutes=1)


def read(stream: Stream, tally: HourTally, zone: ZoneInfo) -> None:
    try:
        rows = json.loads(stream.whole(LARGEST))
    except (ValueError, RecursionError) as error:
        raise Unreadable("A JSON file in it is not whole. Export it once more.") from error
    if not isinstance(rows, list):
        raise Unreadable("This JSON is not one of Fitbit's steps or sleep files.")
    for row in rows:
        if isinstance(row, dict):
            try:
                _add(row, tally, zone)
            except (KeyError, ValueError, TypeError, OverflowError):
                continue  # one row that cannot be read; the others count


def _add(row: dict[str, Any], tally: HourTally, zone: ZoneInfo) -> None:
    if "dateOfSleep" in row:
        begin, end = _wall(row["startTime"]), _wall(row["endTime"])
        tally.add("sleep", SOURCE, begin, end, float(row["minutesAsleep"]))
    else:
        moment = datetime.strptime(row["dateTime"], "%m/%d/%y %H:%M:%S").replace(tzinfo=UTC)
        begin = moment.astimezone(zone).replace(tzinfo=None)
        tally.add("steps", SOURCE, begin, begin + A_MINUTE, float(row["value"]))


def _wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)
