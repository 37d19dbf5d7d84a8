"""What a question of the way in is. One question fills one screen; what belongs together stands in it as fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from unbrace.rehab.red_flags import Region

#: What is said to one question: field id -> a word, a list of words, a number or a text.
Said = Mapping[str, Any]


class FieldKind(StrEnum):
    """How a field is answered. Areas are places on the body; a scale is a row of numbers; a number is typed."""

    AREAS = "areas"
    ONE_OF = "one_of"
    ANY_OF = "any_of"
    SCALE = "scale"
    NUMBER = "number"
    WORDS = "words"


SEVERAL = frozenset({FieldKind.AREAS, FieldKind.ANY_OF})
NUMBERS = frozenset({FieldKind.SCALE, FieldKind.NUMBER})


@dataclass(frozen=True)
class Choice:
    """One answer. `region`: where an area belongs; `only`: for whom it is asked; `aims`: what a goal is tied to."""

    id: str
    text: str
    region: Region | None = None
    only: frozenset[Region] = frozenset()
    aims: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Field:
    """One thing to answer. `goes_with`: it is needed only where that other field was filled in.

    `measure` names the questionnaire it is an item of. A list that may stay empty has `none`, the words for that.
    """

    id: str
    kind: FieldKind
    ask: str = ""
    choices: tuple[Choice, ...] = ()
    lowest: int = 0
    highest: int = 10
    low_end: str = ""
    high_end: str = ""
    unit: str = ""
    none: str = ""
    optional: bool = False
    goes_with: str = ""
    measure: str = ""


@dataclass(frozen=True)
class When:
    """Whom a question is asked: people with one of these regions, with so many of them, who said one of these."""

    regions: frozenset[Region] = frozenset()
    regions_at_least: int = 0
    question: str = ""
    field: str = ""
    said: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """One screen."""

    id: str
    chapter: str
    ask: str
    fields: tuple[Field, ...]
    help: str = ""
    when: When = When()

    def may_be_added(self, field: Field) -> bool:
        """Whether this field is one more of something, such as a second goal: folded away until it is wanted."""
        return bool(field.goes_with) or any(one.goes_with == field.id for one in self.fields)

    @property
    def measures(self) -> tuple[str, ...]:
        """The questionnaires in it."""
        return tuple(dict.fromkeys(field.measure for field in self.fields if field.measure))


@dataclass(frozen=True)
class WayIn:
    """All questions in one version. `reviewed_by` is None until a clinician has signed them."""

    version: str
    reviewed_by: str | None
    chapters: Mapping[str, str]
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question | None:
        """The question with this id; None when this version has none."""
        return next((one for one in self.questions if one.id == question_id), None)
