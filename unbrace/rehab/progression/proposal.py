"""What comes out: one decision for one exercise, why, and what it would change. A rule proposes, it never writes."""

from dataclasses import dataclass
from enum import StrEnum

from unbrace.rehab.dosage import Dosage, Variable
from unbrace.rehab.progression.reasons import Because


class Decision(StrEnum):
    """What is proposed, in the order of the rules: the most cautious first."""

    LOCK = "LOCK"
    SAFE_FLOOR = "SAFE_FLOOR"
    RE_ONBOARD = "RE_ONBOARD"
    RESTART_60 = "RESTART_60"
    RESTART_80 = "RESTART_80"
    FLARE = "FLARE"
    REGRESS = "REGRESS"
    HOLD = "HOLD"
    SIMPLIFY = "SIMPLIFY"
    DELOAD = "DELOAD"
    ASK_PT = "ASK_PT"
    PROGRESS = "PROGRESS"


@dataclass(frozen=True)
class Change:
    """One variable of one exercise. With `variable` "exercise", `before` and `after` are exercise ids."""

    exercise: str
    variable: Variable
    before: float | str
    after: float | str
    dosage: Dosage


@dataclass(frozen=True)
class Verdict:
    """What one rule says."""

    kind: Decision
    because: Because


@dataclass(frozen=True)
class Proposal:
    """`reason` is shown to patient and therapist in the same words; `because` is its stable code.

    `changes` holds at most one change. `therapist_notes` are for the therapist's work-list.
    """

    kind: Decision
    reason: str
    because: Because
    rule: str
    source: str
    rules_version: str
    changes: tuple[Change, ...] = ()
    therapist_notes: tuple[str, ...] = ()
