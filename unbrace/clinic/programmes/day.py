"""One day of a programme: in which order, and what of it is for now.

The time of day is an advice. In the evening everything is open that has not been done yet; in the morning what is meant
for the evening waits, unless there is nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final, Protocol, TypeVar

#: The hour of the person's own clock from which on it is evening here. `browser/day.ts` has the same one.
EVENING_FROM: Final = 15
ORDER: Final = ("morning", "", "evening")


class Timed(Protocol):
    """A prescription or a draft of one."""

    @property
    def exercise(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def part_of_day(self) -> str: ...


One = TypeVar("One", bound=Timed)


def in_order_of_day(asked: Iterable[One]) -> list[One]:
    """Morning, any time, evening; otherwise as the therapist put them. Whoever takes turns stays together."""
    return sorted(asked, key=lambda one: ORDER.index(one.part_of_day))


def for_now(due: Sequence[One], hour: int, done: Collection[tuple[str, str]]) -> tuple[list[One], list[One]]:
    """What is open at this hour, and what waits for the evening. `done`: (exercise, side) of today.

    A programme without times of day is open as a whole, done or not: whoever likes does it again.
    """
    whole = in_order_of_day(due)
    if not any(one.part_of_day for one in whole):
        return whole, []
    left = [one for one in whole if (one.exercise, one.side) not in done]
    later = [one for one in left if one.part_of_day == "evening"] if hour < EVENING_FROM else []
    return [one for one in left if one not in later], later
