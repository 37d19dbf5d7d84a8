"""An exercise as a draft needs to know it. The library makes these from its content; this room knows no files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from unbrace.rehab.dosage import Dosage, Kind

#: In every home; nobody is asked for them.
IN_EVERY_HOME = frozenset({"wall", "shoes", "doorway", "towel", "pillow"})
OPTIONAL = "(optional)"


@dataclass(frozen=True)
class Candidate:
    """One exercise. `level` counts the easier exercises that lead up to it.

    `never_with`: flags or conditions that rule it out. `ask_first`: those that need a therapist's yes. `changes`: those
    that need a change, with the change written out.
    """

    id: str
    code: str
    title: str
    aims: frozenset[str]
    kind: Kind
    position: str
    equipment: tuple[str, ...]
    dosage: Dosage
    level: int = 0
    safe_floor: bool = False
    never_with: frozenset[str] = frozenset()
    ask_first: frozenset[str] = frozenset()
    changes: Mapping[str, str] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """The first two letters of its code: LM low back mobility, BR breathing, WK walking …"""
        return self.code[:2]


def can_be_done_with(candidate: Candidate, at_hand: Iterable[str]) -> bool:
    """Whether everything it needs is at hand. `at_hand` holds plain words such as mat, band, chair."""
    words = {*at_hand, *IN_EVERY_HOME}
    return all(OPTIONAL in needed or names_one_of(needed, words) for needed in candidate.equipment)


def is_in_position(candidate: Candidate, positions: Iterable[str]) -> bool:
    """Whether it is done in one of the preferred positions, such as standing, sitting, lying. None named: any."""
    words = frozenset(positions)
    return not words or candidate.position == "any" or names_one_of(candidate.position, words)


def names_one_of(text: str, words: Iterable[str]) -> bool:
    """Whether the text holds one of these words as a whole: a stick is not a sticker, two bags are bags."""
    named = set(text.replace(",", " ").split())
    return any(word in named or f"{word}s" in named for word in words)


def levels(easier: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Code → how many easier exercises lead up to it, from code → easier codes. A circle counts once round."""

    def steps(code: str, seen: frozenset[str]) -> int:
        below = [one for one in easier.get(code, ()) if one in easier and one not in seen]
        return 1 + min(steps(one, seen | {code}) for one in below) if below else 0

    return {code: steps(code, frozenset({code})) for code in easier}
