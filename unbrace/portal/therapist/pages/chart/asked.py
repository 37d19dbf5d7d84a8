"""What the address of a chart asks for, and the same as an address again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from unbrace.clinic.reports.chart import KINDS, Wanted, known_kinds

if TYPE_CHECKING:
    from django.http import QueryDict

KIND_WORDS: Final = {
    "sessions": "Sessions",
    "checkins": "Check-ins",
    "diary": "Diary",
    "questionnaires": "Questionnaires and goals",
    "notes": "Notes",
    "programme": "Programme",
    "messages": "Messages",
    "flares": "Flare-ups",
    "safety": "Safety",
    "activity": "Walks and imports",
    "visits": "Visits",
    "tests": "Tests of function",
    "desk": "Desk",
    "lift": "Own lift",
}
NO_DAY: Final = "Write the day as year-month-day, like 2026-11-28."
BACKWARDS: Final = "This day lies before the first one."


@dataclass(frozen=True)
class Asked:
    """`typed` is what stood in the fields, `problems` what was wrong with it, by field."""

    wanted: Wanted
    typed: Mapping[str, str]
    problems: Mapping[str, str]

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        """Each kind with its words and whether it is ticked."""
        return [(kind, KIND_WORDS[kind], kind in self.wanted.kinds) for kind in KINDS]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.wanted.kinds or self.wanted.begins or self.wanted.ends)

    def query(self, before: str = "") -> str:
        pairs = [("kind", kind) for kind in KINDS if kind in self.wanted.kinds]
        pairs += [(name, self.typed[name]) for name in ("from", "until") if self.typed[name]]
        return "?" + urlencode([*pairs, *([("before", before)] if before else [])])


def asked_of(given: QueryDict) -> Asked:
    """A day that cannot be read leaves that end open, and the page says so beside the field."""
    typed = {name: given.get(name, "").strip()[:10] for name in ("from", "until")}
    days, problems = {}, {}
    for name, text in typed.items():
        days[name], problem = read_day(text)
        if problem:
            problems[name] = problem
    begins, ends = days["from"], days["until"]
    if begins and ends and ends < begins:
        problems["until"], ends = BACKWARDS, None
    wanted = Wanted(known_kinds(given.getlist("kind")), begins, ends, given.get("before", "")[:120])
    return Asked(wanted, typed, problems)


def read_day(text: str) -> tuple[date | None, str]:
    """The day, or nothing and why. Empty is no day and no problem."""
    if not text:
        return None, ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None, NO_DAY
    return (day, "") if 1900 <= day.year <= 2200 else (None, NO_DAY)
