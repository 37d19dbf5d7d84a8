"""What a calendar is told of a visit (iCalendar, RFC 5545; iTIP, RFC 5546).

It says "appointment" and no more: calendars are shared with families and employers. Instants are in UTC, so no program
has to know our time zones. Whoever gets it is the only one named in it.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import parseaddr
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.translation import gettext, gettext_noop
from icalendar import Calendar, Event, vCalAddress

from unbrace.clinic.visits.models import Place, State

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.visits.models import Visit

TITLE: Final = gettext_noop("Appointment")
BY_VIDEO: Final = gettext_noop("By video. How to join stands on its page:")
IN_PERSON: Final = gettext_noop("Move it or cancel it on its page:")


def invite_for(visit: Visit, reader: User, now: datetime) -> str:
    """REQUEST for a visit that stands, CANCEL for one that does not. In the language in force."""
    calendar = Calendar()
    calendar.add("prodid", "-//Unbrace//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST" if visit.state == State.BOOKED else "CANCEL")
    event = event_of(visit, page_of(visit, reader), now)
    organiser, attendee = (
        vCalAddress(f"mailto:{parseaddr(address)[1]}")
        for address in (settings.DEFAULT_FROM_EMAIL, reader.email)
    )
    attendee.params.update({"PARTSTAT": "ACCEPTED", "RSVP": "FALSE", "ROLE": "REQ-PARTICIPANT"})
    event.add("organizer", organiser)
    event.add("attendee", attendee)
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()


def event_of(visit: Visit, page: str, now: datetime) -> Event:
    """The same event wherever it is told of: in mails, on its page and in the calendar that a person subscribes to."""
    event = Event()
    event.add("uid", f"{visit.pk}@unbrace")
    event.add("sequence", visit.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", visit.begins)
    event.add("dtend", visit.ends)
    event.add("summary", gettext(TITLE))
    event.add("status", "CONFIRMED" if visit.state == State.BOOKED else "CANCELLED")
    event.add("class", "PRIVATE")
    event.add("url", page)
    in_person = visit.place == Place.IN_PERSON
    event.add("description", f"{gettext(IN_PERSON if in_person else BY_VIDEO)} {page}")
    if in_person:
        event.add("location", visit.address)
    return event


def page_of(visit: Visit, reader: User) -> str:
    """Where this reader finds it; once the care has ended it has no page, and they find what there is instead."""
    if visit.patient.ended_at is not None:
        door = "" if visit.patient.user_id == reader.pk else "/therapist"
        return f"{settings.SITE_URL}{door}/visits/"
    if visit.patient.user_id == reader.pk:
        return f"{settings.SITE_URL}/visits/{visit.pk}/"
    return f"{settings.SITE_URL}/therapist/visits/{visit.pk}/"
