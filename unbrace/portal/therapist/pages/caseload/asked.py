"""What the address of a caseload asks for: whose, how far back, which group and language, by what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from unbrace.clinic.outcomes.shown import BY
from unbrace.portal.outcome_words import BY_WORDS, name_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from unbrace.clinic.outcomes.starters import Started

MONTHS: Final = {3: "3 months", 6: "6 months", 12: "12 months", 24: "24 months"}
USUAL_MONTHS: Final = 12
A_MONTH: Final = timedelta(days=30.4375)
NOT_SAID: Final = "none"


@dataclass(frozen=True)
class Asked:
    """`group` and `language` are "" for all, "none" for whoever has none."""

    everyone: bool
    months: int
    group: str
    language: str
    by: str

    def begins(self, today: date) -> date:
        return today - self.months * A_MONTH

    def narrowed(self, started: Iterable[Started]) -> list[Started]:
        return [
            one
            for one in started
            if self.group in ("", one.group or NOT_SAID) and self.language in ("", one.language)
        ]

    def query(self, **changed: str) -> str:
        pairs = {
            "whose": "all" if self.everyone else "",
            "months": str(self.months) if self.months != USUAL_MONTHS else "",
            "group": self.group,
            "language": self.language,
            "by": self.by,
        } | changed
        return "?" + urlencode({name: value for name, value in pairs.items() if value})

    @property
    def mine(self) -> str:
        return self.query(whose="")

    @property
    def all(self) -> str:
        return self.query(whose="all")

    @property
    def months_text(self) -> str:
        return str(self.months)

    @property
    def month_choices(self) -> list[tuple[str, str]]:
        return [(str(months), f"the last {words}") for months, words in MONTHS.items()]

    @property
    def by_choices(self) -> list[tuple[str, str]]:
        return list(BY_WORDS.items())


def asked_of(given: QueryDict) -> Asked:
    """Whatever is not known is the usual."""
    months = given.get("months", "")
    by = given.get("by", "")
    return Asked(
        everyone=given.get("whose") == "all",
        months=int(months) if months in {str(one) for one in MONTHS} else USUAL_MONTHS,
        group=given.get("group", "")[:20],
        language=given.get("language", "")[:12],
        by=by if by in BY else "quarter",
    )


def choices_of(started: Sequence[Started], by: str, chosen: str) -> list[tuple[str, str]]:
    """Every group there is among them, and the one chosen, for a field to choose from."""
    found = {BY[by](one) or NOT_SAID for one in started} | ({chosen} if chosen else set())
    words = [(name, name_of(by, "" if name == NOT_SAID else name)) for name in found]
    return [("", "all"), *sorted(words, key=lambda pair: pair[1])]
