"""When a test of function may be done, when testing ends for the day, and when a second number is a change.

Assessment protocol: endurance tests stop when pain rises by 3 or goes above 5 of 10; supervised tests need somebody
there; cautions take tests out unless a therapist says by name that they may be done; and a difference smaller than
either number's own error is no change. All limits are programme rules, a draft until a clinician has signed them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

VERSION = "testing/2026-11-draft"

PAIN_RISES_BY, PAIN_ABOVE = 3, 5
"""Either of them ends testing for the day (assessment protocol, section 6)."""


class HeldBack(StrEnum):
    """Why a test is not offered now."""

    CAUTION = "caution"
    HELPER = "helper"
    VISIT = "visit"


class Change(StrEnum):
    """What a second number says against the first."""

    MORE = "more"
    LESS = "less"
    WITHIN = "within"
    ROUGH = "rough"
    UNLIKE = "unlike"


@dataclass(frozen=True)
class Number:
    """One measured number. `way` is how it was taken: what a tape says is not compared with what a camera says."""

    value: float
    error_band: float
    unit: str
    way: str


def held_back(
    *,
    company: str,
    not_with: Collection[str],
    flags: Collection[str],
    allowed: bool,
    helper_here: bool = False,
    in_a_visit: bool = False,
) -> HeldBack | None:
    """None where the test may be offered. `allowed`: a therapist said by name that it may be done in spite of `flags`.

    A therapist's yes to a caution does not stand in for the helper or the visit a test needs.
    """
    if not allowed and set(not_with) & set(flags):
        return HeldBack.CAUTION
    if company == "video_visit" and not in_a_visit:
        return HeldBack.VISIT
    if company == "helper" and not (helper_here or in_a_visit):
        return HeldBack.HELPER
    return None


def ends_the_day(pain_before: int | None, pain_after: int | None) -> bool:
    """Whether this test was the last for today. Pain that was not asked ends nothing; the question stays open."""
    if pain_after is None:
        return False
    return pain_after > PAIN_ABOVE or (pain_before is not None and pain_after - pain_before >= PAIN_RISES_BY)


def change(before: Number, now: Number, *, screening_only: bool) -> Change:
    """A change only where the difference is larger than both error bands; a number that only screens is never one."""
    if before.unit != now.unit or before.way != now.way:
        return Change.UNLIKE
    if screening_only:
        return Change.ROUGH
    difference = now.value - before.value
    if abs(difference) <= max(before.error_band, now.error_band):
        return Change.WITHIN
    return Change.MORE if difference > 0 else Change.LESS
