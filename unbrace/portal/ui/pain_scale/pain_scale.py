"""Pain from 0 to 10, and the difference between nought and nothing.

"0" is an answer ("no pain"). Skipping is its own choice and is kept as None; sending the form without choosing either
is neither, and is asked again.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, gettext_noop

SKIPPED: Final = "skip"


class NoAnswer(ValueError):
    """Neither a number from 0 to 10 nor the skip button was sent."""


@dataclass(frozen=True)
class PainScale:
    """The question as it stands on a page; `chosen` is what the person picked before, "" for nothing yet."""

    name: str
    question: str
    chosen: str = ""
    skip_label: str = gettext_noop("Skip this question")
    low_end: str = gettext_noop("0 · no pain")
    high_end: str = gettext_noop("10 · worst I can imagine")
    problem: str = ""
    highest: int = 10

    @property
    def options(self) -> list[tuple[str, bool]]:
        """The numbers up to the highest, each with whether it is the chosen one."""
        return [(str(number), self.chosen == str(number)) for number in range(self.highest + 1)]

    @property
    def skipped(self) -> bool:
        """Whether skipping was chosen."""
        return self.chosen == SKIPPED


def read_answer(raw: str | None, highest: int = 10) -> int | None:
    """Turn what the form sent into a score: "0".."10" -> int, "skip" -> None; anything else raises NoAnswer."""
    if raw == SKIPPED:
        return None
    if raw not in {str(number) for number in range(highest + 1)}:
        raise NoAnswer(
            gettext("Please choose a number from {lowest} to {highest}, or skip the question.").format(
                lowest=0, highest=highest
            )
        )
    return int(raw)


def as_choice(value: int | None, asked: bool = True) -> str:
    """The other way round: what to mark as chosen for a stored score; nothing when it was never asked."""
    if value is None:
        return SKIPPED if asked else ""
    return str(value)
