"""From the chosen time to the message: once, in time, only if it is still of use, and without a telling word."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from pytest_django import Settings

from tests.people import People, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.accounts.actions import change_details
from unbrace.clinic.activity.actions import log_walk, start_walking
from unbrace.clinic.programmes.actions import pause
from unbrace.clinic.reminders.actions import allow_device, not_today, pause_reminders, tick
from unbrace.clinic.reminders.channels.push.fake import FakeBrowser
from unbrace.clinic.reminders.channels.sms.fake import FakeService
from unbrace.clinic.reminders.models import Delivery, PushDevice, ReminderPlan, Reminding, Sending
from unbrace.clinic.reminders.queries import failing_in
from unbrace.clinic.reminders.tests.conftest import SIX, run_the_queue

Wants = Callable[..., ReminderPlan]
TELLING = re.compile(
    r"pain|back\b|exercis|session|therap|physio|clinic|riverside|patient|programme|unbrace|hurt|spine", re.I
)


def at(hours: float = 0.0) -> int:
    """Tick and send, so many hours after six."""
    with clock.set_to(SIX + timedelta(hours=hours)):
        tick()
        return run_the_queue()


def only_mail() -> EmailMessage:
    (found,) = mail.outbox
    return found


def link(kind: str) -> str:
    found = re.search(rf"/{kind}/([0-9a-f]+)/", f"{only_mail().body} {only_mail().extra_headers}")
    assert found
    return found.group(1)


def test_at_the_chosen_time_one_mail_goes_out_and_not_a_second(reminded: Wants) -> None:
    reminded()
    assert at(-0.02) == 0
    assert (at(), at(), at(0.5)) == (1, 0, 0)
    assert only_mail().to == ["maria@example.org"]
    assert at(24) == 1


def test_nobody_is_reminded_who_did_not_ask(people: People) -> None:
    assert at() == 0
    assert not Reminding.objects.exists()


def test_no_subject_and_no_words_tell_a_stranger_anything(reminded: Wants) -> None:
    reminded(second_after_h=2)
    assert (at(), at(2)) == (1, 1)
    for sent in mail.outbox:
        assert not TELLING.search(str(sent.subject))
        assert not TELLING.search(re.sub(r"https?://\S+", "", str(sent.body)))
    assert TELLING.search("Your exercises at Riverside")


def test_who_has_logged_something_today_is_left_alone(people: People, reminded: Wants) -> None:
    reminded(second_after_h=2)
    with clock.set_to(SIX + timedelta(hours=1)):
        version = sign(people, people.maria)
    assert at() == 1
    with clock.set_to(SIX + timedelta(hours=1)):
        sit(people.maria, version, days_ago=0.01)
    assert at(2) == 0
    assert Reminding.objects.get(number=1).state == Sending.NOT_NEEDED
    assert at(24) == 1  # tomorrow is another day


def test_yesterdays_work_does_not_count_for_today(people: People, reminded: Wants) -> None:
    reminded()
    with clock.set_to(SIX):
        sit(people.maria, sign(people, people.maria), days_ago=1)
    assert at() == 1


def test_not_today_ends_the_reminders_of_that_day_alone(reminded: Wants) -> None:
    reminded(second_after_h=2)
    assert at() == 1
    with clock.set_to(SIX + timedelta(hours=1)):
        not_today(word=link("not-today"))
        not_today(word=link("not-today"))
    assert at(2) == 0
    assert at(24) == 1


def test_while_paused_nothing_goes_out_and_then_it_goes_on(people: People, reminded: Wants) -> None:
    reminded()
    with clock.set_to(SIX - timedelta(hours=2)):
        pause_reminders(by=people.maria.user, patient=people.maria, until=SIX.date())
    assert at() == 0
    assert at(24) == 1


def test_while_the_therapist_has_paused_everything_nobody_is_nudged(people: People, reminded: Wants) -> None:
    reminded()
    sign(people, people.maria)
    pause(by=people.tom.user, patient=people.maria)
    assert at() == 0
    with clock.set_to(SIX + timedelta(hours=1)):
        start_walking(by=people.maria.user, patient=people.maria, longest_comfortable_minutes=10)
    assert at(24) == 1  # the walks go on


def test_whom_a_doctor_looks_at_first_is_not_nudged_to_move(people: People, reminded: Wants) -> None:
    reminded()
    with clock.set_to(SIX - timedelta(hours=3)):
        screened(people.maria, {"NEU-1": "Y"})
    assert at() == 0
    assert Reminding.objects.get().state == Sending.NOT_NEEDED


def test_a_walk_counts_as_something_logged(people: People, reminded: Wants) -> None:
    reminded()
    with clock.set_to(SIX - timedelta(hours=1)):
        log_walk(by=people.maria.user, patient=people.maria, key=uuid.uuid4(), day=SIX.date(), minutes=9)
    assert at() == 0


def test_a_reminder_that_comes_hours_too_late_is_not_sent(reminded: Wants) -> None:
    reminded()
    with clock.set_to(SIX):
        assert tick() == 1
    with clock.set_to(SIX + timedelta(hours=2)):
        assert run_the_queue() == 0
    assert Reminding.objects.get().state == Sending.TOO_LATE


def test_whose_care_has_ended_is_not_reminded(people: People, reminded: Wants) -> None:
    reminded()
    people.maria.ended_at = SIX
    people.maria.save()
    assert at() == 0


def test_somebody_who_moves_is_reminded_at_their_new_six_and_not_twice_a_day(
    people: People, reminded: Wants
) -> None:
    reminded()
    assert at() == 1
    change_details(by=people.maria.user, name="Maria", time_zone="America/New_York")
    assert at(1) == 0  # looked at anew
    assert at(6) == 0  # six in New York, the same date
    assert at(24) == 0
    assert at(30) == 1


def test_a_mail_program_can_stop_it_with_one_press(reminded: Wants) -> None:
    reminded()
    at()
    assert only_mail().extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link("stop") != link("not-today")


def test_a_mailbox_that_does_not_take_mail_is_told_to_the_office_without_content(
    people: People, reminded: Wants, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smtplib import SMTPRecipientsRefused

    def refuses(self: EmailMessage, fail_silently: bool = False) -> int:
        raise SMTPRecipientsRefused({})

    monkeypatch.setattr(EmailMessage, "send", refuses)
    reminded()
    assert at() == 0
    assert Reminding.objects.get().state == Sending.FAILED
    with clock.set_to(SIX + timedelta(hours=1)):
        (failing,) = failing_in(people.riverside)
        assert failing_in(people.hilltop) == []
    assert (failing.patient, failing.channel, failing.times) == (people.maria, "E-mail", 1)
    assert failing.last.said == "The mailbox does not take mail. Is the address right?"
    monkeypatch.undo()
    assert at(24) == 1
    with clock.set_to(SIX + timedelta(hours=25)):
        assert failing_in(people.riverside) == []  # it works again


def test_a_text_message_goes_through_the_gateway_with_its_key(
    reminded: Wants, service: FakeService, settings: Settings
) -> None:
    settings.SMS_URL, settings.SMS_TOKEN = f"{service.url}/send", "secret"
    reminded("sms", phone="+49 170 1234567")
    assert at() == 1
    (posted,) = service.posted
    assert (posted.path, posted.headers["authorization"]) == ("/send", "Bearer secret")
    said = json.loads(posted.body)
    assert said["to"] == "+491701234567"
    assert "answer STOP" in said["text"]
    assert not TELLING.search(re.sub(r"https?://\S+", "", said["text"]))


def test_a_gateway_that_is_busy_is_tried_again_when_it_says_so_and_the_mail_is_not_sent_twice(
    reminded: Wants, service: FakeService, settings: Settings
) -> None:
    settings.SMS_URL = service.url
    service.answers, service.headers = [429], [("rEtRy-AfTeR", "600")]
    reminded("email", "sms", phone="+491701234567")
    assert at() == 1  # the mail
    assert not Delivery.objects.filter(channel="sms").exists()
    assert at(0.1) == 0
    assert at(0.2) == 1
    assert (len(service.posted), len(mail.outbox)) == (2, 1)
    assert service.posted[0].body == service.posted[1].body


def test_a_gateway_that_stays_broken_is_given_up_after_three_tries(
    people: People, reminded: Wants, service: FakeService, settings: Settings
) -> None:
    settings.SMS_URL, service.answers = service.url, [500] * 9
    reminded("sms", phone="+491701234567")
    for minutes in range(0, 60, 6):
        at(minutes / 60)
    assert len(service.posted) == 3
    assert Delivery.objects.get().delivered is False


def test_a_gateway_that_redirects_is_not_followed(
    reminded: Wants, service: FakeService, settings: Settings
) -> None:
    settings.SMS_URL = service.url
    service.answers, service.headers = [307], [("Location", f"{service.url}/elsewhere")]
    reminded("sms", phone="+491701234567")
    assert at() == 0
    assert len(service.posted) == 1


@pytest.fixture
def her_browser(people: People, service: FakeService, settings: Settings) -> FakeBrowser:
    settings.PUSH_HOSTS = [service.url]
    browser = FakeBrowser()
    allow_device(
        by=people.maria.user,
        patient=people.maria,
        endpoint=f"{service.url}/to/1",
        p256dh=browser.p256dh,
        auth=browser.auth,
    )
    return browser


def test_the_browser_opens_what_was_sent_and_nobody_on_the_way_could(
    reminded: Wants, her_browser: FakeBrowser, service: FakeService
) -> None:
    reminded("push")
    assert at() == 1
    (posted,) = service.posted
    assert b"reminder" not in posted.body
    said = json.loads(her_browser.opens(posted.body))
    assert said["title"] == "A short reminder"
    assert said["open"] == "/"
    assert said["not_today"].startswith("/not-today/")
    assert not TELLING.search(said["title"] + said["text"])
    assert posted.headers["content-encoding"] == "aes128gcm"
    assert int(posted.headers["ttl"]) == 7200
    assert posted.headers["authorization"].startswith("vapid t=")


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_has_forgotten_us_is_let_go(
    people: People, reminded: Wants, her_browser: FakeBrowser, service: FakeService, status: int
) -> None:
    service.answers = [status]
    reminded("push")
    assert at() == 0
    assert not PushDevice.objects.exists()
    with clock.set_to(SIX):
        assert "allow it again" in failing_in(people.riverside)[0].last.said


def test_breaks_at_the_desk_come_on_the_device_alone_and_each_once(
    reminded: Wants, her_browser: FakeBrowser, service: FakeService
) -> None:
    reminded("email", "push", breaks_every_min=60)
    noon = -6
    assert [at(noon), at(noon + 0.5), at(noon + 1), at(noon + 1)] == [1, 0, 1, 0]
    assert mail.outbox == []
    said = json.loads(her_browser.opens(service.posted[0].body))
    assert (said["title"], said["open"]) == ("Time for a short break", "/break/")
