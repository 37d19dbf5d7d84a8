"""Which questions one person is asked, in order, and which of them are still open.

Only what the branch needs is asked. An answer that no longer fits its question, because the question was changed
since or another answer opened a new branch, is open again: it is asked anew and never guessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from unbrace.rehab.red_flags import Region
from unbrace.rehab.way_in.questions import (
    NUMBERS,
    SEVERAL,
    Choice,
    Field,
    FieldKind,
    Question,
    Said,
    WayIn,
    When,
)

LONGEST_TEXT = 1000


@dataclass(frozen=True)
class Asked:
    """How far one person has got. `screened` are the regions the safety screen asked about."""

    way_in: WayIn
    said: Mapping[str, Said]
    screened: tuple[Region, ...]

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Where it hurts: as marked on the body; before that, as said in the safety screen."""
        marked = regions_marked(self.way_in, self.said)
        return marked or self.screened

    @property
    def not_screened(self) -> tuple[Region, ...]:
        """Marked on the body, but the safety questions for it have not been asked."""
        return tuple(region for region in self.regions if region not in self.screened)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Those this person is asked."""
        return tuple(one for one in self.way_in.questions if self._applies(one.when))

    @cached_property
    def open(self) -> tuple[Question, ...]:
        """Those without an answer that fits."""
        return tuple(one for one in self.questions if not self.is_answered(one))

    @property
    def next(self) -> Question | None:
        return self.open[0] if self.open else None

    def is_answered(self, question: Question) -> bool:
        given = self.said.get(question.id)
        return given is not None and fits(question, given, self.regions)

    def before(self, question: Question | None) -> Question | None:
        """The question shown before this one, or the last one of all."""
        if question is None:
            return self.questions[-1]
        place = self.questions.index(question)
        return self.questions[place - 1] if place else None

    def after(self, question: Question) -> Question | None:
        """The first open question behind this one, else the first open one; None when all are answered."""
        place = self.questions.index(question) if question in self.questions else -1
        behind = [one for one in self.open if self.questions.index(one) > place]
        return behind[0] if behind else self.next

    def _applies(self, when: When) -> bool:
        if when.regions and when.regions.isdisjoint(self.regions):
            return False
        if len(self.regions) < when.regions_at_least:
            return False
        if not when.question:
            return True
        return self.said.get(when.question, {}).get(when.field) in when.said


def regions_marked(way_in: WayIn, said: Mapping[str, Said]) -> tuple[Region, ...]:
    """The regions of the places marked on the body, in the order of `Region`."""
    found = set()
    for question in way_in.questions:
        for field in question.fields:
            if field.kind is FieldKind.AREAS:
                marked = said.get(question.id, {}).get(field.id, ())
                found |= {choice.region for choice in field.choices if choice.id in marked}
    return tuple(region for region in Region if region in found)


def choices_for(field: Field, regions: Iterable[Region]) -> tuple[Choice, ...]:
    """What this person may choose from: a stiff neck is no answer for a low back."""
    here = frozenset(regions)
    return tuple(one for one in field.choices if not one.only or one.only & here)


def fits(question: Question, given: Said, regions: Iterable[Region]) -> bool:
    """Whether this is a whole answer to this question as it is asked now."""
    return set(given) <= {field.id for field in question.fields} and all(
        _field_fits(field, given, regions) for field in question.fields
    )


def is_needed(field: Field, given: Said) -> bool:
    """Whether this field has to be filled in, given what the others on the same screen say."""
    if field.goes_with:
        return bool(given.get(field.goes_with))
    return not field.optional


def _field_fits(field: Field, given: Said, regions: Iterable[Region]) -> bool:
    value = given.get(field.id)
    if value is None or value == "":
        return not is_needed(field, given)
    known = {choice.id for choice in choices_for(field, regions)}
    if field.kind in SEVERAL:
        several = isinstance(value, list | tuple)
        return several and set(value) <= known and bool(value or field.none)
    if field.kind is FieldKind.ONE_OF:
        return value in known
    if field.kind in NUMBERS:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and field.lowest <= value <= field.highest
    return isinstance(value, str) and len(value) <= LONGEST_TEXT
