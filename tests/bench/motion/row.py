"""One line of the table: a figure alone says nothing, so four things stand beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEADS = ("id", "what", "measured", "goal or floor", "baseline, same run", "n and split")


@dataclass(frozen=True)
class Row:
    """`goal` is what is to be reached or the floor below it, `baseline` what something simple reaches in this run,
    `split` on how many of what, and who was kept apart from whom."""

    id: str
    what: str
    measured: str
    goal: str = "–"
    baseline: str = "–"
    split: str = "–"

    @property
    def cells(self) -> tuple[str, ...]:
        return self.id, self.what, self.measured, self.goal, self.baseline, self.split


def table(rows: Iterable[Row]) -> str:
    lines = [HEADS, *(row.cells for row in rows)]
    wide = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    lines.insert(1, tuple("-" * width for width in wide))
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, wide, strict=True)) + " |"
        for line in lines
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered) - 1e-9) - 1)]


def share(part: float, whole: float) -> str:
    """`.97`, or a dash where there was nothing to share."""
    return f"{part / whole:.2f}".removeprefix("0") if whole else "–"
