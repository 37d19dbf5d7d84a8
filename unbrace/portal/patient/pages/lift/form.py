"""The form in which somebody tells what they lift, in their own units, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from django.utils.translation import gettext, gettext_noop

from unbrace.portal.form_ids import form_key
from unbrace.portal.lift_words import GRIPS, HURTS, MUCH_WORRY, NO_WORRY, WORRIES
from unbrace.portal.own_measures import (
    NoNumber,
    length_unit,
    read_length,
    read_number,
    read_weight,
    weight_unit,
)
from unbrace.portal.patient.pages.desk.form import NO_NUMBER
from unbrace.portal.ui.pain_scale.pain_scale import NoAnswer, PainScale, read_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

LOAD: Final = gettext_noop("How heavy is it, about?")
FROM: Final = gettext_noop("From which height over the floor? 0 is the floor")
TO: Final = gettext_noop("To which height?")
TIMES: Final = gettext_noop("How many times, one after the other?")
REACH: Final = gettext_noop("How far are your hands in front of your ankles?")
TWIST: Final = gettext_noop("How far do you turn, in degrees? 0 is straight ahead, 90 is to the side")
PER_MINUTE: Final = gettext_noop("How often a minute? Less than once is fine, such as 0.2")
HOURS: Final = gettext_noop("For how many hours?")


def worry_scale(name: str, question: str, chosen: str, problem: str = "") -> PainScale:
    return PainScale(
        name,
        gettext(question),
        chosen,
        low_end=gettext(NO_WORRY),
        high_end=gettext(MUCH_WORRY),
        problem=problem,
    )


@dataclass
class TaskForm:
    """`problems` by field; `values` as `describe_task` takes them."""

    units: str
    said: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    key: UUID = field(default_factory=uuid4)

    def read(self) -> TaskForm:
        """Take in all of it; what cannot be read is in `problems`."""
        self.values = {"what": self.said.get("what", ""), "grip": self.said.get("grip", "")}
        for name in ("from_cm", "to_cm", "reach_cm"):
            self._number(name, lambda raw: read_length(raw, self.units))
        self._number("load_kg", lambda raw: read_weight(raw, self.units))
        for name in ("times", "twist_degrees", "per_minute", "hours"):
            self._number(name, read_number)
        for name in ("hurts", "worries"):
            try:
                self.values[name] = read_answer(self.said.get(name) or "skip")
            except NoAnswer as problem:
                self.problems[name] = str(problem)
        self.key = form_key(self.said.get("key"))
        return self

    def _number(self, name: str, read: Any) -> None:
        try:
            self.values[name] = read(self.said.get(name, ""))
        except NoNumber:
            self.problems[name] = gettext(NO_NUMBER)

    # -- for the page ------------------------------------------------------------------------------------------------

    @property
    def needed(self) -> list[tuple[str, str, str, str, str]]:
        """Name, label, unit, value, problem."""
        length, weight = length_unit(self.units), weight_unit(self.units)
        lines = (
            ("load_kg", LOAD, weight),
            ("from_cm", FROM, length),
            ("to_cm", TO, length),
            ("times", TIMES, ""),
        )
        return [self._line(*one) for one in lines]

    @property
    def may_be_open(self) -> list[tuple[str, str, str, str, str]]:
        lines = (
            ("reach_cm", REACH, length_unit(self.units)),
            ("twist_degrees", TWIST, ""),
            ("per_minute", PER_MINUTE, ""),
            ("hours", HOURS, ""),
        )
        return [self._line(*one) for one in lines]

    @property
    def grips(self) -> list[tuple[str, str, bool]]:
        return [(key, gettext(words), self.said.get("grip") == key) for key, words in GRIPS.items()]

    @property
    def scales(self) -> list[PainScale]:
        return [
            worry_scale(name, question, self.said.get(name, ""), self.problems.get(name, ""))
            for name, question in (("hurts", HURTS), ("worries", WORRIES))
        ]

    @property
    def more_open(self) -> bool:
        names = ("reach_cm", "twist_degrees", "per_minute", "hours", "grip")
        return any(self.said.get(name) or name in self.problems for name in names)

    def _line(self, name: str, label: str, unit: str) -> tuple[str, str, str, str, str]:
        return name, gettext(label), unit, self.said.get(name, ""), self.problems.get(name, "")
