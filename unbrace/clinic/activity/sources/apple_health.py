"""Apple Health's `export.xml`: one flat list of records, often a gigabyte, read as it streams by.

Read with the standard library's expat and none of what XML can do beyond elements: a declared entity (billion laughs,
files of the server) ends the reading, and so does an element that does not end. Every record names its device, and
its times carry the offset of the place where it was made, so the local hour is the one on the watch.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, NoReturn
from xml.parsers import expat

from unbrace.clinic.activity.sources.hour_tally import HourTally
from unbrace.clinic.activity.sources.stream import Stream
from unbrace.clinic.activity.sources.unreadable import Unreadable

STEPS: Final = "HKQuantityTypeIdentifierStepCount"
SLEEP: Final = "HKCategoryTypeIdentifierSleepAnalysis"
ASLEEP: Final = (
    "HKCategoryValueSleepAnalysisAsleep"  # and …AsleepCore, …AsleepDeep, …AsleepREM, …AsleepUnspecified
)
WALKS: Final = ("HKWorkoutActivityTypeWalking", "HKWorkoutActivityTypeHiking")
PIECE: Final = 1 << 18
DEEPEST: Final = 40
LONGEST_ELEMENT: Final = 4_000_000
NOT_THAT: Final = "This is not an export of Apple Health. Look for export.zip."


def read(stream: Stream, tally: HourTally) -> None:
    reader = _Reader(tally)
    fed = 0
    try:
        while piece := stream.read(PIECE):
            fed += len(piece)
            reader.parser.Parse(piece, False)
            if fed - reader.parser.CurrentByteIndex > LONGEST_ELEMENT:
                raise Unreadable("The file has an element that does not end.")
        reader.parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: an encoding nobody knows
        raise Unreadable("The file is not whole. Export it once more.") from error


class _Reader:
    def __init__(self, tally: HourTally) -> None:
        self.tally, self.depth = tally, 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.EntityDeclHandler = _refuse
        self.parser.UnparsedEntityDeclHandler = _refuse
        self.parser.ExternalEntityRefHandler = _refuse
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def start(self, name: str, said: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1 and name != "HealthData":
            raise Unreadable(NOT_THAT)
        if self.depth > DEEPEST:
            raise Unreadable(NOT_THAT)
        if name == "Record":
            kind = said.get("type")
            if kind == STEPS:
                self._add("steps", said, said.get("value", ""))
            elif kind == SLEEP and said.get("value", "").startswith(ASLEEP):
                self._add("sleep", said, None)
        elif name == "Workout" and said.get("workoutActivityType") in WALKS:
            self._add("walking", said, None)

    def end(self, name: str) -> None:
        self.depth -= 1

    def _add(self, kind: str, said: dict[str, str], value: str | None) -> None:
        """A record that cannot be read is left out; the others count. Without a value the minutes count."""
        try:
            begin = _local(said["startDate"])
            end = begin + _between(said["startDate"], said["endDate"])
            amount = float(value) if value is not None else (end - begin).total_seconds() / 60
        except (KeyError, ValueError, OverflowError):
            return
        self.tally.add(kind, said.get("sourceName", ""), begin, end, amount)


def _refuse(*_: Any) -> NoReturn:
    raise Unreadable("This file declares entities, which no export of Apple Health does.")


def _local(text: str) -> datetime:
    """`2026-11-20 08:15:00 +0100`, the wall clock of it. Raises ValueError."""
    return datetime.fromisoformat(text[:19])


def _between(begin: str, end: str) -> timedelta:
    """The real time between two, which may have been made in two places."""
    if begin[19:] == end[19:]:
        return datetime.fromisoformat(end[:19]) - datetime.fromisoformat(begin[:19])
    return _absolute(end) - _absolute(begin)


def _absolute(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z")
