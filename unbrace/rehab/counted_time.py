"""Time that is counted once: what is left of a stretch of work when other stretches have been counted already.

A therapist with two windows open, or with two people's pages side by side, works one minute a minute. Whoever counts
the time of each page by itself counts it twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

#: What is left over of two clocks that disagree by a breath is no work.
SHORTEST: Final = timedelta(milliseconds=500)


@dataclass(frozen=True, order=True)
class Stretch:
    """From one moment to a later one. Moments that meet do not overlap."""

    begins: datetime
    ends: datetime

    def overlaps(self, other: "Stretch") -> bool:
        return self.begins < other.ends and other.begins < self.ends


def left_of(stretch: Stretch, counted: Iterable[Stretch]) -> list[Stretch]:
    """The parts of `stretch` that nothing in `counted` covers, in order; parts too short to be work are dropped."""
    left, begins = [], stretch.begins
    for other in sorted(one for one in counted if one.overlaps(stretch)):
        if other.begins > begins:
            left.append(Stretch(begins, other.begins))
        begins = max(begins, other.ends)
    if begins < stretch.ends:
        left.append(Stretch(begins, stretch.ends))
    return [one for one in left if one.ends - one.begins >= SHORTEST]
