"""One exercise of a programme being written. Everything is text: what was typed is shown again as typed."""

from dataclasses import dataclass, field
from typing import Final

from unbrace.portal.ui.demonstration.demonstration import Demonstration

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SIDES: Final = (("both", "Both"), ("each", "Each"), ("left", "Left"), ("right", "Right"))


@dataclass(frozen=True)
class DoseRow:
    """One exercise with its dose as it stands in the form; `problems` maps a field to its sentence."""

    index: int
    exercise: str
    title: str
    sets: str
    reps: str
    hold_s: str
    side: str
    rest_s: str
    days: frozenset[str]
    last: bool = False
    picture: str = ""
    shown: Demonstration | None = None
    alone: bool = False
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def first(self) -> bool:
        """Whether nothing stands above it."""
        return self.index == 0

    @property
    def numbers(self) -> list[tuple[str, str, str, str]]:
        """The number fields as (name, label, value, problem)."""
        labels = (("sets", "Sets"), ("reps", "Reps"), ("hold_s", "Hold, s"), ("rest_s", "Rest, s"))
        return [(name, label, getattr(self, name), self.problems.get(name, "")) for name, label in labels]

    @property
    def sides(self) -> list[tuple[str, str, bool]]:
        """The sides as (value, label, chosen)."""
        return [(value, label, value == self.side) for value, label in SIDES]

    @property
    def week(self) -> list[tuple[str, str, bool]]:
        """The days as (value, label, chosen); Monday is 0."""
        return [(str(i), label, str(i) in self.days) for i, label in enumerate(DAYS)]
