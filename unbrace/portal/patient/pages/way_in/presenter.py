"""The one question on the screen: its fields with what was said before, how far the person has got, the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from django.utils.translation import gettext

from unbrace.portal.translated import spoken_in
from unbrace.rehab.way_in.asking import choices_for
from unbrace.rehab.way_in.questions import SEVERAL, Field, FieldKind, Question

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from unbrace.rehab.way_in.asking import Asked

#: The short way: a choice alone on a screen is one tap.
ONE_TAP: Final = FieldKind.ONE_OF
#: Letters of the longest answer up to which several answers fit beside each other on a phone.
SHORT, CLOSE = 4, 13


@dataclass(frozen=True)
class Option:
    """One answer to choose, and whether it was chosen before."""

    value: str
    words: str
    on: bool


@dataclass(frozen=True)
class Shown:
    """One field as `field.html` lays it out. `ends` are said once where several scales share them;
    `…_in` says of words without a translation that they are English."""

    id: str
    kind: str
    ask: str
    ask_in: SafeString
    options: tuple[Option, ...]
    value: str
    low_end: str
    low_in: SafeString
    high_end: str
    high_in: SafeString
    unit: str
    none: str
    optional: bool
    folded: bool
    longest: int
    problem: str

    @property
    def longest_words(self) -> int:
        return max((len(option.words) for option in self.options), default=0)

    @property
    def short(self) -> bool:
        """A handful of letters each, such as the days: several stand in one row."""
        return self.longest_words <= SHORT

    @property
    def close(self) -> bool:
        """A word or two each: two stand in one row."""
        return self.longest_words <= CLOSE


@dataclass(frozen=True)
class Page:
    """What `page.html` lays out. `one_tap`: the answers themselves are the buttons."""

    id: str
    chapter: str
    question: str
    help: str
    help_in: SafeString
    fields: tuple[Shown, ...]
    one_tap: bool
    none: str
    post: str
    version: str
    number: int
    of: int
    back: str
    problem: str

    @property
    def folded(self) -> tuple[Shown, ...]:
        """What may be added and stands folded away."""
        return tuple(field for field in self.fields if field.folded)

    @property
    def open(self) -> tuple[Shown, ...]:
        return tuple(field for field in self.fields if not field.folded)


def present(
    asked: Asked,
    question: Question,
    typed: Mapping[str, Sequence[str]] | None = None,
    problem: tuple[str, str] | None = None,
) -> Page:
    """`typed` is a form that has to be looked at again; `problem` the field and the sentence about it."""
    given = asked.said.get(question.id, {})
    before = asked.before(question)
    at, sentence = problem or ("", "")
    fields = tuple(
        _shown(asked, question, n, given, typed, sentence if field.id == at else "")
        for n, field in enumerate(question.fields)
    )
    alone = len(question.fields) == 1
    return Page(
        id=question.id,
        chapter=gettext(asked.way_in.chapters[question.chapter]),
        question=gettext(question.ask),
        help=gettext(question.help),
        help_in=spoken_in(question.help),
        fields=fields,
        one_tap=alone and question.fields[0].kind is ONE_TAP,
        none=gettext(question.fields[0].none) if alone else "",
        post=str(uuid4()),
        version=asked.way_in.version,
        number=asked.questions.index(question) + 1,
        of=len(asked.questions),
        back=f"?question={before.id}" if before else "",
        problem=sentence,
    )


def _shown(
    asked: Asked,
    question: Question,
    n: int,
    given: Mapping[str, Any],
    typed: Mapping[str, Sequence[str]] | None,
    problem: str,
) -> Shown:
    field = question.fields[n]
    chosen = _chosen(field, given, typed)
    ends = (field.low_end, field.high_end)
    again = any((one.low_end, one.high_end) == ends for one in question.fields[:n])
    return Shown(
        id=field.id,
        kind=field.kind.value,
        ask=gettext(field.ask),
        ask_in=spoken_in(field.ask),
        options=_options(asked, field, chosen),
        value=chosen[0] if chosen and field.kind not in SEVERAL else "",
        low_end="" if again else gettext(field.low_end),
        low_in=spoken_in(field.low_end),
        high_end="" if again else gettext(field.high_end),
        high_in=spoken_in(field.high_end),
        unit=gettext(field.unit),
        none=gettext(field.none),
        optional=field.optional,
        folded=question.may_be_added(field) and not chosen and not problem,
        longest=len(str(field.highest)),
        problem=problem,
    )


def _chosen(field: Field, given: Mapping[str, Any], typed: Mapping[str, Sequence[str]] | None) -> list[str]:
    if typed is not None:
        return [one for one in typed.get(field.id, ()) if one]
    value = given.get(field.id)
    if value is None:
        return []
    return [str(one) for one in value] if field.kind in SEVERAL else [str(value)]


def _options(asked: Asked, field: Field, chosen: Sequence[str]) -> tuple[Option, ...]:
    if field.kind is FieldKind.SCALE:
        numbers = [str(n) for n in range(field.lowest, field.highest + 1)]
        return tuple(Option(number, number, number in chosen) for number in numbers)
    return tuple(
        Option(one.id, gettext(one.text), one.id in chosen) for one in choices_for(field, asked.regions)
    )
