"""What a decision looks at: the signals of each session, and what is known around it.

A measured value that is None was not asked or not answered. It never counts as fine: see the property tests.
"""

from dataclasses import dataclass

from unbrace.rehab.dosage import Dosage, Kind, Ladder
from unbrace.rehab.progression.proposal import Decision
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.red_flags import Urgency

PainScore = float  # 0-10


@dataclass(frozen=True)
class SessionSignals:
    """One exercise in one session. Pain and effort 0-10; completion 0-1; form 0-100.

    `baseline` is frozen at the start of the session. `worst_pain` is the worst during the exercise, `pain_after` the
    rating 30-60 minutes later (not every clinic asks it, `next_morning` covers it), `form` None when untracked or the
    view was too poor. `spread` (further down a leg or arm, or new numbness) and `unsettled_24h` are reports.
    """

    days_ago: int
    baseline: PainScore | None
    pain_before: PainScore | None
    worst_pain: PainScore | None
    next_morning: PainScore | None
    effort: float | None
    completion: float | None
    form: float | None = None
    pain_after: PainScore | None = None
    kind: Kind = Kind.STRENGTH
    spread: bool = False
    unsettled_24h: bool = False


@dataclass(frozen=True)
class OtherExercise:
    """An exercise to move on or back to, with the dose it begins at. Only ones that can be prescribed."""

    id: str
    dosage: Dosage


@dataclass(frozen=True)
class BeforeBreak:
    """What was done before a break, and which share of it (0-1) the dose now stands for."""

    dosage: Dosage
    share: float


@dataclass(frozen=True)
class Prescribed:
    """What is prescribed now, and where the way leads from here.

    `before_break` is there after a break for which the dose was lowered, while nothing else has changed it since.
    """

    exercise: str
    dosage: Dosage
    ladder: Ladder
    harder: tuple[OtherExercise, ...] = ()
    easier: tuple[OtherExercise, ...] = ()
    before_break: BeforeBreak | None = None


@dataclass(frozen=True)
class PastDecision:
    """An earlier proposal for this exercise."""

    kind: Decision
    because: Because
    days_ago: int


@dataclass(frozen=True)
class Context:
    """What is known around the sessions.

    `urgency` is the result of the safety screen, None while it has not been answered. `adherence` is done / planned
    over 14 days (0-1). `gap_days` lie between the last session and the one before it, 0 below a week (see `adherence`).
    `week` counts from 1 and starts anew after each lighter week; `hard_weeks` in a row had a mean effort of 6 or more.
    `days_high` in a row were at 2 or more above the baseline. `load_change` compares this week with the mean of the
    2-4 weeks before (0.2 = 20 % more), None when that cannot be computed. `usual_pain` and `usual_pain_4_weeks_ago`
    are 7-day medians, None when fewer than 3 days were rated. `past` is oldest first.
    """

    urgency: Urgency | None
    adherence: float | None
    gap_days: int
    week: int
    baseline: PainScore | None
    load_change: float | None
    pain_today: PainScore | None = None
    days_high: int = 0
    flare: bool = False
    extra_sessions: int = 0
    low_sleep_nights: int = 0
    hard_weeks: int = 0
    usual_pain: PainScore | None = None
    usual_pain_4_weeks_ago: PainScore | None = None
    effort_allowed: float | None = None
    needs_approval: bool = False
    approved: bool = False
    prescribed: Prescribed | None = None
    past: tuple[PastDecision, ...] = ()


Sessions = tuple[SessionSignals, ...]
