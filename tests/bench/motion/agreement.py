"""How far found repetitions and marked ones agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.bench.motion.row import share

Span: TypeAlias = tuple[float, float]

SAME = 0.25
"""Overlap (intersection over union) from which a found repetition is the marked one."""


def overlap(a: Span, b: Span) -> float:
    """Intersection over union."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0.0, shared) / (max(a[1], b[1]) - min(a[0], b[0])) if a[1] > a[0] and b[1] > b[0] else 0.0


def pairs(found: Sequence[Span], marks: Sequence[Span]) -> list[float]:
    """The overlaps of the pairs that are the same repetition, best pairs first, each repetition used once."""
    best = sorted(
        ((overlap(f, m), i, j) for i, f in enumerate(found) for j, m in enumerate(marks)), reverse=True
    )
    used: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for much, i, j in best:
        if much >= SAME and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            kept.append(much)
    return kept


def inside(found: Sequence[Span], marks: Sequence[Span]) -> list[Span]:
    """Those that touch the time between the first mark's start and the last one's end: outside it nobody marked."""
    if not marks:
        return []
    first, last = min(start for start, _ in marks), max(end for _, end in marks)
    return [(start, end) for start, end in found if end > first and start < last]


@dataclass
class Tally:
    """Sums over recordings."""

    recordings: int = 0
    exact: int = 0
    exact_inside: int = 0
    within_one: int = 0
    found: int = 0
    marks: int = 0
    overlaps: list[float] = field(default_factory=list)

    def add(self, found: Sequence[Span], marks: Sequence[Span]) -> None:
        within = inside(found, marks)
        self.recordings += 1
        self.exact += len(found) == len(marks)
        self.exact_inside += len(within) == len(marks)
        self.within_one += abs(len(found) - len(marks)) <= 1
        self.found += len(found)
        self.marks += len(marks)
        self.overlaps += pairs(found, marks)

    def exact_share(self) -> str:
        return share(self.exact, self.recordings)

    def exact_inside_share(self) -> str:
        return share(self.exact_inside, self.recordings)

    def within_one_share(self) -> str:
        return share(self.within_one, self.recordings)

    def mean_overlap(self) -> str:
        return share(sum(self.overlaps), len(self.overlaps))
