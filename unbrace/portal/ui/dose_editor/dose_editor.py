"""One exercise of a programme being written. Everything is text: what was typed is shown again as typed."""

from dataclasses import dataclass, field
from typing import Final, Protocol

from unbrace.portal.ui.demonstration.demonstration import Demonstration

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PARTS: Final = (("", "Any time"), ("morning", "Morning"), ("evening", "Evening"))
SIDES: Final = (("both", "Both"), ("each", "Each"), ("left", "Left"), ("right", "Right"))


class Careful(Protocol):
    """Why this exercise asks for care with this person."""

    @property
    def kind(self) -> str: ...
    @property
    def flag_words(self) -> str: ...
    @property
    def known_from(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def change(self) -> str: ...


@dataclass(frozen=True)
class DoseRow:
    """One exercise with its dose as it stands in the form; `problems` maps a field to its sentence, `hand` names the
    button that was pressed last and keeps the keyboard."""

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
    load_kg: str = ""
    tempo: str = ""
    part_of_day: str = ""
    turns: bool = False
    takes_load: bool = False
    own: bool = False
    cautions: tuple[Careful, ...] = ()
    hand: str = ""

    @property
    def first(self) -> bool:
        """Whether nothing stands above it."""
        return self.index == 0

    @property
    def numbers(self) -> list[tuple[str, str, str, str]]:
        """The number fields as (name, label, value, problem)."""
        labels = [("sets", "Sets"), ("reps", "Reps"), ("hold_s", "Hold, s"), ("rest_s", "Rest, s")]
        labels += [("tempo", "Tempo")] + ([("load_kg", "Load, kg")] if self.takes_load else [])
        return [(name, label, getattr(self, name), self.problems.get(name, "")) for name, label in labels]

    @property
    def sides(self) -> list[tuple[str, str, bool]]:
        """The sides as (value, label, chosen)."""
        return [(value, label, value == self.side) for value, label in SIDES]

    @property
    def parts(self) -> list[tuple[str, str, bool]]:
        """The times of day as (value, label, chosen)."""
        return [(value, label, value == self.part_of_day) for value, label in PARTS]

    @property
    def week(self) -> list[tuple[str, str, bool]]:
        """The days as (value, label, chosen); Monday is 0."""
        return [(str(i), label, str(i) in self.days) for i, label in enumerate(DAYS)]
