"""What a reason is, and what it finds. No reason writes anything: the list stands for what is known now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from unbrace.rehab.alerts import Thresholds

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking


class Ends(StrEnum):
    """What takes a reason off the list."""

    CLEARED = (
        "A clinician clears it with a reason. It can be handed over, but neither set aside nor marked done."
    )
    DECIDED = "It ends when it is decided or answered. It can wait until a day."
    LOOKED_AT = "It ends when somebody has looked and marks it done, or when it is over by itself."


@dataclass(frozen=True)
class Found:
    """One reason for one person. `marks` are what it rests on: a mark that nobody has seen is something new. A higher
    `weight` comes first among people here for the same reason. `says` is the reason in one line, where the rules have
    said it; `subject` is what the page shows it from."""

    reason: str
    patient: UUID
    since: datetime
    marks: frozenset[str]
    weight: float = 0
    says: str = ""
    subject: Any = None


@dataclass(frozen=True)
class Reason:
    """`published` says in one sentence when somebody is listed, with the clinic's own numbers."""

    id: str
    title: str
    ends: Ends
    published: Callable[[Thresholds], str]
    find: Callable[[Looking], Iterable[Found]]


def marked(reason: str, *of: object) -> frozenset[str]:
    """Marks are kept with what somebody did about a row, so they hold ids and levels, and no answer."""
    return frozenset(f"{reason}:{one}" for one in of)
