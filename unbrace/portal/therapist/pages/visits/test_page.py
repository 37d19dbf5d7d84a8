"""A therapist's visits: the days, one visit, and booking for a person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic import clock
from unbrace.clinic.visits.actions import book_visit, join_waiting_list, plan_visit
from unbrace.clinic.visits.models import Visit
from unbrace.clinic.visits.tests.conftest import TUESDAY
from unbrace.clinic.visits.tests.conftest import booking as booking

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

HALF = timedelta(minutes=30)


@pytest.fixture
def tom(booking: People) -> Client:
    return signed_in(booking.tom.user)


def a_visit(booking: People) -> Visit:
    return book_visit(by=booking.maria.user, patient=booking.maria, place="video", begins=TUESDAY)


def test_the_days_show_both_clocks_and_who_waits(booking: People, tom: Client) -> None:
    a_visit(booking)
    join_waiting_list(by=booking.jonas.user, patient=booking.jonas, place="video")
    page = tom.get("/therapist/visits/").content.decode()
    assert "Tuesday 1 December" in page
    assert "<b>09:00–09:30</b>" in page
    assert "03:00 (New York) for them" in page
    assert "Jonas" in page


def test_a_visit_is_moved_and_cancelled_with_a_reason(booking: People, tom: Client) -> None:
    at = f"/therapist/visits/{a_visit(booking).pk}/"
    moved = tom.post(at, {"begins": (TUESDAY + HALF).isoformat(), "own": ""}, follow=True).content.decode()
    assert "Moved. Both sides are told" in moved
    own = tom.post(at, {"own": "2026-12-01T18:20"}, follow=True).content.decode()
    assert "18:20–18:50" in own
    assert "Say why" in tom.post(f"{at}cancel/", {"because": " "}, follow=True).content.decode()
    gone = tom.post(f"{at}cancel/", {"because": "I am ill."}, follow=True).content.decode()
    assert "By Tom" in gone
    assert "“I am ill.”" in gone
    assert "It takes place after all." in tom.post(f"{at}put-back/", follow=True).content.decode()


def test_a_time_is_proposed_and_what_is_taken_is_refused(booking: People, tom: Client) -> None:
    at = f"/therapist/patients/{booking.maria.pk}/visits/"
    assert "No visits yet" in tom.get(at).content.decode()
    sent = {"kind": "first", "place": "video", "begins": TUESDAY.isoformat(), "own": ""}
    page = tom.post(at, {**sent, "propose": "yes"}, follow=True).content.decode()
    assert "Proposed. The time is held" in page
    assert "proposed, no answer yet" in page
    taken = tom.post(f"/therapist/patients/{booking.jonas.pk}/visits/", sent)
    assert taken.status_code == 409
    assert "has just been taken" in taken.content.decode()
    nothing = tom.post(at, {"kind": "first", "place": "video"}).content.decode()
    assert "Choose one of the times." in nothing
    nowhere = tom.post(at, {**sent, "place": "in_person", "own": "2026-12-03T10:00"}).content.decode()
    assert "Write the address into your hours first" in nowhere
    assert 'value="2026-12-03T10:00"' in nowhere


def test_what_is_over_is_marked_from_the_list_and_taken_back(booking: People, tom: Client) -> None:
    visit = a_visit(booking)
    with clock.set_to(TUESDAY + timedelta(hours=1)):
        assert "How did they go?" in tom.get("/therapist/visits/").content.decode()
        marked = tom.post(
            f"/therapist/visits/{visit.pk}/mark/", {"outcome": "no_show", "back": "list"}, follow=True
        )
        assert "Marked: did not come." in marked.content.decode()
        assert "How did they go?" not in marked.content.decode()
        page = tom.post(f"/therapist/visits/{visit.pk}/mark/", {"outcome": ""}, follow=True)
        assert "The mark is taken back." in page.content.decode()


def test_the_work_list_has_todays_visit_until_it_is_over(booking: People, tom: Client) -> None:
    a_visit(booking)
    assert "Visit today" not in tom.get("/therapist/").content.decode()
    with clock.set_to(TUESDAY - timedelta(hours=2)):
        page = signed_in(booking.tom.user).get("/therapist/").content.decode()
        assert "Visit today" in page
        assert "First visit today at 09:00 (03:00 for them), by video." in page
    with clock.set_to(TUESDAY + HALF):
        page = signed_in(booking.tom.user).get("/therapist/").content.decode()
        assert "<h1>Work-list</h1>" in page
        assert "Visit today" not in page


def test_a_colleague_may_help_and_the_office_may_not(booking: People) -> None:
    at = f"/therapist/visits/{a_visit(booking).pk}/"
    assert signed_in(booking.theo.user).get(at).status_code == 200
    assert signed_in(booking.olga.user).get(at).status_code == 404


def test_the_days_ask_the_same_for_one_visit_and_for_ten(booking: People, tom: Client) -> None:
    a_visit(booking)
    tom.get("/therapist/visits/")  # notes the browser
    with CaptureQueriesContext(connection) as few:
        tom.get("/therapist/visits/")
    for more in range(1, 6):
        plan_visit(
            by=booking.tom.user,
            patient=booking.maria,
            kind="first",
            place="video",
            begins=TUESDAY + more * HALF,
        )
    tom.get("/therapist/visits/")
    with CaptureQueriesContext(connection) as many:
        tom.get("/therapist/visits/")
    assert len(many) == len(few) <= 9


def test_someone_elses_visit_is_nobodys_business(booking: People) -> None:
    visit = a_visit(booking)
    at = f"/therapist/visits/{visit.pk}/"
    nothing_leaks(booking, at, None, str(visit.pk))
    nothing_leaks(booking, f"/therapist/patients/{booking.maria.pk}/visits/")
    for path in (at, f"{at}cancel/", f"{at}put-back/", f"{at}mark/"):
        nothing_leaks(booking, path, {"begins": TUESDAY.isoformat(), "because": "x", "outcome": "kept"})
    visit.refresh_from_db()
    assert (visit.state, visit.outcome, visit.sequence) == ("booked", "", 0)
