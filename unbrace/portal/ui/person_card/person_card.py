"""One person on the work-list, already in words. The template only lays it out."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """Something to pick: what is sent, and what is read."""

    value: str
    words: str


@dataclass(frozen=True)
class PersonCard:
    """`reasons` are rows of the components `worklist_row` and `message_row`, the most pressing first; `more` says in a
    few words what stands below the first. `others_open` shows that at once: the list is narrowed to one of those
    reasons. `seen` is what the row was when it was looked at. An address that is empty is not offered: a safety answer
    can only be handed over.
    """

    key: str
    name: str
    patient_url: str
    reasons: tuple[Any, ...]
    seen: str
    more: str = ""
    others_open: bool = False
    handed: str = ""
    snooze_url: str = ""
    done_url: str = ""
    hand_url: str = ""
    days: tuple[Choice, ...] = ()
    colleagues: tuple[Choice, ...] = ()

    @property
    def first(self) -> Any:
        return self.reasons[0]

    @property
    def others(self) -> tuple[Any, ...]:
        return self.reasons[1:]
