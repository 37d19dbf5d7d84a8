"""A flare-up is a state of the plan: calm, move, rebuild, with an end. It usually settles in days to two weeks.

Meaning of a flare: Costa 2019 (worsening for hours to weeks that is hard to tolerate). Phases and day limits
are conservative programme rules, to be signed by a clinician.
"""

from dataclasses import dataclass
from enum import Enum

VERSION = "flare_up/2026-11-draft"

#: Points on the 0-10 pain scale above the person's own baseline.
SETTLED_WITHIN = 1
STILL_HIGH = 2
MOVE_FROM_DAY = 2
REBUILD_FROM_DAY = 4
REVIEW_FROM_DAY = 7
VISIT_FROM_DAY = 14
DOCTOR_FROM_DAY = 42
REBUILD_SHARE = 0.6


class Phase(Enum):
    CALM = "PHASE_A"
    MOVE = "PHASE_B"
    REBUILD = "PHASE_C"


class FlareAlert(Enum):
    """Whom a flare that does not settle reaches, and how soon."""

    MESSAGE_THERAPIST = "PT message"
    THERAPIST_REVIEW_48H = "PT_REVIEW_48H"
    THERAPIST_VISIT = "PT_VISIT"
    DOCTOR_REVIEW = "DOCTOR_REVIEW"


@dataclass(frozen=True)
class FlareDay:
    """What one day of a flare asks for. `share` is the part of the usual dose, 0-1."""

    phase: Phase
    share: float
    alert: FlareAlert | None
    reason: str


def flare_day(day: int, *, pain_today: int, baseline: float) -> FlareDay:
    """The phase of `day` (0 = the first flare day) for today's pain and the usual pain, both 0-10."""
    if day < MOVE_FROM_DAY:
        return FlareDay(
            Phase.CALM, 0.0, None, "The first two days are for calm, easy positions and short walks."
        )
    if day < REBUILD_FROM_DAY:
        return FlareDay(Phase.MOVE, 0.5, None, "Gentle movement at half range comes back first.")
    if pain_today <= baseline + SETTLED_WITHIN:
        return FlareDay(Phase.REBUILD, REBUILD_SHARE, None, "Pain is near your usual level: build up again.")
    return FlareDay(Phase.MOVE, 0.5, _alert(day), "It has not settled yet, so somebody looks at it with you.")


def _alert(day: int) -> FlareAlert:
    if day >= DOCTOR_FROM_DAY:
        return FlareAlert.DOCTOR_REVIEW
    if day >= VISIT_FROM_DAY:
        return FlareAlert.THERAPIST_VISIT
    return FlareAlert.THERAPIST_REVIEW_48H if day >= REVIEW_FROM_DAY else FlareAlert.MESSAGE_THERAPIST


def rebuild_share(ratings_since_rebuild: tuple[str, ...]) -> float:
    """Share of the usual dose after the session zones since rebuilding began, oldest first.

    Two GREEN sessions in a row lift 60 → 80 → 100 %; AMBER stays; RED goes one step back, not below 60 %.
    """
    steps = (REBUILD_SHARE, 0.8, 1.0)
    at, greens = 0, 0
    for zone in ratings_since_rebuild:
        greens = greens + 1 if zone == "GREEN" else 0
        if zone == "RED":
            at = max(at - 1, 0)
        elif greens == 2:
            at, greens = min(at + 1, len(steps) - 1), 0
    return steps[at]
