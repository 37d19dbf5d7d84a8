"""What a test of function is, as the engine needs to know it: the `protocol:` block of a `test.yaml`, frozen.

A test is run on the machinery of an exercise: its `movement` says where the camera stands, what position is waited for
and what is counted, and a `Session` follows it. The protocol adds what a test asks beyond that: when a trial begins and
ends, what is read from it, how far off that may be, and how several trials become one number.

The three ways a trial can last
    *return*: one movement out and back, as a range is measured.
    *hold*: from the moment a position is reached until it is left, or the time is up.
    *time*: so many seconds, in which something is counted, or in which the person just sits as usual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from unbrace.motion.measures import MEASURES
from unbrace.motion.movement import Direction, Kind, Movement, View, Zero, movement_from_json

MOST_TRIALS = 20
LONGEST_S = 900.0


class Lasts(StrEnum):
    """When a trial begins and ends, see above."""

    RETURN = "return"
    HOLD = "hold"
    TIME = "time"


class Take(StrEnum):
    """What is read from the course of a measure during one trial.

    `most`: the largest change. `at_furthest`: the value where the first of the values is largest. `usual`: the median.
    `fastest`: the speed (F15). `changes`: how often it went from one place to another, for ten minutes. `seconds` and
    `count` are of the trial itself, and the measure only names what is followed.
    """

    MOST = "most"
    AT_FURTHEST = "at_furthest"
    USUAL = "usual"
    FASTEST = "fastest"
    CHANGES = "changes"
    SECONDS = "seconds"
    COUNT = "count"


class Score(StrEnum):
    """How the trials of one side become one number."""

    BEST = "best"
    BEST_OF_LAST_TWO = "best_of_last_two"
    MEAN = "mean"


class Better(StrEnum):
    """Whether more or less is better. It picks the best trial; it is no verdict on anybody."""

    MORE = "more"
    LESS = "less"


_UNITS = {
    Take.FASTEST: "degrees_per_s",
    Take.CHANGES: "times_in_10_min",
    Take.SECONDS: "seconds",
    Take.COUNT: "times",
}


@dataclass(frozen=True)
class Value:
    """One number of a trial. `error_band` lists the views it can be read from and how far off it may be, in its unit.

    From any other view it is not read at all.
    """

    name: str
    measure: str
    take: Take
    error_band: Mapping[View, float]
    direction: Direction = Direction.INCREASING
    zero: Zero = Zero.OWN_START

    def __post_init__(self) -> None:
        if self.measure not in MEASURES:
            raise ValueError(f"measure: no measure is called {self.measure!r}")
        if not self.error_band:
            raise ValueError("error_band: name at least one view, such as {side: 10}")
        if any(band <= 0 for band in self.error_band.values()):
            raise ValueError("error_band: every camera is a little off; write a number above 0")

    @property
    def unit(self) -> str:
        """What it is given in."""
        return _UNITS.get(self.take, MEASURES[self.measure].unit.value)

    @property
    def is_of_the_moment(self) -> bool:
        """Whether one frame has such a number, as it has an angle. A speed, a count or a time needs many."""
        return self.take not in _UNITS


@dataclass(frozen=True)
class Keep:
    """A place that has to be kept, or reached: the measure lies between these two. Leave one out for no limit there."""

    measure: str
    at_least: float | None = None
    at_most: float | None = None
    zero: Zero = Zero.MEASURE

    def __post_init__(self) -> None:
        if self.measure not in MEASURES:
            raise ValueError(f"measure: no measure is called {self.measure!r}")
        if self.at_least is None and self.at_most is None:
            raise ValueError("at_least: give at_least, at_most or both")
        if self.at_least is not None and self.at_most is not None and not self.at_least < self.at_most:
            raise ValueError("at_least: must be below at_most")

    def met(self, value: float | None) -> bool:
        """Whether a value lies there. What was not seen lies nowhere."""
        if value is None:
            return False
        low = self.at_least is None or value >= self.at_least
        return low and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True)
class Protocol:
    """One test. `seconds` is how long a timed trial lasts, or the longest a hold is let go on."""

    movement: Movement
    lasts: Lasts
    values: tuple[Value, ...]
    trials: int = 1
    each_side: bool = False
    score: Score = Score.BEST
    better: Better = Better.MORE
    """Of the first value. It only picks the trial."""
    seconds: float | None = None
    keeps: tuple[Keep, ...] = ()
    """What a hold has to keep, all of it. Or, in a timed count, what the far end of a repetition must have reached."""
    grace_s: float = 0.3
    """A hold is over when its place was left for this long; it then ended where it was left."""
    names_other_side: bool = False
    """The side that moves is not the one under test: who lifts the left foot stands on the right leg."""

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError("values: name at least one")
        if not 1 <= self.trials <= MOST_TRIALS:
            raise ValueError(f"trials: must be between 1 and {MOST_TRIALS}")
        if len({value.name for value in self.values}) != len(self.values):
            raise ValueError("values: two have the same name; give each its own")
        if self.movement.view not in self.values[0].error_band:
            raise ValueError(f"values: the first needs an error band from the {self.movement.view.value}")
        _CHECKS[self.lasts](self)

    @property
    def counts(self) -> bool:
        """Whether repetitions are counted for a time."""
        return self.values[0].take is Take.COUNT

    @property
    def watched(self) -> tuple[Value | Keep, ...]:
        """Everything that is read in every frame, the values first."""
        return (*self.values, *self.keeps)

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers; `protocol_from_json` is the way back."""
        return asdict(self)


def _check_return(protocol: Protocol) -> None:
    if protocol.movement.kind is not Kind.REPETITIONS:
        raise ValueError("lasts: return needs a movement of kind repetitions")
    if protocol.values[0].take is not Take.MOST:
        raise ValueError("values: the first of a movement out and back takes the most")
    if any(value.take in (Take.SECONDS, Take.COUNT, Take.CHANGES) for value in protocol.values):
        raise ValueError("values: seconds, count and changes need lasts: hold or lasts: time")


def _check_hold(protocol: Protocol) -> None:
    _check_timed(protocol)
    if protocol.movement.kind is not Kind.TIMED or protocol.movement.phases:
        raise ValueError("lasts: hold needs a movement of kind timed without phases")
    if not protocol.keeps:
        raise ValueError("keeps: say what has to be kept")
    if protocol.values[0].take is not Take.SECONDS:
        raise ValueError("values: the first of a hold takes the seconds")


def _check_time(protocol: Protocol) -> None:
    _check_timed(protocol)
    wanted = Kind.REPETITIONS if protocol.counts else Kind.TIMED
    if protocol.movement.kind is not wanted:
        raise ValueError(f"lasts: this needs a movement of kind {wanted.value}")
    if any(value.take in (Take.SECONDS, Take.AT_FURTHEST) for value in protocol.values):
        raise ValueError("values: seconds needs lasts: hold, at_furthest needs lasts: return")


def _check_timed(protocol: Protocol) -> None:
    if protocol.seconds is None or not 0 < protocol.seconds <= LONGEST_S:
        raise ValueError(f"seconds: must be above 0 and at most {LONGEST_S:g}")


_CHECKS = {Lasts.RETURN: _check_return, Lasts.HOLD: _check_hold, Lasts.TIME: _check_time}


def protocol_from_json(data: Mapping[str, Any]) -> Protocol:
    """Build a `Protocol` from plain JSON, in the browser or on the command line.

    Raises ValueError, KeyError or TypeError with the field in the message; authors see `library`'s wording instead.
    """
    given = dict(data)
    given["movement"] = movement_from_json(given["movement"])
    given["lasts"] = Lasts(given["lasts"])
    given["values"] = tuple(_value(value) for value in given["values"])
    given["keeps"] = tuple(
        Keep(**{**k, "zero": Zero(k.get("zero", Zero.MEASURE))}) for k in given.get("keeps", ())
    )
    given["score"] = Score(given.get("score", Score.BEST))
    given["better"] = Better(given.get("better", Better.MORE))
    return Protocol(**given)


def _value(data: Mapping[str, Any]) -> Value:
    bands = {View(view): float(band) for view, band in data["error_band"].items()}
    kinds = {
        "take": Take(data["take"]),
        "direction": Direction(data.get("direction", Direction.INCREASING)),
        "zero": Zero(data.get("zero", Zero.OWN_START)),
    }
    return Value(**{**data, **kinds, "error_band": bands})
