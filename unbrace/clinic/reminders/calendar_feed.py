"""A private calendar to subscribe to: the same times as the reminders, the same few words, and the visits.

Instants are written in UTC, worked out by the one rule of `schedule.py`, so that no program has to know our time zones.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, gettext_noop
from icalendar import Calendar, Event

from unbrace.clinic.reminders.message import NUDGE
from unbrace.clinic.reminders.models import ReminderPlan
from unbrace.clinic.reminders.schedule import FIRST, day_of_reminders
from unbrace.clinic.visits import visits_of
from unbrace.clinic.visits.invite import event_of, page_of

AHEAD: Final = 60  # days; programs ask again every few hours
LASTS: Final = timedelta(minutes=15)
KEPT: Final = timedelta(days=90)  # visits that are over stay in it for a while
TITLE: Final = gettext_noop("A few minutes for yourself")


def feed(plan: ReminderPlan, now: datetime) -> bytes:
    """In the language of the person whose calendar it is: the program that asks has none."""
    with translation.override(plan.patient.user.language):
        return _feed(plan, now)


def _feed(plan: ReminderPlan, now: datetime) -> bytes:
    zone = ZoneInfo(plan.patient.user.time_zone)
    today = now.astimezone(zone).date()
    off = set(plan.days_off.filter(day__gte=today).values_list("day", flat=True))
    calendar = Calendar()
    calendar.add("prodid", "-//Unbrace//Reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", gettext(TITLE))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for ahead in range(AHEAD):
        day = today + timedelta(days=ahead)
        if plan.is_paused_on(day) or day in off:
            continue
        for due in day_of_reminders(day, plan.calendar_wishes, zone):
            if due.number == FIRST:
                event = Event()
                event.add("uid", f"{_mark(plan, f'{day}')}@unbrace")
                event.add("dtstamp", now)
                event.add("dtstart", due.moment)
                event.add("dtend", due.moment + LASTS)
                event.add("summary", gettext(TITLE))
                event.add("description", gettext(NUDGE))
                event.add("class", "PRIVATE")
                event.add("transp", "TRANSPARENT")
                calendar.add_component(event)
    for visit in visits_of(plan.patient).filter(state="booked", ends__gt=now - KEPT):
        event = event_of(visit, page_of(visit, plan.patient.user), now)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _mark(plan: ReminderPlan, day: str) -> str:
    """The same event keeps its name when the program asks again; the name says nothing about anybody."""
    return salted_hmac("unbrace.calendar", f"{plan.pk} {day}", algorithm="sha256").hexdigest()[:32]
