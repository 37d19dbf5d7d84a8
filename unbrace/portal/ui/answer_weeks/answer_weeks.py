"""Yes, no and not sure by week, drawn on the server.

The three differ in pattern as well as in colour, each bar carries its number, and the same stands in a table and in one
sentence. A week in which nothing was asked has no bar: it is no week without.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from django.utils.translation import gettext

from unbrace.portal.date_words import short_date

BAR: Final = 22
STEP: Final = 34
LEFT: Final = 92
WIDTH: Final = 320


@dataclass(frozen=True)
class AnsweredWeek:
    """One week: how often yes, no and not sure were tapped."""

    monday: date
    yes: int
    no: int
    unsure: int

    @property
    def asked(self) -> int:
        return self.yes + self.no + self.unsure

    @property
    def words(self) -> str:
        """ "23 Nov"."""
        return short_date(self.monday)


@dataclass(frozen=True)
class Segment:
    """A part of a bar in the units of the drawing, as text that no locale rewrites."""

    kind: str
    x: str
    width: str
    middle: str
    count: int


@dataclass(frozen=True)
class Row:
    """One week as it is drawn."""

    week: AnsweredWeek
    y: int
    text_y: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class AnswerWeeks:
    """`question` as it was asked; `key` is unique on the page; `habit` names what a yes stands for."""

    key: str
    question: str
    habit: str
    weeks: tuple[AnsweredWeek, ...]

    @property
    def height(self) -> int:
        return STEP * len(self.weeks) + 4

    @cached_property
    def rows(self) -> list[Row]:
        most = max((week.asked for week in self.weeks), default=0) or 1
        scale = (WIDTH - LEFT - 4) / most
        return [
            Row(week, index * STEP + 4, index * STEP + 4 + BAR // 2, tuple(_segments(week, scale)))
            for index, week in enumerate(self.weeks)
        ]

    @property
    def sentence(self) -> str:
        """The chart in words: the first week with answers against the last one."""
        asked = [week for week in self.weeks if week.asked]
        if not asked:
            return gettext("Nothing has been answered yet.")
        last = asked[-1]
        said = gettext("In the week of {week}: {habit} {times}.").format(
            week=last.words, habit=self.habit, times=_of(last.yes, last.asked)
        )
        if len(asked) == 1:
            return said
        first = asked[0]
        return gettext("{said} In the week of {week} it was {times}.").format(
            said=said, week=first.words, times=_of(first.yes, first.asked)
        )


def _of(yes: int, asked: int) -> str:
    return gettext("{yes} of {asked} times").format(yes=yes, asked=asked)


def _segments(week: AnsweredWeek, scale: float) -> list[Segment]:
    found, x = [], float(LEFT)
    for kind, count in (("yes", week.yes), ("unsure", week.unsure), ("no", week.no)):
        if count:
            width = count * scale
            found.append(Segment(kind, f"{x:.1f}", f"{width:.1f}", f"{x + width / 2:.1f}", count))
            x += width
    return found
