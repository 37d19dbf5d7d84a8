"""Two days of one person side by side: what changed, and whether the change is more than a wobble.

Pain and questionnaires are held against the smallest change that matters to this person (`progress.line_to_cross`: both
the points and the percent of the own start, Ostelo 2008). A week of pain needs three rated days; fewer are shown and
not compared (`progress.FEWEST_DAYS`, a programme rule).

A range that a camera measured carries an error band. The error of a difference of two independent measurements is the
root of the sum of their squares (JCGM 100:2008, 5.1.2); a change within it is nothing that the camera can tell. The
bands are those of the single measurements, so nothing is promised about the truth beyond them.
"""

from dataclasses import dataclass
from math import hypot

from unbrace.rehab.progress import FEWEST_DAYS, line_to_cross
from unbrace.rehab.scoring import ImportantChange, change_label

VERSION = "side-by-side/2026-11-draft"

FURTHER, LESS_FAR, CANNOT_TELL = "further", "less far", "within what the camera can tell"


@dataclass(frozen=True)
class Difference:
    """`by` is the second minus the first; `label` None where nothing can be said; `line` where a change that matters
    begins, counted from the first."""

    by: float | None
    label: str | None = None
    line: float | None = None
    rules_version: str = VERSION


NOT_KNOWN = Difference(None)


def score_difference(first: float | None, second: float | None, change: ImportantChange | None) -> Difference:
    """A score on two days. Without a known smallest change that matters there is a difference and no label."""
    if first is None or second is None:
        return NOT_KNOWN
    if change is None:
        return Difference(second - first)
    return Difference(second - first, change_label(first, second, change), line_to_cross(first, change))


def week_difference(
    first: float | None, first_days: int, second: float | None, second_days: int, change: ImportantChange
) -> Difference:
    """The mean of a week against the mean of another, each with the number of days that were rated."""
    if min(first_days, second_days) < FEWEST_DAYS:
        return NOT_KNOWN
    return score_difference(first, second, change)


def range_difference(
    first: float | None, first_band: float | None, second: float | None, second_band: float | None
) -> Difference:
    """Degrees on two days. Where a band is missing nothing can be said about the difference."""
    if first is None or second is None:
        return NOT_KNOWN
    by = second - first
    if first_band is None or second_band is None:
        return Difference(by)
    if abs(by) <= hypot(first_band, second_band):
        return Difference(by, CANNOT_TELL)
    return Difference(by, FURTHER if by > 0 else LESS_FAR)
