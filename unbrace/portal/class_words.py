"""A class in words: by the reader's own clock, with the clinic's beside it where the two differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from unbrace.clinic.visits.slots import same_clock
from unbrace.portal.date_words import weekday_and_date
from unbrace.portal.visit_words import at, beside, city

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.group_classes.models import GroupClass


@dataclass(frozen=True)
class ClassCard:
    """`theirs` is what the clinic's clock says, "" where it says the same."""

    group_class: GroupClass
    day: str
    when: str
    place_of_clock: str
    theirs: str
    over: bool


def card_of(group_class: GroupClass, reader: User, now: datetime) -> ClassCard:
    mine, clinics = reader.zone, ZoneInfo(group_class.clinic.time_zone)
    begins, ends = group_class.begins, group_class.ends
    differ = not same_clock(begins, mine, clinics)
    return ClassCard(
        group_class=group_class,
        day=weekday_and_date(begins.astimezone(mine).date()),
        when=f"{at(begins, mine)}–{at(ends, mine)}",
        place_of_clock=city(reader.time_zone),
        theirs=f"{beside(begins, mine, clinics)} ({city(group_class.clinic.time_zone)})" if differ else "",
        over=now >= ends,
    )
