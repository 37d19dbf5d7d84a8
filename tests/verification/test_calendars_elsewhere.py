"""Our calendars as somebody else's program takes them: read by another library than the one that wrote them.

They are held to RFC 5545 (form, required properties) and RFC 5546 (what an invitation and its end must say).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

import pytest
import vobject
from django.utils import translation

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.calls.tests.conftest import visit_of
from unbrace.clinic.reminders.actions import open_calendar
from unbrace.clinic.reminders.queries import calendar_behind
from unbrace.clinic.visits.invite import invite_for
from unbrace.clinic.visits.models import Place, State

LINE: Final = 75  # octets, RFC 5545 3.1
UTC_MOMENT: Final = re.compile(r"\d{8}T\d{6}Z")
LANGUAGES: Final = ("en", "es", "de", "ar")


def faults(raw: bytes) -> Iterator[str]:
    """What a strict program would object to."""
    if b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b"") or not raw.endswith(b"\r\n"):
        yield "a line does not end in CRLF"
    if any(len(line) > LINE for line in raw.split(b"\r\n")):
        yield f"a line is longer than {LINE} octets"
    for name in (b"VERSION:2.0", b"PRODID:"):  # the library would put them in by itself
        if raw.count(b"\r\n" + name) != 1:
            yield f"{name.decode()} has to be there once"
    try:
        calendar = vobject.readOne(raw.decode())
        calendar.validate(raiseException=True)
    except (vobject.base.ParseError, vobject.base.ValidateError, UnicodeDecodeError) as error:
        yield f"{type(error).__name__}: {error}"
        return
    events = calendar.contents.get("vevent", [])
    for event in events:
        yield from _of_event(event, calendar)
    if len({event.uid.value for event in events}) != len(events):
        yield "two events have one uid"


def _of_event(event: Any, calendar: Any) -> Iterator[str]:
    needed = {"uid", "dtstamp", "dtstart", "dtend", "summary"}
    if calendar.method.value in ("REQUEST", "CANCEL"):
        needed |= {"organizer", "attendee", "sequence", "status"}
    for name in sorted(needed - event.contents.keys()):
        yield f"{name} is missing"
    if "dtstart" in event.contents and "dtend" in event.contents and event.dtstart.value >= event.dtend.value:
        yield "it ends before it begins"
    if calendar.method.value == "CANCEL" and event.status.value != "CANCELLED":
        yield "a CANCEL of what is not cancelled"


def subscribed(people: People) -> bytes:
    address = open_calendar(by=people.maria.user, patient=people.maria)
    raw = calendar_behind(address.rsplit("/", 1)[1].removesuffix(".ics"))
    assert raw is not None
    return raw


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calendar_we_give_is_one_by_the_rules(people: People, language: str) -> None:
    """To subscribe to, and for a visit that stands, one in person with an address full of signs, and one cancelled."""
    people.maria.user.language = language
    people.maria.user.save()
    by_video, in_person, cancelled = visit_of(people), visit_of(people, Place.IN_PERSON), visit_of(people)
    in_person.address = (
        "Practice “Rücken & Wirbel”, 3rd floor; ring twice,\nbehind the courtyard — Straße 12\\b"
    )
    in_person.save()
    cancelled.state, cancelled.cancelled_at, cancelled.sequence = State.CANCELLED, clock.now(), 2
    cancelled.save()
    found = {"to subscribe to": subscribed(people)}
    with translation.override(language):
        for visit in (by_video, in_person, cancelled):
            for reader in (people.maria.user, people.tom.user):
                found[f"{visit.state}, {visit.place}, {reader}"] = invite_for(
                    visit, reader, clock.now()
                ).encode()
    assert {name: list(faults(raw)) for name, raw in found.items()} == {name: [] for name in found}
    theirs = vobject.readOne(found["to subscribe to"].decode()).vevent_list
    assert len(theirs) > 50
    there = next(event for event in theirs if event.uid.value == f"{in_person.pk}@unbrace")
    assert there.location.value == in_person.address
    assert there.dtstart.value == in_person.begins.replace(microsecond=0)
    print(f"{len(found)} calendars, {len(theirs)} events to subscribe to")


@pytest.mark.django_db
def test_another_program_sees_the_same_instants(people: People) -> None:
    raw = subscribed(people)
    starts: list[datetime] = sorted(
        event.dtstart.value for event in vobject.readOne(raw.decode()).vevent_list
    )
    assert all(start.utcoffset() == timedelta(0) for start in starts)
    assert all(UTC_MOMENT.fullmatch(moment) for moment in re.findall(r"DT(?:START|END):(\S+)", raw.decode()))
    assert all(next_one - one >= timedelta(hours=22) for one, next_one in pairwise(starts))


WHOLE: Final = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:1",
    "DTSTAMP:20261130T100000Z", "DTSTART:20261201T100000Z", "DTEND:20261201T103000Z", "SUMMARY:Appointment",
    "SEQUENCE:0", "STATUS:CONFIRMED", "ORGANIZER:mailto:a@example.org", "ATTENDEE:mailto:b@example.org",
    "END:VEVENT", "END:VCALENDAR", "",
])  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("\r\nUID:1", ""), "UID"),
        (("\r\nUID:1", "\nUID:1"), "CRLF"),
        (("Appointment", "Appointment " + "x" * 80), "octets"),
        (("\r\nVERSION:2.0", ""), "VERSION"),
        (("20261201T103000Z", "20261201T093000Z"), "ends before it begins"),
        (("\r\nORGANIZER:mailto:a@example.org", ""), "organizer is missing"),
        (("METHOD:REQUEST", "METHOD:CANCEL"), "CANCEL of what is not"),
        (("END:VEVENT\r\n", ""), "ParseError"),
    ],
)
def test_the_check_sees_a_fault_that_is_there(change: tuple[str, str], said: str) -> None:
    assert list(faults(WHOLE.encode())) == []
    assert said.lower() in " ".join(faults(WHOLE.replace(*change).encode())).lower()
