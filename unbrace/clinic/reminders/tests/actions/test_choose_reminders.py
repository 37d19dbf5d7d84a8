"""What is refused stands beside its field; what is chosen is kept for the own care alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from pytest_django import Settings

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.reminders.actions import (
    allow_device,
    choose_reminders,
    close_calendar,
    forget_device,
    not_today,
    open_calendar,
    pause_reminders,
    stop_by_answer,
    stop_by_word,
)
from unbrace.clinic.reminders.channels import channels, configured
from unbrace.clinic.reminders.channels.push.fake import FakeBrowser
from unbrace.clinic.reminders.models import PushDevice, ReminderPlan
from unbrace.clinic.reminders.queries import calendar_behind, plan_of
from unbrace.clinic.reminders.stop_words import as_phone, means_stop
from unbrace.clinic.reminders.tests.conftest import SIX, chosen

Wants = Callable[..., ReminderPlan]


def test_channels_are_found_by_their_folders() -> None:
    assert set(channels()) == {"email", "push", "sms"}
    assert set(configured()) == {"email", "push"}  # no gateway is set up


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"at": time(22)}, "at"),
        ({"at": time(6, 59)}, "at"),
        ({"days": frozenset()}, "days"),
        ({"days": frozenset({7})}, "days"),
        ({"second_after_h": 0}, "second_after_h"),
        ({"second_after_h": 13}, "second_after_h"),
        ({"phone": "12345"}, "phone"),
        ({"breaks_every_min": 5}, "breaks_every_min"),
        ({"breaks_every_min": 60}, "breaks_every_min"),  # breaks need the device
    ],
)
def test_what_cannot_be_is_refused_with_its_field(people: People, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        choose_reminders(by=people.maria.user, patient=people.maria, chosen=chosen(**more))
    assert refusal.value.field == field
    assert not ReminderPlan.objects.exists()


def test_a_channel_that_is_not_offered_cannot_be_chosen(people: People) -> None:
    for name in ("sms", "pigeon"):
        with pytest.raises(Refused) as refusal:
            choose_reminders(
                by=people.maria.user, patient=people.maria, chosen=chosen(name, phone="+491701234567")
            )
        assert refusal.value.field == "channels"


def test_breaks_end_after_they_begin_and_have_a_day(people: People) -> None:
    for more, field in (
        ({"breaks_from": time(17), "breaks_until": time(9)}, "breaks_until"),
        ({"breaks_days": frozenset()}, "breaks_days"),
    ):
        wanted = chosen("push", breaks_every_min=60, **more)
        with pytest.raises(Refused) as refusal:
            choose_reminders(by=people.maria.user, patient=people.maria, chosen=wanted)
        assert refusal.value.field == field


def test_the_next_one_is_known_at_once_and_none_after_all_is_taken_away(reminded: Wants) -> None:
    assert reminded().next_at == SIX
    nothing = reminded()
    nothing.channels = []
    assert reminded(days=frozenset({4})).next_at == SIX + timedelta(days=2)


def test_a_pause_is_from_today_and_at_most_a_year(people: People) -> None:
    with clock.set_to(SIX):
        for until in (date(2026, 11, 24), date(2028, 1, 1)):
            with pytest.raises(Refused):
                pause_reminders(by=people.maria.user, patient=people.maria, until=until)
        assert pause_reminders(by=people.maria.user, patient=people.maria, until=SIX.date()).is_paused_on(
            SIX.date()
        )
        assert pause_reminders(by=people.maria.user, patient=people.maria, until=None).paused_until is None


@pytest.mark.parametrize(
    "answer", ["STOP", " stop ", "Stop!", "«Stopp»", "UNSUBSCRIBE.", "arrêt", "stop all"]
)
def test_a_stop_word_alone_is_a_stop_word(answer: str) -> None:
    assert means_stop(answer)


@pytest.mark.parametrize("answer", ["", "yes", "stop by tomorrow?", "I will not stop", "bus stop", "start"])
def test_a_sentence_is_none(answer: str) -> None:
    assert not means_stop(answer)


def test_one_number_has_one_spelling() -> None:
    for typed in ("+49 170 1234567", "0049 (170) 123-4567", "+491701234567"):
        assert as_phone(typed) == "+491701234567"
    for typed in ("", "0170 1234567", "+49", "+49170123456789012", "+49 170 x", "+٤٩١٧٠١٢٣٤٥٦٧"):
        assert as_phone(typed) == ""


def test_stop_ends_text_messages_to_that_number_and_leaves_the_mails(
    reminded: Wants, settings: Settings
) -> None:
    settings.SMS_URL = "https://gateway.example/"
    reminded("email", "sms", phone="+491701234567")
    assert stop_by_answer(phone="+49 170 1234567", answer="maybe later") == 0
    assert stop_by_answer(phone="+491701111111", answer="STOP") == 0
    assert stop_by_answer(phone="+49 170 1234567", answer="STOP") == 1
    assert ReminderPlan.objects.get().channels == ["email"]


def test_a_made_up_word_does_nothing(reminded: Wants) -> None:
    reminded()
    for word in ("", "x", "0" * 64):
        with pytest.raises(NotYours):
            not_today(word=word)
        with pytest.raises(NotYours):
            stop_by_word(word=word)


@pytest.mark.parametrize(
    "endpoint",
    ["https://evil.example/x", "http://169.254.169.254/latest", "https://fcm.googleapis.com.evil.example/"],
)
def test_an_address_of_no_push_service_is_refused(people: People, endpoint: str) -> None:
    browser = FakeBrowser()
    with pytest.raises(Refused):
        allow_device(
            by=people.maria.user,
            patient=people.maria,
            endpoint=endpoint,
            p256dh=browser.p256dh,
            auth=browser.auth,
        )


def test_a_shared_browser_belongs_to_whoever_allowed_it_last(people: People) -> None:
    browser, endpoint = FakeBrowser(), "https://fcm.googleapis.com/fcm/send/shared"
    for patient in (people.maria, people.jonas):
        device = allow_device(
            by=patient.user, patient=patient, endpoint=endpoint, p256dh=browser.p256dh, auth=browser.auth
        )
    assert PushDevice.objects.get().plan == plan_of(people.jonas)
    with pytest.raises(NotYours):
        forget_device(by=people.maria.user, patient=people.maria, device_id=device.pk)
    forget_device(by=people.jonas.user, patient=people.jonas, device_id=device.pk)
    assert not PushDevice.objects.exists()


def token_of(address: str) -> str:
    return address.rsplit("/", 1)[1].removesuffix(".ics")


def test_the_calendar_is_one_that_programs_read(people: People, reminded: Wants) -> None:
    reminded(days=frozenset({0, 2}), second_after_h=2)
    with clock.set_to(SIX):
        raw = calendar_behind(token_of(open_calendar(by=people.maria.user, patient=people.maria)))
    assert raw is not None
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    events = Calendar.from_ical(raw).walk("VEVENT")
    starts = [event.decoded("dtstart") for event in events]
    assert starts[:3] == [SIX, SIX + timedelta(days=5), SIX + timedelta(days=7)]
    assert {start.weekday() for start in starts} == {0, 2}
    assert len({str(event["uid"]) for event in events}) == len(events) == 17
    assert {str(event["summary"]) for event in events} == {"A few minutes for yourself"}
    for told in (b"Riverside", b"Maria", b"exercise", b"pain", str(people.maria.pk).encode()):
        assert told not in raw


def test_in_the_calendar_too_six_stays_six_when_the_clocks_change(people: People, reminded: Wants) -> None:
    reminded()
    with clock.set_to(datetime(2027, 3, 26, 12, tzinfo=UTC)):
        raw = calendar_behind(token_of(open_calendar(by=people.maria.user, patient=people.maria)))
        assert raw is not None
        starts = [event.decoded("dtstart") for event in Calendar.from_ical(raw).walk("VEVENT")]
    assert [start.hour for start in starts[:4]] == [17, 17, 16, 16]


def test_an_address_ends_when_it_is_ended_or_made_anew(people: People, reminded: Wants) -> None:
    reminded()
    first = token_of(open_calendar(by=people.maria.user, patient=people.maria))
    second = token_of(open_calendar(by=people.maria.user, patient=people.maria))
    assert calendar_behind(first) is None
    assert calendar_behind(second) is not None
    close_calendar(by=people.maria.user, patient=people.maria)
    assert calendar_behind(second) is None
    assert calendar_behind("") is None
