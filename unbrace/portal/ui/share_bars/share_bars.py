"""Shares of 100 as bars, drawn on the server as SVG. What is hidden or not known leaves a gap; 0 is a short mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LEFT: Final = 38
RIGHT: Final = 340
TOP: Final = 10
BOTTOM: Final = 110
MARK: Final = 1.5


@dataclass(frozen=True)
class ShareBar:
    """A bar in the units of the drawing, as text that no locale rewrites; `middle` is where its name stands."""

    name: str
    x: str
    y: str
    width: str
    height: str
    middle: str
    drawn: bool


@dataclass(frozen=True)
class ShareBars:
    """`points`: (name, percent or None, of how many people), oldest first. `nothing` says why a value is missing."""

    key: str
    title: str
    sentence: str
    points: tuple[tuple[str, int | None, int], ...]
    nothing: str = "hidden"

    @property
    def grid(self) -> list[tuple[str, int]]:
        return [(f"{_y(value):.1f}", value) for value in (0, 50, 100)]

    @property
    def bars(self) -> list[ShareBar]:
        step = (RIGHT - LEFT) / max(1, len(self.points))
        wide = min(0.7 * step, 42.0)
        found = []
        for index, (name, value, _) in enumerate(self.points):
            middle = LEFT + (index + 0.5) * step
            height = 0.0 if value is None else max(MARK, BOTTOM - _y(value))
            found.append(
                ShareBar(
                    name,
                    f"{middle - wide / 2:.1f}",
                    f"{BOTTOM - height:.1f}",
                    f"{wide:.1f}",
                    f"{height:.1f}",
                    f"{middle:.1f}",
                    value is not None,
                )
            )
        return found

    @property
    def names_fit(self) -> bool:
        """Whether there is room for a name below each bar; the table has them all."""
        return len(self.points) <= 5


def _y(value: float) -> float:
    return BOTTOM - value / 100 * (BOTTOM - TOP)
