"""Each person of a caseload in one line: how they get on, in their own weeks since the start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from unbrace.clinic.reports.progress import pain_change
from unbrace.portal.number_words import number
from unbrace.rehab.outcomes.starter import active_in_week, adherence_of, change_of, sessions_a_week

if TYPE_CHECKING:
    from unbrace.clinic.outcomes.starters import Started

#: So many people on one page; the newest starters first.
A_PAGE: Final = 50
ACTIVE_WORDS: Final = {True: "yes", False: "no", None: "not over yet"}


@dataclass(frozen=True)
class PersonLine:
    name: str
    url: str
    week: int
    adherence: str
    sessions: str
    week_4: str
    week_8: str
    pain: str


def person_lines(started: Iterable[Started], today: date) -> tuple[PersonLine, ...]:
    return tuple(_line(one, today) for one in started)


def _line(person: Started, today: date) -> PersonLine:
    one = person.starter
    share, sessions = adherence_of(one, today), sessions_a_week(one, today)
    change = change_of(one, one.pain, pain_change(), today)
    by = (
        ""
        if change.by is None
        else f" ({'+' if change.by > 0 else '−' if change.by < 0 else ''}{abs(change.by):g})"
    )
    return PersonLine(
        name=person.name,
        url=reverse("therapist:patient", args=[person.patient_id]),
        week=(today - one.began).days // 7 + 1,
        adherence="not known yet" if share is None else f"{100 * share:.0f} %",
        sessions="not known yet" if sessions is None else number(sessions, 1),
        week_4=ACTIVE_WORDS[active_in_week(one, 4, today)],
        week_8=ACTIVE_WORDS[active_in_week(one, 8, today)],
        pain=f"{change.label}{by}",
    )
