"""Facts about a person that every later screen knows: past cancer, a weak immune system, rheumatoid arthritis.

Asked once, kept, and joined to the fresh answers of the short screens, so that the combination rules still work there.
Once a named clinician has looked at such a fact it is `CLEARED`: it raises nothing alone and still counts as a yes in
combinations. A later "no" does not undo a fact: a screen may only raise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from unbrace.rehab.red_flags import CLEARED, NO, STICKY, UNSURE, YES


@dataclass(frozen=True)
class EarlierScreen:
    """The answers of one finished screen, and whether a clinician has cleared what it found."""

    answers: Mapping[str, str]
    cleared: bool


def carried_over(earlier: Iterable[EarlierScreen]) -> dict[str, str]:
    """The sticky facts of all screens, oldest first: item id → answer code or `CLEARED`."""
    known: dict[str, str] = {}
    for screen in earlier:
        for item in sorted(STICKY & screen.answers.keys()):
            said = screen.answers[item]
            if not _speaks(said):
                continue
            known[item] = CLEARED if screen.cleared else _stronger(known.get(item), said)
    return known


def joined(fresh: Mapping[str, str], carried: Mapping[str, str]) -> dict[str, str]:
    """Fresh answers and carried facts as one set of answers. Where both speak, the one that may mean more wins."""
    found = dict(carried)
    for item, said in fresh.items():
        known = carried.get(item)
        if known is None or (_speaks(said) and said != UNSURE):
            found[item] = _stronger(known, said)
        elif said == UNSURE and known in (YES, CLEARED):
            found[item] = (
                YES  # in doubt about something that was true before: it is still true, and somebody looks
            )
    return found


def _speaks(said: str) -> bool:
    return said != NO and said != "0"


def _stronger(known: str | None, said: str) -> str:
    if known is not None and known.isdigit() and said.isdigit():
        return max(known, said)
    return known if known == YES and said == UNSURE else said
