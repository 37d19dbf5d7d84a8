"""The form of a desk record: what was written, in the person's own units, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from django.utils.translation import gettext, gettext_noop

from unbrace.portal.desk_words import BOTHERS, LAPTOP, LENGTHS, LONGEST, YES_OR_NO
from unbrace.portal.form_ids import form_key
from unbrace.portal.own_measures import NoNumber, length_unit, read_length, read_number
from unbrace.portal.ui.pain_scale.pain_scale import NoAnswer, PainScale, read_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_NUMBER: Final = gettext_noop("Write digits only, such as 72.")
LOW_END: Final = gettext_noop("0 · not at all")
HIGH_END: Final = gettext_noop("10 · as much as I can imagine")


@dataclass
class DeskForm:
    """`problems` by field; `values` as `record_desk` takes them."""

    units: str
    said: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    key: UUID = field(default_factory=uuid4)

    def read(self) -> DeskForm:
        """Take in all of it; what cannot be read is in `problems`."""
        for name, _ in YES_OR_NO:
            self.values[name] = {"yes": True, "no": False}.get(self.said.get(name, ""))
        for name, _ in LENGTHS:
            self._number(name, read_length)
        for name in ("longest_sitting_min", "laptop_hours"):
            self._number(name, lambda raw, units: read_number(raw))
        try:
            self.values["bothers"] = read_answer(self.said.get("bothers") or "skip")
        except NoAnswer as problem:
            self.problems["bothers"] = str(problem)
        self.key = form_key(self.said.get("key"))
        return self

    def _number(self, name: str, read: Any) -> None:
        try:
            self.values[name] = read(self.said.get(name, ""), self.units)
        except NoNumber:
            self.problems[name] = gettext(NO_NUMBER)

    # -- for the page ------------------------------------------------------------------------------------------------

    @property
    def scale(self) -> PainScale:
        return PainScale(
            "bothers",
            gettext(BOTHERS),
            self.said.get("bothers", ""),
            low_end=gettext(LOW_END),
            high_end=gettext(HIGH_END),
            problem=self.problems.get("bothers", ""),
        )

    @property
    def yes_or_no(self) -> list[tuple[str, str, str]]:
        return [(name, gettext(label), self.said.get(name, "")) for name, label in YES_OR_NO]

    @property
    def usual(self) -> list[tuple[str, str, str, str]]:
        """Name, label, value, problem."""
        return [self._line("longest_sitting_min", LONGEST), self._line("laptop_hours", LAPTOP)]

    @property
    def lengths(self) -> list[tuple[str, str, str, str]]:
        return [self._line(name, label) for name, label in LENGTHS]

    @property
    def measured_open(self) -> bool:
        """Whether the part with the tape stands open: something is in it."""
        return any(self.said.get(name) for name, _ in LENGTHS)

    @property
    def unit(self) -> str:
        return length_unit(self.units)

    def _line(self, name: str, label: str) -> tuple[str, str, str, str]:
        return name, gettext(label), self.said.get(name, ""), self.problems.get(name, "")
