"""What both sides are told when something about a visit changes. No name of the other side, nothing clinical."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Final

from django.utils import translation
from django.utils.dateformat import format as written
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.visits.invite import invite_for, page_of
from unbrace.clinic.visits.slots import wall_at

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.visits.models import Visit


@dataclass(frozen=True)
class Message:
    title: str
    text: str


class News(Enum):
    """What happened: a title, and a sentence with the time in it. `{when}` is the reader's own clock."""

    BOOKED = (gettext_noop("Your appointment"), gettext_noop("Your appointment is on {when}."))
    MOVED = (gettext_noop("Your appointment has moved"), gettext_noop("Your appointment is now on {when}."))
    CANCELLED = (
        gettext_noop("Your appointment is cancelled"),
        gettext_noop("The appointment on {when} does not take place."),
    )
    CANCELLED_LATE = (
        gettext_noop("Your appointment is cancelled"),
        gettext_noop("The appointment on {when} does not take place. It could not be said sooner."),
    )
    BACK = (
        gettext_noop("Your appointment"),
        gettext_noop("The appointment on {when} takes place after all."),
    )
    WITH_ANOTHER = (
        gettext_noop("Your appointment"),
        gettext_noop("The appointment on {when} stays. Somebody else of your clinic holds it now."),
    )
    A_COLLEAGUES = (
        gettext_noop("An appointment goes to a colleague"),
        gettext_noop("The appointment on {when} is a colleague's from now on."),
    )
    OFFERED = (
        gettext_noop("A time for you"),
        gettext_noop("The time on {when} is kept for you until {until}. Say yes or no on its page."),
    )
    NOT_TAKEN = (
        gettext_noop("Your appointment"),
        gettext_noop("The time on {when} was not taken and is free again."),
    )


MAIL: Final = gettext_noop("""Hello{name},

{text}

{link}
""")
#: Offers are no appointment yet, so there is nothing for a calendar.
WITHOUT_CALENDAR: Final = frozenset({News.OFFERED, News.NOT_TAKEN})


def tell(visit: Visit, news: News, *, patient: bool = True, therapist: bool = True) -> None:
    """One mail for each side, in the transaction of the deed."""
    for reader in _readers(visit, patient, therapist):
        with translation.override(reader.language if reader.pk == visit.patient.user_id else "en"):
            message = message_for(visit, news, reader)
            now = clock.now()
            queue_mail(
                clinic_id=visit.patient.clinic_id,
                subject=message.title,
                body=message.text,
                to=reader.email,
                calendar="" if news in WITHOUT_CALENDAR else invite_for(visit, reader, now),
            )


def _readers(visit: Visit, patient: bool, therapist: bool) -> Iterator[User]:
    if patient:
        yield visit.patient.user
    if therapist and visit.therapist.ended_at is None:
        yield visit.therapist.user


def message_for(visit: Visit, news: News, reader: User) -> Message:
    title, text = news.value
    until = in_words(visit.held_until, reader) if visit.held_until else ""
    said = gettext(text).format(when=in_words(visit.begins, reader), until=until)
    name = f" {reader.first_name}" if reader.first_name else ""
    return Message(gettext(title), gettext(MAIL).format(name=name, text=said, link=page_of(visit, reader)))


def in_words(moment: datetime, reader: User) -> str:
    """By the reader's own clock, with the place of the clock, so that nobody has to guess."""
    wall = wall_at(moment, reader.zone)
    which = ""
    if wall.twice:
        which = (
            gettext(" (the second time that night)")
            if wall.again
            else gettext(" (the first time that night)")
        )
    said = f"{written(wall.at, gettext('l j F'))}, {wall.at:%H:%M}{which}"
    return f"{said} ({reader.time_zone.replace('_', ' ')})"
