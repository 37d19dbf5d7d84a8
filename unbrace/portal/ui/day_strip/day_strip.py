"""Seven days at a glance. There is no mark for "missed": the strip shows what was done and what is planned."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.utils.translation import gettext, gettext_noop

from unbrace.portal.date_words import weekday

DayState = Literal["done", "part", "planned", "rest", "quiet"]

SHORT: Final = (
    gettext_noop("Mo"),
    gettext_noop("Tu"),
    gettext_noop("We"),
    gettext_noop("Th"),
    gettext_noop("Fr"),
    gettext_noop("Sa"),
    gettext_noop("Su"),
)
WORDS: Final[dict[DayState, str]] = {
    "done": gettext_noop("session done"),
    "part": gettext_noop("part of the session done"),
    "planned": gettext_noop("session planned"),
    "rest": gettext_noop("rest day"),
    "quiet": gettext_noop("no session"),
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
        return gettext(SHORT[self.day.weekday()])

    @property
    def words(self) -> str:
        """For those who listen: "Monday, session done"."""
        day = gettext("{day} (today)").format(day=weekday(self.day)) if self.today else weekday(self.day)
        return f"{day}, {gettext(WORDS[self.state])}"
