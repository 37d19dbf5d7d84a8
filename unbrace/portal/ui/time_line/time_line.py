"""One series on the time line that all of them share, drawn on the server as SVG.

A day without a value leaves a gap, and points far apart are not joined: nobody knows what lay between. Plan changes are
dashed lines with their number, flare-ups are hatched; both stand in words as well, so that neither colour nor sight is
needed. `line` is where a change begins to matter to this person.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Final

from unbrace.portal.date_words import short_date
from unbrace.portal.number_words import number as in_figures

WIDTH: Final = 340
LEFT: Final = 38
RIGHT: Final = 332
TOP: Final = 18
BOTTOM: Final = 122
#: Points further apart than this are not joined.
GAP: Final = timedelta(days=16)
STEPS: Final = tuple(digit * 10**power for power in range(7) for digit in (1, 2, 5))


@dataclass(frozen=True)
class Change:
    """Something that changed on one day, such as a new version of the plan."""

    day: date
    words: str


@dataclass(frozen=True)
class Span:
    """A stretch of days, such as a flare-up; both ends belong to it."""

    begins: date
    ends: date
    words: str


@dataclass(frozen=True)
class Dot:
    """A point in the units of the drawing, as text that no locale rewrites."""

    x: str
    y: str


@dataclass(frozen=True)
class TimeLine:
    """`points` oldest first, at most one a day. `lowest` and `highest` fix the scale where the instrument does."""

    key: str
    title: str
    unit: str
    begins: date
    ends: date
    points: tuple[tuple[date, float], ...]
    sentence: str
    changes: tuple[Change, ...] = ()
    spans: tuple[Span, ...] = ()
    lowest: float = 0
    highest: float | None = None
    line: float | None = None
    give_or_take: float | None = None
    note: str = ""

    @cached_property
    def scale(self) -> tuple[float, float]:
        """Lowest and highest value of the drawing; a round number at or above everything that is drawn,
        so that its middle is whole."""
        if self.highest is not None:
            return self.lowest, self.highest
        most = max([value for _, value in self.points] + [self.line or 0]) + (self.give_or_take or 0)
        step = next(step for step in STEPS if most - self.lowest <= 5 * step)
        highest = self.lowest + step * max(1, -(-(most - self.lowest) // step))
        return self.lowest, highest + step if step > 1 and (self.lowest + highest) % 2 else highest

    @property
    def grid(self) -> list[tuple[str, str]]:
        """Lines across, as (height, value): lowest, highest, and the middle where it is a whole number."""
        low, high = self.scale
        middle = (low + high) / 2
        return [
            (_text(self.y_of(value)), number(value))
            for value in (low, middle, high)
            if value != middle or middle == int(middle)
        ]

    @property
    def days(self) -> list[tuple[str, str, str]]:
        """Days under the drawing, as (place, words, which end of the words is there)."""
        middle = self.begins + (self.ends - self.begins) / 2
        return [
            (_text(self.x_of(self.begins)), _day(self.begins), "start"),
            (_text(self.x_of(middle)), _day(middle), "middle"),
            (_text(self.x_of(self.ends)), _day(self.ends), "end"),
        ]

    @property
    def dots(self) -> list[Dot]:
        return [Dot(_text(self.x_of(day)), _text(self.y_of(value))) for day, value in self.points]

    @property
    def dot_size(self) -> str:
        """Smaller where there are many, so that they do not touch."""
        return "3.6" if len(self.points) <= 30 else "2.2"

    @property
    def path(self) -> str:
        """The curve: a move at the start and after every gap."""
        parts = []
        for before, (day, value) in zip((None, *self.points), self.points, strict=False):
            joined = before is not None and day - before[0] <= GAP
            parts.append(f"{'L' if joined else 'M'}{self.x_of(day):.1f} {self.y_of(value):.1f}")
        return " ".join(parts)

    @property
    def band(self) -> str:
        """How far off the values may be, around each stretch of the curve."""
        if not self.give_or_take:
            return ""
        runs: list[list[tuple[date, float]]] = [[self.points[0]]] if self.points else []
        for before, after in pairwise(self.points):
            if after[0] - before[0] > GAP:
                runs.append([])
            runs[-1].append(after)
        return " ".join(self._ribbon(run) for run in runs if len(run) > 1)

    @property
    def line_y(self) -> str:
        """Where the line to cross lies, empty without one."""
        low, high = self.scale
        return _text(self.y_of(self.line)) if self.line is not None and low <= self.line <= high else ""

    @property
    def change_lines(self) -> list[tuple[str, int]]:
        """Dashed lines with their number, as they are numbered in the list of changes."""
        return [
            (_text(self.x_of(change.day)), number)
            for number, change in enumerate(self.changes, 1)
            if self.begins <= change.day <= self.ends
        ]

    @property
    def shades(self) -> list[tuple[str, str]]:
        """(left edge, width) of each flare-up, at least wide enough to be seen."""
        found = []
        for span in self.spans:
            begins, ends = max(span.begins, self.begins), min(span.ends, self.ends)
            if begins <= ends:
                left = self.x_of(begins)
                found.append((_text(left), _text(max(3.0, self.x_of(ends + timedelta(days=1)) - left))))
        return found

    @property
    def rows(self) -> list[tuple[date, str]]:
        """For the table, the newest first."""
        return [(day, number(value)) for day, value in reversed(self.points)]

    def x_of(self, day: date) -> float:
        """Where a day lies, in the units of the drawing."""
        whole = max(1, (self.ends - self.begins).days)
        return min(RIGHT, LEFT + (day - self.begins).days / whole * (RIGHT - LEFT))

    def y_of(self, value: float) -> float:
        """How far down a value lies, never outside the frame."""
        low, high = self.scale
        inside = min(high, max(low, value))
        return BOTTOM - (inside - low) / (high - low) * (BOTTOM - TOP)

    def _ribbon(self, run: list[tuple[date, float]]) -> str:
        off = self.give_or_take or 0
        upper = [(self.x_of(day), self.y_of(value + off)) for day, value in run]
        lower = [(self.x_of(day), self.y_of(value - off)) for day, value in reversed(run)]
        return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in (*upper, *lower)) + " Z"


def number(value: float) -> str:
    """ "4", "4.3", "8,250", as the reader's language writes them."""
    return in_figures(value, 0 if value >= 100 or value == int(value) else 1)


def _text(value: float) -> str:
    return f"{value:.1f}"


def _day(day: date) -> str:
    return short_date(day)
