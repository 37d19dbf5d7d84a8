"""One line of the benchmark's table, and the few ways to sum up many measurements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    what: str
    measured: str
    beside: str  # the goal, or what was measured elsewhere: a figure alone says little


def spread(values: Sequence[float], unit: str) -> str:
    """Median, 95th percentile and how many there were."""
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"median {median(ordered):.3g} {unit}, p95 {p95:.3g} {unit} (n = {len(ordered)})"


def megabytes(count: int) -> str:
    return f"{count / 1e6:.2f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def table(figures: Sequence[Figure]) -> str:
    rows = [("what", "measured", "beside it"), *((f.what, f.measured, f.beside) for f in figures)]
    wide = [max(len(row[column]) for row in rows) for column in range(3)]
    rows.insert(1, tuple("-" * width for width in wide))  # type: ignore[arg-type]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)) + " |"
        for row in rows
    )
