"""One number a day as bars, drawn on the server as SVG. Nobody counted leaves a gap; 0 is drawn as a short mark."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from django.utils.translation import gettext, ngettext

from unbrace.portal.number_words import number

WIDTH: Final = 320
LEFT: Final = 40
TOP: Final = 10
BOTTOM: Final = 110
#: Round numbers that a scale may be divided by: 2, 5, 10, 20, 50 …
STEPS: Final = tuple(digit * 10**power for power in range(8) for digit in (2, 5, 10))
MARK: Final = 1.5  # height of a 0: something is there


@dataclass(frozen=True)
class Bar:
    """A bar of the drawing, in its own units, as text that no locale rewrites."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class DayBars:
    """`unit` as it is read after a number: "steps", "minutes". None in `values`: nobody counted that day."""

    title: str
    unit: str
    days: tuple[date, ...]
    values: tuple[int | None, ...]

    @property
    def rows(self) -> list[tuple[date, int | None]]:
        """For the table, the newest first."""
        return list(zip(self.days, self.values, strict=True))[::-1]

    @property
    def known(self) -> list[int]:
        return [value for value in self.values if value is not None]

    @cached_property
    def top(self) -> int:
        """A round number at or above the highest."""
        highest = max([*self.known, 10])
        step: int = next(s for s in STEPS if highest <= 5 * s)
        return -(-highest // step) * step

    @property
    def grid(self) -> list[tuple[str, int]]:
        return [(f"{self._y(value):.1f}", value) for value in (0, self.top // 2, self.top)]

    @property
    def bars(self) -> list[Bar]:
        step = (WIDTH - LEFT) / max(1, len(self.values))
        found = []
        for index, value in enumerate(self.values):
            if value is not None:
                height = max(MARK, BOTTOM - self._y(value))
                x = LEFT + index * step + 0.15 * step
                found.append(Bar(f"{x:.1f}", f"{BOTTOM - height:.1f}", f"{0.7 * step:.1f}", f"{height:.1f}"))
        return found

    @property
    def sentence(self) -> str:
        """The chart in words, for everyone."""
        if not self.known:
            return gettext("Nothing known yet.")
        mean = round(sum(self.known) / len(self.known))
        words = ngettext(
            "{known} day of {days} known, {mean} {unit} a day on average, {most} at most.",
            "{known} days of {days} known, {mean} {unit} a day on average, {most} at most.",
            len(self.known),
        )
        return words.format(
            known=len(self.known),
            days=len(self.days),
            mean=number(mean),
            unit=self.unit,
            most=number(max(self.known)),
        )

    def _y(self, value: float) -> float:
        return BOTTOM - value / self.top * (BOTTOM - TOP)
