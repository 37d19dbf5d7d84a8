"""Visits and free times as both doors show them: by the reader's own clock, with the other one's beside it where the
two differ. Whether they differ is looked at for each time: in the weeks of change two places part for a while."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from unbrace.clinic.refused import Refused
from unbrace.clinic.visits.slots import same_clock, wall_at
from unbrace.portal.date_words import short_date, weekday_and_date

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.visits.models import Visit

WEEKS_SHOWN: Final = timedelta(days=14)
DAYS_SHOWN: Final = timedelta(days=7)
FURTHEST: Final = timedelta(days=400)


@dataclass(frozen=True)
class Slot:
    """`value` is the instant; `mine` and `theirs` what the two clocks say, `theirs` "" where they agree."""

    value: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class SlotDay:
    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class VisitCard:
    """One visit in words. `when` by the reader's clock, `theirs` by the other one's, "" where they agree."""

    visit: Visit
    day: str
    when: str
    place_of_clock: str
    theirs: str
    who: str
    over: bool
    begun: bool
    minutes: int


def slot_days(starts: Iterable[datetime], mine: ZoneInfo, theirs: ZoneInfo) -> list[SlotDay]:
    """By the reader's own days."""
    days: dict[date, list[Slot]] = {}
    for start in starts:
        slot = Slot(start.astimezone(UTC).isoformat(), at(start, mine), beside(start, mine, theirs))
        days.setdefault(start.astimezone(mine).date(), []).append(slot)
    return [SlotDay(weekday_and_date(day), tuple(slots)) for day, slots in days.items()]


def at(moment: datetime, zone: ZoneInfo) -> str:
    """ "14:10"; where the clock says so twice that night, which of the two it is."""
    wall = wall_at(moment, zone)
    if not wall.twice:
        return f"{wall.at:%H:%M}"
    words = gettext("{time} (second time)") if wall.again else gettext("{time} (first time)")
    return words.format(time=f"{wall.at:%H:%M}")


def beside(moment: datetime, mine: ZoneInfo, theirs: ZoneInfo) -> str:
    """What the other clock says, with its date where that is another day; "" where both say the same."""
    if same_clock(moment, mine, theirs):
        return ""
    there = moment.astimezone(theirs)
    other_day = there.date() != moment.astimezone(mine).date()
    return f"{short_date(there.date())}, {at(moment, theirs)}" if other_day else at(moment, theirs)


def card_of(visit: Visit, reader: User, now: datetime) -> VisitCard:
    is_person = visit.patient.user_id == reader.pk
    other = visit.therapist.user if is_person else visit.patient.user
    mine, theirs = reader.zone, other.zone
    begins, ends = at(visit.begins, mine), at(visit.ends, mine)
    return VisitCard(
        visit=visit,
        day=weekday_and_date(visit.begins.astimezone(mine).date()),
        when=f"{begins}–{ends}",
        place_of_clock=city(reader.time_zone),
        theirs=f"{beside(visit.begins, mine, theirs)} ({city(other.time_zone)})"
        if not same_clock(visit.begins, mine, theirs)
        else "",
        who=other.name or other.email,
        over=visit.is_over(now),
        begun=now >= visit.begins,
        minutes=round(visit.length.total_seconds() / 60),
    )


def city(zone: str) -> str:
    """ "America/New_York" → "New York"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def clocks_differ(starts: Iterable[datetime], mine: ZoneInfo, theirs: ZoneInfo) -> bool:
    return any(not same_clock(start, mine, theirs) for start in starts)


def instant_in(raw: str) -> datetime:
    """What a form sends for a time that was shown."""
    try:
        found = datetime.fromisoformat(raw)
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Refused("Choose one of the times.", field="begins")


def day_in(raw: str | None, today: date) -> date:
    """From which day on free times are shown; today for anything that is no day to come."""
    try:
        found = date.fromisoformat(raw or "")
    except ValueError:
        return today
    return found if today <= found <= today + FURTHEST else today
