"""What is asked before anybody exercises: the red-flag items, the sets they are asked in, and their answers.

A red flag is a level of concern, not a diagnosis (Finucane 2020, IFOMPT framework, JOSPT 50:350). The wording of
every item is content (`content/red_flags/`); this file only knows their shape.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum


class Urgency(IntEnum):
    """How soon somebody has to look. Higher always wins."""

    NONE_FOUND = 0
    TELL_THERAPIST = 1
    DOCTOR_IN_DAYS = 2
    DOCTOR_TODAY = 3
    EMERGENCY = 4

    @property
    def code(self) -> str:
        """The one-letter code used in the clinical specification: OK, P, D, S, E."""
        return ("OK", "P", "D", "S", "E")[self]

    @classmethod
    def from_code(cls, code: str) -> "Urgency":
        """The urgency with this `code`; ValueError when there is none."""
        return cls(("OK", "P", "D", "S", "E").index(code))


class AnswerKind(Enum):
    """What can be answered: yes/no/not sure, yes/no, or how many of five parts are true."""

    YES_NO_UNSURE = "yes_no_unsure"
    YES_NO = "yes_no"
    COUNT = "count"


class AskedIn(Enum):
    """The occasions on which part of the screen is asked."""

    ONBOARDING = "ONB"
    CHECK_IN = "CHK"
    FLARE_UP = "FLR"
    BEFORE_SESSION = "PRE"
    AFTER_SESSION = "PSS"


class Region(Enum):
    LOW_BACK = "low_back"
    UPPER_BACK = "upper_back"
    NECK = "neck"


YES, NO, UNSURE = "Y", "N", "U"
OLD_CHECKED, OLD_UNCHECKED = "OLD_CHECKED", "OLD_UNCHECKED"
CLEARED = "C"

#: A "yes" to these is followed by "since when": older than 14 days and unchanged is less urgent
#: (BMJ Best Practice, cauda equina syndrome).
ASKED_SINCE_WHEN = frozenset({"CES-1", "CES-2", "CES-3", "CES-4", "CES-5"})

#: Facts about a person rather than today's symptoms: kept and re-used in every later screen.
#: Only these can be cleared.
STICKY = frozenset({"CAN-1", "INF-2", "UCI-1", "CAD-3", "NEU-3", "ARM-2", "IBP-5", "GEN-1", "GEN-2", "GEN-3"})

#: Asked only where the clinic has a crisis pathway.
NEEDS_CRISIS_PATHWAY = frozenset({"MH-1", "MH-2"})

PARTS_OF_A_COUNT = 5


@dataclass(frozen=True)
class Part:
    """One step of a question as it is shown: a plain question, or a list to tick."""

    ask: str
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class RedFlagItem:
    """One question. A count has `count_from` and `if_count` in place of `if_yes` and `if_unsure`.

    `short` is its line in the weekly list, `parts` how it is shown step by step (all of them true make a yes), and
    `follows` names the question without which it makes no sense to ask this one.
    """

    id: str
    question: str
    kind: AnswerKind
    regions: frozenset[Region]
    asked_in: frozenset[AskedIn]
    concern: str
    source: str
    if_yes: Urgency | None = None
    if_unsure: Urgency | None = None
    count_from: int | None = None
    if_count: Urgency | None = None
    short: str = ""
    parts: tuple[Part, ...] = ()
    follows: str | None = None

    def allowed_answers(self) -> frozenset[str]:
        """Every answer code this item accepts."""
        if self.kind is AnswerKind.COUNT:
            codes = {str(n) for n in range(PARTS_OF_A_COUNT + 1)}
        else:
            codes = {YES, NO} | ({UNSURE} if self.kind is AnswerKind.YES_NO_UNSURE else set())
        if self.id in ASKED_SINCE_WHEN:
            codes |= {OLD_CHECKED, OLD_UNCHECKED}
        if self.id in STICKY:
            codes |= {CLEARED}
        return frozenset(codes)


@dataclass(frozen=True)
class Screen:
    """The whole red-flag screen in one version. `reviewed_by` is None until a clinician has signed it."""

    version: str
    reviewed_by: str | None
    items: Mapping[str, RedFlagItem]

    def required(
        self, asked_in: AskedIn, regions: Iterable[Region], *, crisis_pathway: bool
    ) -> tuple[str, ...]:
        """Ids that need an answer on this occasion for these regions, in the order of the screen."""
        where = frozenset(regions)
        return tuple(
            item.id
            for item in self.items.values()
            if asked_in in item.asked_in
            and where & item.regions
            and (crisis_pathway or item.id not in NEEDS_CRISIS_PATHWAY)
        )
