"""What one version of a programme changed against the one before, in lines a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from unbrace.portal.dose_words import Dose, day_words, dose_words
from unbrace.portal.logbook import title_of

PARTS: Final = {"morning": "in the morning", "evening": "in the evening"}


class Planned(Dose, Protocol):
    """A dose with its days."""

    @property
    def days(self) -> tuple[int, ...]: ...
    @property
    def part_of_day(self) -> str: ...
    @property
    def circuit(self) -> int | None: ...


@dataclass(frozen=True)
class ChangeLine:
    """One exercise that came, went or changed."""

    kind: Literal["new", "out", "changed"]
    title: str
    before: str
    after: str

    @property
    def kind_words(self) -> str:
        """The kind as a small mark beside the line."""
        return {"new": "new", "out": "taken out", "changed": "changed"}[self.kind]


def changes_between(before: Iterable[Planned], after: Iterable[Planned]) -> list[ChangeLine]:
    """In the order of the new version, then what was taken out. The same exercise on another side is another line."""
    old, new = list(before), list(after)
    known = {(p.exercise, p.side): p for p in old}
    lines = []
    for dose in new:
        earlier = known.pop((dose.exercise, dose.side), None)
        if earlier is None:
            lines.append(ChangeLine("new", title_of(dose.exercise), "", planned_words(dose)))
        elif planned_words(earlier) != planned_words(dose):
            lines.append(
                ChangeLine("changed", title_of(dose.exercise), planned_words(earlier), planned_words(dose))
            )
    lines += [ChangeLine("out", title_of(dose.exercise), planned_words(dose), "") for dose in known.values()]
    if not lines and _order(old) != _order(new):
        lines.append(ChangeLine("changed", "The order of the exercises", "", ""))
    return lines


def planned_words(dose: Planned) -> str:
    """The whole prescription in one line."""
    rest = f"{dose.rest_s} s rest" if dose.rest_s else "no rest"
    part = f" · {PARTS[dose.part_of_day]}" if dose.part_of_day in PARTS else ""
    turns = f" · in turn (group {dose.circuit})" if dose.circuit else ""
    return f"{dose_words(dose)} · {rest} · {day_words(dose.days)}{part}{turns}"


def _order(doses: Sequence[Planned]) -> list[tuple[str, str]]:
    return [(dose.exercise, dose.side) for dose in doses]
