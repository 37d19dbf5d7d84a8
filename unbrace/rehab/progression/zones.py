"""Traffic lights for one session: red, amber, green, or unknown when a rating is missing.

The idea and the 0-10 limits follow the pain-monitoring model (Silbernagel 2007: up to 3 safe, up to 5 acceptable,
settled by next morning). It was studied in Achilles tendinopathy; using it for the spine is analogy, not proof, and
"no more than usual, and not worse tomorrow" is what green means for somebody who lives with 4 or 5.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import SessionSignals

ROSE_MUCH, ROSE = 3, 2
SAFE_UP_TO, ACCEPTABLE_UP_TO = 3, 5


class Zone(StrEnum):
    """How a session went. UNKNOWN is not green."""

    RED = "RED"
    UNKNOWN = "UNKNOWN"
    AMBER = "AMBER"
    GREEN = "GREEN"


class Rated(NamedTuple):
    """The zone of a session and the row that decided it; `because` is None for green."""

    zone: Zone
    because: Because | None


Row = tuple[Callable[[SessionSignals], bool], Zone, Because]


def _above(value: float | None, reference: float | None, by: float) -> bool:
    """Whether `value` is at least `by` above `reference`; False while either is missing."""
    return value is not None and reference is not None and value - reference >= by


def _over(value: float | None, limit: float) -> bool:
    return value is not None and value > limit


def _calm_start(session: SessionSignals) -> bool:
    return session.pain_before is not None and session.pain_before <= SAFE_UP_TO


def _rating_missing(session: SessionSignals) -> bool:
    return None in (session.baseline, session.pain_before, session.worst_pain)


def _rose(session: SessionSignals, by: float) -> bool:
    return _above(session.worst_pain, session.pain_before, by)


#: First row that holds wins. The order is the specification's, so no rating can outvote a worse one.
ROWS: tuple[Row, ...] = (
    (lambda s: s.spread, Zone.RED, Because.SPREAD),
    (lambda s: _rose(s, ROSE_MUCH), Zone.RED, Because.PAIN_ROSE_3),
    (
        lambda s: _over(s.worst_pain, ACCEPTABLE_UP_TO) and _rose(s, ROSE),
        Zone.RED,
        Because.PAIN_ABOVE_5_AND_ROSE,
    ),
    (lambda s: _above(s.next_morning, s.baseline, ROSE_MUCH), Zone.RED, Because.MORNING_UP_3),
    (lambda s: s.unsettled_24h, Zone.RED, Because.NOT_SETTLED_24H),
    (lambda s: s.next_morning is None, Zone.UNKNOWN, Because.NO_NEXT_MORNING),
    (_rating_missing, Zone.UNKNOWN, Because.PAIN_NOT_RATED),
    (lambda s: _above(s.next_morning, s.baseline, ROSE), Zone.AMBER, Because.MORNING_UP_2),
    (lambda s: _over(s.worst_pain, ACCEPTABLE_UP_TO), Zone.AMBER, Because.PAIN_ABOVE_5),
    (lambda s: _above(s.pain_after, s.pain_before, ROSE), Zone.AMBER, Because.PAIN_UP_AFTERWARDS),
    (
        lambda s: _over(s.worst_pain, SAFE_UP_TO) and (_rose(s, ROSE) or _calm_start(s)),
        Zone.AMBER,
        Because.PAIN_4_5_OR_ROSE_2,
    ),
)


def zone_of(session: SessionSignals) -> Rated:
    """The zone of this session."""
    for holds, zone, because in ROWS:
        if holds(session):
            return Rated(zone, because)
    return Rated(Zone.GREEN, None)
