"""A person's visits: booked by their own clock, moved, cancelled, offered; and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic import clock
from unbrace.clinic.visits.actions import book_visit, cancel_visit, plan_visit
from unbrace.clinic.visits.models import Visit, WaitingPlace
from unbrace.clinic.visits.tests.conftest import NOW, TUESDAY, opens
from unbrace.clinic.visits.tests.conftest import booking as booking

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

HALF = timedelta(minutes=30)


@pytest.fixture
def maria(booking: People) -> Iterator[Client]:
    return signed_in(booking.maria.user)  # type: ignore[return-value]


def a_visit(booking: People) -> Visit:
    user = booking.maria.user
    return book_visit(by=user, patient=booking.maria, place="video", begins=TUESDAY)


def test_free_times_are_shown_by_both_clocks(booking: People, maria: Client) -> None:
    page = maria.get("/visits/book/").content.decode()
    assert "Tuesday 1 December" in page
    assert f'value="{TUESDAY.isoformat()}"' in page
    assert re.search(r"03:00\s*<small><span class=\"unseen\">, Berlin </span>09:00</small>", page)
    assert "the time in New York, where you are. Small: in Berlin." in page


def test_where_clocks_agree_there_is_one(booking: People) -> None:
    booking.maria.user.time_zone = "Europe/Vienna"
    booking.maria.user.save()
    page = signed_in(booking.maria.user).get("/visits/book/").content.decode()
    assert "<small>" not in page
    assert "where you are" not in page


def test_a_time_that_is_another_day_for_the_other_one_says_so(booking: People) -> None:
    booking.maria.user.time_zone = "Pacific/Auckland"
    booking.maria.user.save()
    opens(booking.tom, week=[])
    from unbrace.clinic.visits.actions import change_hours

    evening = TUESDAY.replace(hour=17)
    change_hours(
        by=booking.tom.user, therapist=booking.tom, what="extra", begins=evening, ends=evening + HALF
    )
    page = signed_in(booking.maria.user).get("/visits/book/").content.decode()
    assert "Wednesday 2 December" in page
    assert "06:00<small>" in page
    assert "1 Dec, 18:00" in page


def test_booked_moved_cancelled_and_put_back(booking: People, maria: Client) -> None:
    page = maria.post("/visits/book/", {"begins": TUESDAY.isoformat(), "place": "video"}, follow=True)
    assert "Booked. You get a mail" in page.content.decode()
    visit = Visit.objects.get()
    at = f"/visits/{visit.pk}/"
    text = maria.get(at).content.decode()
    assert "Tuesday 1 December, 03:00–03:30" in text
    assert "For Tom it is 09:00 (Berlin)." in text
    assert "How to join" in text
    moved = maria.post(f"{at}move/", {"begins": (TUESDAY + HALF).isoformat()}, follow=True).content.decode()
    assert "Moved. Both calendars are told" in moved
    assert "03:30–04:00" in moved
    gone = maria.post(f"{at}cancel/", {"because": "A cold."}, follow=True).content.decode()
    assert "You cancelled it." in gone
    back = maria.post(f"{at}put-back/", follow=True).content.decode()
    assert "It takes place after all." in back
    assert Visit.objects.get().sequence == 3


@pytest.mark.parametrize("minutes", [5, 45])
def test_whoever_is_late_still_finds_the_call(booking: People, minutes: int) -> None:
    visit = a_visit(booking)
    with clock.set_to(visit.begins + timedelta(minutes=minutes)):
        text = signed_in(booking.maria.user).get(f"/visits/{visit.pk}/").content.decode()
    assert f'href="/visits/{visit.pk}/call/"' in text
    assert "It has begun. You can still come in." in text
    assert "Move it" not in text


def test_a_time_that_was_just_taken_names_the_nearest_and_loses_nothing(
    booking: People, maria: Client
) -> None:
    book_visit(by=booking.jonas.user, patient=booking.jonas, place="video", begins=TUESDAY)
    answer = maria.post("/visits/book/", {"begins": TUESDAY.isoformat(), "place": "video"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "has just been taken. The nearest free ones: Tuesday 1 December, 03:30 (America/New York)" in text
    assert f'value="{(TUESDAY + HALF).isoformat()}"' in text
    assert "Book this time" in text


@pytest.mark.parametrize("begins", ["", "soon", "2026-12-01T09:00:00", "9999-12-31T23:59:59-23:59"])
def test_what_is_no_time_is_said_kindly(booking: People, maria: Client, begins: str) -> None:
    answer = maria.post("/visits/book/", {"begins": begins})
    assert answer.status_code == 409
    assert "Choose one of the times." in answer.content.decode()


def test_an_offer_is_answered_from_today(booking: People, maria: Client) -> None:
    visit = plan_visit(
        by=booking.tom.user, patient=booking.maria, kind="first", place="video", begins=TUESDAY, proposed=True
    )
    assert "A time is kept for you: Tuesday 1 December" in maria.get("/").content.decode()
    assert "Yes, I come" in maria.get("/visits/").content.decode()
    page = maria.post(f"/visits/{visit.pk}/answer/", {"answer": "yes"}, follow=True).content.decode()
    assert "Booked." in page
    assert "Visit with Tom: Tuesday 1 December, 03:00–03:30" in maria.get("/").content.decode()
    again = maria.post(f"/visits/{visit.pk}/answer/", {"answer": "no"}, follow=True).content.decode()
    assert "no longer kept for you" in again


def test_waiting_and_no_longer_waiting(booking: People, maria: Client) -> None:
    assert (
        "You wait for an earlier time"
        in maria.post("/visits/wait/", {"place": "video"}, follow=True).content.decode()
    )
    maria.post("/visits/wait/", {"place": "video"})
    assert WaitingPlace.objects.filter(ended_at=None).count() == 1
    maria.post("/visits/wait/", {"stay": "no"})
    assert WaitingPlace.objects.filter(ended_at=None).count() == 0


def test_the_entry_for_a_calendar_says_nothing_clinical(booking: People, maria: Client) -> None:
    answer = maria.get(f"/visits/{a_visit(booking).pk}/appointment.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["summary"] == "Appointment"
    for word in ("Maria", "Tom", "Riverside", "therap", "back"):
        assert word not in answer.content.decode().replace("maria@example.org", "")


def test_without_open_hours_it_points_to_messages(booking: People, maria: Client) -> None:
    opens(booking.tom, is_open=False)
    assert "takes no bookings here" in maria.get("/visits/").content.decode()
    assert maria.get("/visits/book/").status_code == 302


def test_the_list_asks_the_same_for_one_visit_and_for_ten(booking: People, maria: Client) -> None:
    a_visit(booking)
    maria.get("/visits/")  # notes the browser
    with CaptureQueriesContext(connection) as few:
        maria.get("/visits/")
    with clock.set_to(NOW - timedelta(days=30)):
        for back in range(1, 10):
            begins = TUESDAY - timedelta(days=back)
            plan_visit(by=booking.tom.user, patient=booking.maria, kind="first", place="video", begins=begins)
    maria.get("/visits/")
    with CaptureQueriesContext(connection) as many:
        maria.get("/visits/")
    assert len(many) == len(few) <= 10
    with CaptureQueriesContext(connection) as choosing:
        maria.get("/visits/book/")
    assert len(choosing) <= 11


def test_someone_elses_visits_are_nobodys_business(booking: People) -> None:
    visit = a_visit(booking)
    at = f"/visits/{visit.pk}/"
    for path in (at, f"{at}move/", f"{at}appointment.ics"):
        nothing_leaks(booking, path, None, str(visit.pk))
    for path in (f"{at}move/", f"{at}cancel/", f"{at}put-back/", f"{at}answer/"):
        nothing_leaks(booking, path, {"begins": TUESDAY.isoformat(), "answer": "yes"})
    visit.refresh_from_db()
    assert (visit.state, visit.sequence) == ("booked", 0)


def test_a_cancelled_visit_of_the_clinic_says_why(booking: People, maria: Client) -> None:
    visit = cancel_visit(by=booking.tom.user, visit=a_visit(booking), because="I am ill.")
    text = maria.get(f"/visits/{visit.pk}/").content.decode()
    assert "Your clinic cancelled it." in text
    assert "“I am ill.”" in text
    assert "It takes place after all" not in text
