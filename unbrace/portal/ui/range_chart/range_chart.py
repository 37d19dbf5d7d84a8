"""Range of each repetition, drawn on the server as SVG.

The measured angle has an error; the band shows it, so that nobody reads a change into noise. The same numbers are in
a table and in one sentence. A repetition without a measured range leaves a gap: not measured is not zero.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext, ngettext

WIDTH: Final = 320
HEIGHT: Final = 190
LEFT: Final = 34
RIGHT: Final = 312
TOP: Final = 14
BOTTOM: Final = 158


@dataclass(frozen=True)
class RangePoint:
    """One repetition: its number in the set, range and error in degrees (None = not measured), what was noticed."""

    number: int
    range_deg: float | None
    error_deg: float | None = None
    full: bool = True
    noticed: tuple[str, ...] = ()
    set_number: int = 1
    seconds: float | None = None


@dataclass(frozen=True)
class Mark:
    """A point of the drawing, in its own units, as text that no locale rewrites."""

    x: str
    y: str
    point: RangePoint


@dataclass(frozen=True)
class RangeChart:
    """All repetitions of one exercise in one session, in the order they were done."""

    title: str
    points: tuple[RangePoint, ...]

    @property
    def measured(self) -> list[RangePoint]:
        """Repetitions that have a range at all."""
        return [point for point in self.points if point.range_deg is not None]

    @cached_property
    def scale(self) -> tuple[int, int]:
        """Lowest and highest degree of the drawing, whole tens; at least 40 apart, so noise does not look like news."""
        lows = [value - (p.error_deg or 0) for p in self.measured if (value := p.range_deg) is not None]
        highs = [value + (p.error_deg or 0) for p in self.measured if (value := p.range_deg) is not None]
        if not lows:
            return 0, 40
        low, high = int(min(lows) // 10 * 10), int(-(-max(highs) // 10) * 10)
        low = max(0, min(low, high - 40))
        return low, max(high, low + 40)

    @property
    def grid(self) -> list[tuple[str, int]]:
        """Lines across, as (height, degrees): lowest, middle, highest."""
        low, high = self.scale
        return [(_text(self._y(degrees)), degrees) for degrees in (low, (low + high) // 2, high)]

    @property
    def marks(self) -> list[Mark]:
        """A mark for every measured repetition."""
        return [
            Mark(_text(self._x(i)), _text(self._y(point.range_deg)), point)
            for i, point in enumerate(self.points)
            if point.range_deg is not None
        ]

    @property
    def mark_size(self) -> str:
        """Smaller marks where there are many, so that they do not touch."""
        return "4.5" if len(self.points) <= 16 else "3.4"

    @property
    def fault_marks(self) -> list[Mark]:
        """A small mark under every repetition in which something was noticed."""
        return [Mark(_text(self._x(i)), str(BOTTOM + 7), p) for i, p in enumerate(self.points) if p.noticed]

    @property
    def line(self) -> str:
        """The curve: a move after every gap, straight strokes between neighbours."""
        return " ".join(_stroke([(x, y) for x, y, _ in run]) for run in self._runs())

    @property
    def band(self) -> str:
        """The error band around the curve: out along its upper edge, back along its lower one."""
        return " ".join(_ribbon(run, self.scale) for run in self._runs() if any(p.error_deg for *_, p in run))

    @property
    def set_lines(self) -> list[tuple[str, int]]:
        """Where a new set begins, as (x, set number); nothing for a single set."""
        starts = [
            (i, b.set_number)
            for i, (a, b) in enumerate(pairwise(self.points))
            if a.set_number != b.set_number
        ]
        return [(_text((self._x(i) + self._x(i + 1)) / 2), number) for i, number in starts]

    @property
    def first_set(self) -> int:
        """Number of the first set drawn."""
        return self.points[0].set_number if self.points else 1

    @property
    def sentence(self) -> str:
        """The chart in words, for everyone."""
        full = sum(point.full for point in self.points)
        parts = [
            gettext("{full} full and {partial} partial repetitions").format(
                full=full, partial=len(self.points) - full
            )
            if full != len(self.points)
            else _many(full)
        ]
        values = [point.range_deg for point in self.measured if point.range_deg is not None]
        if values:
            parts.append(
                gettext("between {least}° and {most}°").format(
                    least=f"{min(values):.0f}", most=f"{max(values):.0f}"
                )
            )
        else:
            parts.append(gettext("range not measured"))
        errors = [point.error_deg for point in self.measured if point.error_deg]
        give_or_take = (
            gettext(" (give or take {degrees}°)").format(degrees=f"{sum(errors) / len(errors):.0f}")
            if errors
            else ""
        )
        return gettext(", ").join(parts) + give_or_take + "." + self._noticed()

    def _noticed(self) -> str:
        counts: dict[str, int] = {}
        for point in self.points:
            for fault in point.noticed:
                counts[fault] = counts.get(fault, 0) + 1
        return "".join(
            " " + gettext("{fault}: noticed in {count}.").format(fault=fault, count=count)
            for fault, count in counts.items()
        )

    def _x(self, index: int) -> float:
        step = (RIGHT - LEFT - 24) / max(1, len(self.points) - 1)
        return LEFT + 12 + index * step if len(self.points) > 1 else (LEFT + RIGHT) / 2

    def _y(self, degrees: float) -> float:
        low, high = self.scale
        return BOTTOM - (degrees - low) / (high - low) * (BOTTOM - TOP)

    def _runs(self) -> list[list[tuple[float, float, RangePoint]]]:
        """Neighbouring measured repetitions of the same set."""
        runs: list[list[tuple[float, float, RangePoint]]] = []
        last: RangePoint | None = None
        for i, point in enumerate(self.points):
            if point.range_deg is not None:
                if last is None or last.set_number != point.set_number:
                    runs.append([])
                runs[-1].append((self._x(i), self._y(point.range_deg), point))
            last = point if point.range_deg is not None else None
        return runs


def _text(value: float) -> str:
    return f"{value:.1f}"


def _many(count: int) -> str:
    return ngettext("{count} full repetition", "{count} full repetitions", count).format(count=count)


def _stroke(corners: list[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in corners)


def _ribbon(run: list[tuple[float, float, RangePoint]], scale: tuple[int, int]) -> str:
    per_degree = (BOTTOM - TOP) / (scale[1] - scale[0])
    upper = [(x, y - (p.error_deg or 0) * per_degree) for x, y, p in run]
    lower = [(x, y + (p.error_deg or 0) * per_degree) for x, y, p in reversed(run)]
    return _stroke(upper + lower) + " Z"
