"""A confirmed visit is reminded of on both sides; a moved one anew; a cancelled one not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult
from icalendar import Calendar

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.reminders.actions import choose_reminders, open_calendar, send_visit_reminding, tick
from unbrace.clinic.reminders.channels.sms.fake import FakeService
from unbrace.clinic.reminders.models import VisitReminding
from unbrace.clinic.reminders.queries import calendar_behind
from unbrace.clinic.reminders.tests.conftest import chosen
from unbrace.clinic.reminders.tests.conftest import service as service
from unbrace.clinic.visits.actions import book_visit, cancel_visit, move_visit, plan_visit
from unbrace.clinic.visits.models import Visit
from unbrace.clinic.visits.tests.conftest import NOW, TUESDAY
from unbrace.clinic.visits.tests.conftest import booking as booking

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
THURSDAY = TUESDAY + 2 * DAY + 2 * HOUR  # eleven in Berlin, five in the morning in New York


def books(people: People, begins: datetime = THURSDAY) -> Visit:
    visit = book_visit(by=people.maria.user, patient=people.maria, place="video", begins=begins)
    OutgoingMail.objects.all().delete()
    return visit


def reminded(at: datetime) -> list[tuple[str, str]]:
    """Everybody who gets a mail then, with what it says; the tick runs twice, as with two workers."""
    OutgoingMail.objects.all().delete()
    with clock.set_to(at):
        tick()
        assert tick() == 0
        for pk in list(VisitReminding.objects.values_list("pk", flat=True)):
            send_visit_reminding(pk)
            assert send_visit_reminding(pk) == 0
    return sorted((mail.to, mail.body) for mail in OutgoingMail.objects.all())


def test_both_are_reminded_a_day_before_by_their_own_clock(booking: People) -> None:
    """Nobody asked for it: the plan of reminders is empty, and the visit is agreed."""
    books(booking)
    his = reminded(THURSDAY - DAY)
    assert [to for to, _ in his] == ["tom@example.org"]  # it is five in the morning for her
    assert "Thursday 3 December, 11:00 (Europe/Berlin)" in his[0][1]
    hers = reminded(THURSDAY - DAY + 2 * HOUR)
    assert [to for to, _ in hers] == ["maria@example.org"]
    assert "Thursday 3 December, 05:00 (America/New York)" in hers[0][1]
    assert "Hello Maria" in hers[0][1]
    for word in ("Tom", "pain", "back", "exercise", "Riverside"):
        assert word not in hers[0][1]


def test_an_offer_is_not_a_visit_yet(booking: People) -> None:
    plan_visit(
        by=booking.tom.user,
        patient=booking.maria,
        kind="first",
        place="video",
        begins=THURSDAY,
        proposed=True,
    )
    with clock.set_to(THURSDAY - DAY):
        assert tick() == 0
    assert VisitReminding.objects.count() == 0


def test_what_was_cancelled_after_it_was_claimed_is_not_sent(booking: People) -> None:
    visit = books(booking)
    with clock.set_to(THURSDAY - DAY):
        tick()
        cancel_visit(by=booking.maria.user, visit=visit)
        OutgoingMail.objects.all().delete()
        for one in VisitReminding.objects.all():
            assert send_visit_reminding(one.pk) == 0
    assert OutgoingMail.objects.count() == 0
    assert set(VisitReminding.objects.values_list("state", flat=True)) == {"not_needed"}


def test_a_moved_visit_is_reminded_of_anew(booking: People) -> None:
    visit = books(booking)
    assert len(reminded(THURSDAY - DAY)) == 1
    with clock.set_to(THURSDAY - DAY + 10 * timedelta(minutes=1)):
        move_visit(by=booking.tom.user, visit=visit, begins=THURSDAY + 7 * DAY)
    assert reminded(THURSDAY - HOUR) == []
    assert [to for to, _ in reminded(THURSDAY + 6 * DAY)] == ["tom@example.org"]


def test_an_hour_before_comes_too_and_late_is_too_late(booking: People) -> None:
    books(booking, TUESDAY + DAY + 2 * HOUR)
    begins = TUESDAY + DAY + 2 * HOUR
    assert "tom@example.org" in [to for to, _ in reminded(begins - HOUR)]
    assert reminded(begins + timedelta(minutes=1)) == []


def test_a_text_message_goes_instead_where_that_was_chosen(booking: People, service: FakeService) -> None:
    from django.test import override_settings

    visit = books(booking)
    with override_settings(SMS_URL=service.url):
        wanted = chosen("sms", phone="+491701234567")
        choose_reminders(by=booking.maria.user, patient=booking.maria, chosen=wanted)
        mails = reminded(THURSDAY - DAY + 2 * HOUR)
    assert "maria@example.org" not in [to for to, _ in mails]
    (posted,) = service.posted
    assert b"Your appointment is on Thursday 3 December, 05:00" in posted.body
    assert f"/visits/{visit.pk}/".encode() in posted.body
    assert b"Not today" not in posted.body


def test_the_queue_holds_one_task_for_each(booking: People) -> None:
    books(booking)
    with clock.set_to(THURSDAY - DAY):
        assert tick() == 1
    waiting = DBTaskResult.objects.filter(task_path__endswith="send_visit_reminding_task")
    assert waiting.count() == 1


def test_the_private_calendar_has_the_visit_under_the_name_it_has_in_the_mail(booking: People) -> None:
    visit = books(booking)
    address = open_calendar(by=booking.maria.user, patient=booking.maria)
    found = calendar_behind(address.rsplit("/", 1)[1].removesuffix(".ics"))
    assert found is not None
    events = {str(event["uid"]): event for event in Calendar.from_ical(found).walk("VEVENT")}
    event = events[f"{visit.pk}@unbrace"]
    assert (event.decoded("dtstart"), event["summary"]) == (THURSDAY, "Appointment")
    cancel_visit(by=booking.maria.user, visit=visit)
    again = calendar_behind(address.rsplit("/", 1)[1].removesuffix(".ics"))
    assert again is not None
    assert f"{visit.pk}@unbrace" not in again.decode()
    assert NOW < THURSDAY
