"""What speaks for an impairment, and how much of it is enough."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

NONE, HINT, LIKELY, CONFIRMED = range(4)
SOURCES_FOR_LIKELY = 2


class By(StrEnum):
    """Who says so. A measurement alone never changes a plan."""

    MEASUREMENT = "measurement"
    PERSON = "person"
    THERAPIST = "therapist"


@dataclass(frozen=True)
class Measured:
    """A measured value and how far off it may be, in the same unit.

    Bands of the protocol: 10 degrees from the side or the front, 20 for any turn about the long axis seen by one
    camera, 5 cm for distances; an inclinometer, a tape or a clock has its own.
    """

    value: float
    error_band: float

    def below(self, limit: float) -> bool:
        """Whether the value is under `limit` by more than its error band (rule R3, first half)."""
        return limit - self.value > self.error_band

    def above(self, limit: float) -> bool:
        """Whether the value is over `limit` by more than its error band."""
        return self.value - limit > self.error_band


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for it, as a therapist reads it."""

    what: str
    by: By


@dataclass(frozen=True)
class Found:
    """The score a rule gives (0-2) and what it rests on."""

    score: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Impairment:
    """One impairment with its score 1-3, its evidence, and the rule behind it."""

    id: str
    score: int
    evidence: tuple[Evidence, ...]
    reason: str
    source: str
    rules_version: str

    @property
    def may_change_plan(self) -> bool:
        """Rule R3, second half: likely or confirmed; or a hint that the person, not only a measurement, gave."""
        return self.score >= LIKELY or any(one.by is not By.MEASUREMENT for one in self.evidence)


def measured(applies: bool, what: str) -> list[Evidence]:
    """Evidence from a test, or nothing."""
    return [Evidence(what, By.MEASUREMENT)] if applies else []


def told(applies: bool, what: str) -> list[Evidence]:
    """Evidence from the person's own answers, or nothing."""
    return [Evidence(what, By.PERSON)] if applies else []


def by_therapist(applies: bool, what: str) -> list[Evidence]:
    """Evidence from a therapist's examination, or nothing."""
    return [Evidence(what, By.THERAPIST)] if applies else []


def two_of(hint: Iterable[Evidence], more: Iterable[Evidence]) -> Found:
    """Likely with two of `more`, the hint is not needed then; a hint with the hint."""
    first, second = tuple(hint), tuple(more)
    if len(second) >= SOURCES_FOR_LIKELY:
        return Found(LIKELY, (*first, *second))
    return Found(HINT, (*first, *second)) if first else Found(NONE, ())


def hint_plus(hint: Iterable[Evidence], more: Iterable[Evidence]) -> Found:
    """A hint, likely with one thing more. Without the hint nothing: the rest alone means many things."""
    first = tuple(hint)
    if not first:
        return Found(NONE, ())
    second = tuple(more)
    return Found(LIKELY if second else HINT, (*first, *second))
