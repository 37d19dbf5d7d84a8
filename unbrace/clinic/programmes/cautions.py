"""What speaks against an exercise for one person: which flag, from where it is known, and what the content says.

Flags come from the safety answers and from the way in; the conditions named in plain words ("wrist pain") from the
way in alone. Nothing here forbids: what is ruled out or asks first needs a yes by name (`approvals`), and a safety
answer that stops somebody stops the signature itself (`actions.prescribe`). A screen nobody has answered is said too:
an empty list would look like an all-clear.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.approvals import told_of_themselves
from unbrace.clinic.programmes.content import content_of
from unbrace.clinic.programmes.exercises import catalogue
from unbrace.clinic.questionnaires.queries import Safety, facts_known_of, safety_of
from unbrace.rehab.plan_draft import IMPLIES
from unbrace.rehab.plan_draft.permitted import CLOSED_BY
from unbrace.rehab.way_in.safety_flags import safety_flags

Kind = Literal["ruled_out", "asks_first", "with_change"]
SAFETY: Final = "safety answers"
WAY_IN: Final = "the way in"
FOUND: Final = "what the rules found in the way in"
ORDER: Final[tuple[Kind, ...]] = ("ruled_out", "asks_first", "with_change")


@dataclass(frozen=True)
class Caution:
    """One reason for care with one exercise. `known_from` says where the flag comes from, `rule` which words of the
    content or which rule make it matter."""

    exercise: str
    kind: Kind
    flag: str
    known_from: str
    rule: str
    change: str = ""

    @property
    def flag_words(self) -> str:
        """In plain words, where the register of flags has some."""
        return catalogue().registers.cautions.get(self.flag, self.flag.replace("_", " "))


@dataclass(frozen=True)
class Standing:
    """What is known of a person that cautions look at. `flags`: flag -> where it is known from. `is_screened` False:
    the safety questions were never answered, so nothing is known."""

    flags: dict[str, str]
    is_screened: bool

    def of(self, exercise: str) -> list[Caution]:
        """Most cautious first."""
        content = content_of(exercise)
        if content is None:
            return []
        found = [self._caution(exercise, "ruled_out", flag, content.title) for flag in content.never]
        found += [self._caution(exercise, "asks_first", flag, content.title) for flag in content.ask_first]
        found += [
            self._caution(exercise, "with_change", flag, content.title, change)
            for flag, change in content.changes.items()
        ]
        known = [one for one in found if one.flag in self.flags] + self._closed(exercise)
        return sorted(known, key=lambda one: (ORDER.index(one.kind), one.flag))

    def _caution(self, exercise: str, kind: Kind, flag: str, title: str, change: str = "") -> Caution:
        rule = "contraindications" if kind == "ruled_out" else "cautions"
        return Caution(exercise, kind, flag, self.flags.get(flag, ""), f"{title}: {rule}", change)

    def _closed(self, exercise: str) -> list[Caution]:
        """Whole families of the library that the first plan leaves out for a flag."""
        known = catalogue().exercises.get(exercise)
        family = known.code[:2] if known else ""
        return [
            Caution(exercise, "asks_first", flag, where, "first plan: this family is left out")
            for flag, where in self.flags.items()
            if family in CLOSED_BY.get(flag, ())
        ]


def standing_of(patient: Patient, found: Iterable[str] = (), safety: Safety | None = None) -> Standing:
    """`found`: ids of what the rules found in the way in, from the first plan; some are a flag by another name.
    `safety`: what was answered, where it has been read already."""
    flags = dict.fromkeys((IMPLIES.get(one, one) for one in sorted(found)), FOUND)
    flags |= dict.fromkeys(sorted(told_of_themselves(patient).flags), WAY_IN)
    flags |= dict.fromkeys(sorted(safety_flags(facts_known_of(patient))), SAFETY)
    return Standing(flags, (safety or safety_of(patient)).screened)


def cautions_known() -> list[str]:
    """Every flag and condition that the library's exercises ask care for: what can be known of a person."""
    named = {caution.when for exercise in catalogue() for caution in exercise.cautions}
    ruled = {flag for exercise in catalogue() for flag in exercise.contraindications}
    return sorted(named | ruled | set(catalogue().registers.cautions))
