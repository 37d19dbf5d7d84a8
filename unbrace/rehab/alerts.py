"""What reaches a therapist by itself: one named function per alert, every threshold a parameter, every alert a reason.

An alert asks somebody to look. It never changes a plan, and it is never sent because of billing. Hours and days come
in from outside; there is no clock in here. What was not rated or not answered raises no alert about itself: silence
has its own (`falling_off`).

Sources: pain jump and flare after the safety screen's own triggers and Costa 2019; drift after the progression rules;
questionnaires after their own minimal important change. The numbers for silence are programme rules. All are drafts
until a clinician has signed them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from unbrace.rehab.scoring import ImportantChange, change_label

VERSION = "alerts/2026-11-draft"


class Kind(StrEnum):
    """What an alert is about, the most pressing first."""

    SPREAD = "spread"
    PAIN_JUMP = "pain_jump"
    FLARE = "flare"
    FLARES_AGAIN = "flares_again"
    DISTRESS = "distress"
    DRIFT = "drift"
    WORSENED = "worsened"
    FALLING_OFF = "falling_off"


@dataclass(frozen=True)
class Thresholds:
    """Pain in points of 0-10, times in hours, days or weeks. A clinic may set its own, within the type."""

    jump_points: float = 3
    worst_pain: float = 7
    drift_points: float = 2
    flare_points: float = 2
    flare_days: int = 2
    flares: int = 3
    flares_within_weeks: int = 8
    quiet_hours: tuple[float, ...] = (49, 14 * 24, 21 * 24)
    distress_from: int = 15


@dataclass(frozen=True)
class Answered:
    """A questionnaire answered twice: the first score and the newest."""

    title: str
    first: float
    now: float
    change: ImportantChange


@dataclass(frozen=True)
class Lately:
    """What is known. Pain 0-10, None when not rated. `hours_quiet` since the last entry of any kind while a plan runs,
    None when no plan runs or the person has paused it. `days_high` in a row at or above the usual pain and
    `flare_points`; `flares` within `flares_within_weeks`. `distress` is the highest of PHQ-8, PHQ-9 and GAD-7."""

    worst_today: float | None = None
    usual: float | None = None
    usual_4_weeks_ago: float | None = None
    days_high: int = 0
    flare_declared: bool = False
    flares: int = 0
    spread: bool = False
    hours_quiet: float | None = None
    distress: int | None = None
    answered: tuple[Answered, ...] = ()


@dataclass(frozen=True)
class Alert:
    """`level` counts up where an alert grows with time (silence); `reason` is one sentence for the work-list."""

    kind: Kind
    reason: str
    level: int = 1
    rules_version: str = VERSION


Alarm = Callable[[Lately, Thresholds], tuple[Alert, ...]]


def spread(lately: Lately, at: Thresholds) -> tuple[Alert, ...]:
    """Symptoms moved further down a leg or arm, or something is newly numb."""
    return (Alert(Kind.SPREAD, "Symptoms moved further down, or new numbness."),) if lately.spread else ()


def pain_jump(lately: Lately, at: Thresholds) -> tuple[Alert, ...]:
    """Worst pain today at 7 or more, or 3 and more above the usual."""
    if lately.worst_today is None:
        return ()
    if lately.worst_today >= at.worst_pain:
        return (Alert(Kind.PAIN_JUMP, f"Worst pain today is {lately.worst_today:g}."),)
    if lately.usual is not None and lately.worst_today - lately.usual >= at.jump_points:
        above = f"{lately.worst_today:g}, usually {lately.usual:g}"
        return (Alert(Kind.PAIN_JUMP, f"Worst pain today is {above}."),)
    return ()


def flare(lately: Lately, at: Thresholds) -> tuple[Alert, ...]:
    """Declared by the person, or two days in a row well above the usual."""
    if lately.flare_declared:
        return (Alert(Kind.FLARE, "The person says it is a flare-up."),)
    if lately.days_high >= at.flare_days:
        high = f"{lately.days_high} days in a row at {at.flare_points:g} or more above the usual pain."
        return (Alert(Kind.FLARE, high),)
    return ()


def flares_again(lately: Lately, at: Thresholds) -> tuple[Alert, ...]:
    """Three flares in eight weeks: plan and task need a review."""
    if lately.flares < at.flares:
        return ()
    said = f"{lately.flares} flare-ups within {at.flares_within_weeks} weeks: review plan and task."
    return (Alert(Kind.FLARES_AGAIN, said),)


def distress(lately: Lately, at: Thresholds) -> tuple[Alert, ...]:
    """PHQ or GAD-7 at 15 or more: the therapist looks and offers a letter to the doctor. Never shown as a diagnosis."""
    if lately.distress is None or lately.distress < at.distress_from:
        return ()
    return (Alert(Kind.DISTRESS, "Answers about mood or worry suggest talking to a doctor."),)


def drift(lately: Lately, at: Thresholds) -> tuple[Alert, ...]:
    """The usual pain crept up by 2 in four weeks."""
    now, before = lately.usual, lately.usual_4_weeks_ago
    if now is None or before is None or now - before < at.drift_points:
        return ()
    return (Alert(Kind.DRIFT, f"The usual pain rose from {before:g} to {now:g} in four weeks."),)


def worsened(lately: Lately, at: Thresholds) -> tuple[Alert, ...]:
    """A questionnaire is worse by its own important change."""
    return tuple(
        Alert(Kind.WORSENED, f"{one.title} went from {one.first:g} to {one.now:g}.")
        for one in lately.answered
        if change_label(one.first, one.now, one.change) == "worsened"
    )


def falling_off(lately: Lately, at: Thresholds) -> tuple[Alert, ...]:
    """Nothing heard for 49 hours, 14 days, 21 days: each step is a higher level."""
    quiet = lately.hours_quiet
    level = sum(quiet >= hours for hours in at.quiet_hours) if quiet is not None else 0
    if quiet is None or not level:
        return ()
    heard = f"{quiet / 24:.0f} days" if quiet >= 72 else f"{quiet:.0f} hours"
    return (Alert(Kind.FALLING_OFF, f"Nothing heard for {heard}.", level),)


ALARMS: tuple[Alarm, ...] = (
    spread,
    pain_jump,
    flare,
    flares_again,
    distress,
    drift,
    worsened,
    falling_off,
)


def alerts_for(lately: Lately, thresholds: Thresholds | None = None) -> tuple[Alert, ...]:
    """Every alert that applies, the most pressing first."""
    at = thresholds or Thresholds()
    return tuple(alert for alarm in ALARMS for alert in alarm(lately, at))
