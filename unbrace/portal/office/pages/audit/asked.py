"""What somebody looks for in the trail: read from the address, refused in words where it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from unbrace.clinic.audit.search import Wanted
from unbrace.clinic.patients.queries import ever_treated_in
from unbrace.portal.form_ids import id_if_any
from unbrace.portal.office.deed_words import ROOMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbrace.portal.doorkeeper import MemberRequest

HOUSE = "house"
MOST_PEOPLE = 50


@dataclass(frozen=True)
class Asked:
    """The form as it was filled in, what it means, and what was wrong in it, by field."""

    typed: Mapping[str, str]
    wanted: Wanted
    older_than: int | None
    problems: Mapping[str, str]

    def query(self, older_than: int | None = None) -> str:
        said = {name: value for name, value in self.typed.items() if value}
        return urlencode(said | ({"older": older_than} if older_than else {}))


def asked_of(request: MemberRequest) -> Asked:
    names = ("who", "whom", "room", "since", "until", "emergency")
    typed = {name: request.GET.get(name, "").strip()[:80] for name in names}
    problems: dict[str, str] = {}
    since, until = (_day(typed[name], name, problems) for name in ("since", "until"))
    if since and until and since > until:
        problems["until"] = "The last day is before the first one."
    patients: tuple[UUID, ...] | None = None
    if typed["whom"]:
        patients = tuple(ever_treated_in(request.clinic, typed["whom"], MOST_PEOPLE + 1))
        if len(patients) > MOST_PEOPLE:
            problems["whom"] = "More than 50 people are called that. Write more of the name."
    wanted = Wanted(
        by=id_if_any(typed["who"]),
        by_house=typed["who"] == HOUSE,
        patients=patients,
        room=typed["room"] if typed["room"] in ROOMS else "",
        since=_midnight(request, since) if since else None,
        before=_midnight(request, until + timedelta(days=1)) if until else None,
        emergency=id_if_any(typed["emergency"]),
    )
    older = request.GET.get("older", "")
    older_than = int(older) if older.isascii() and older.isdigit() and len(older) < 19 else None
    return Asked(typed, wanted, older_than, problems)


def _day(text: str, name: str, problems: dict[str, str]) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        problems[name] = "Write a day like 2026-11-23."
        return None
    if not 2000 <= day.year <= 2200:
        problems[name] = "Write a day of this century."
        return None
    return day


def _midnight(request: MemberRequest, day: date) -> datetime:
    """Days are the reader's own."""
    return datetime.combine(day, time(), request.user.zone)
