"""Seven days at a glance. There is no mark for "missed": the strip shows what was done and what is planned."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

DayState = Literal["done", "part", "planned", "rest", "quiet"]

WORDS: Final[dict[DayState, str]] = {
    "done": "session done",
    "part": "part of the session done",
    "planned": "session planned",
    "rest": "rest day",
    "quiet": "no session",
}


@dataclass(frozen=True)
class Day:
    """One day of the strip."""

    day: date
    state: DayState
    today: bool = False

    @property
    def short(self) -> str:
        """Two letters are enough beside six others: "Mo"."""
        return self.day.strftime("%a")[:2]

    @property
    def words(self) -> str:
        """For those who listen: "Monday, session done"."""
        return f"{self.day.strftime('%A')}{' (today)' if self.today else ''}, {WORDS[self.state]}"
