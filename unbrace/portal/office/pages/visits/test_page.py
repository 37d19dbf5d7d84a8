"""The office books, moves and cancels, and sees a name, a therapist and a time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.care_teams.actions import remove_member, set_closed_care
from unbrace.clinic.visits.actions import book_visit, cancel_visit, mark_visit, plan_visit
from unbrace.clinic.visits.models import Visit
from unbrace.clinic.visits.tests.conftest import TUESDAY, opens
from unbrace.clinic.visits.tests.conftest import booking as booking

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

HALF = timedelta(minutes=30)


@pytest.fixture
def olga(booking: People) -> Client:
    return signed_in(booking.olga.user)


def a_visit(booking: People) -> Visit:
    return book_visit(by=booking.maria.user, patient=booking.maria, place="video", begins=TUESDAY)


def test_somebody_is_found_by_name_and_booked_for(booking: People, olga: Client) -> None:
    page = olga.get("/office/visits/?name=mar").content.decode()
    at = f"/office/visits/for/{booking.maria.pk}/"
    assert f'href="{at}"' in page
    assert "Jonas" not in page
    times = olga.get(at).content.decode()
    assert "with Tom" in times
    booked = olga.post(
        at, {"therapist": str(booking.tom.pk), "place": "video", "begins": TUESDAY.isoformat()}, follow=True
    ).content.decode()
    assert "Booked. Both sides are told by mail." in booked
    visit = Visit.objects.get()
    assert (visit.therapist, visit.kind, visit.made_by) == (booking.tom, "first", booking.olga.user)
    assert {one.to for one in OutgoingMail.objects.all()} == {
        booking.maria.user.email,
        booking.tom.user.email,
    }


def test_only_what_a_therapist_offers_is_offered(booking: People, olga: Client) -> None:
    at = f"/office/visits/for/{booking.maria.pk}/"
    sent = {"therapist": str(booking.tom.pk), "place": "video"}
    evening = olga.post(at, {**sent, "begins": (TUESDAY + timedelta(hours=10)).isoformat()})
    assert evening.status_code == 409
    assert "has just been taken" in evening.content.decode()
    closed = olga.post(at, {**sent, "therapist": str(booking.theo.pk), "begins": TUESDAY.isoformat()})
    assert closed.status_code == 409
    assert "This therapist offers no times." in closed.content.decode()
    assert not Visit.objects.exists()
    opens(booking.theo)
    assert "Theo" in olga.get(at).content.decode()


def test_where_care_is_closed_only_those_who_care_can_be_booked(booking: People, olga: Client) -> None:
    opens(booking.theo)
    set_closed_care(by=booking.olga.user, clinic=booking.riverside, on=True)
    page = olga.get(f"/office/visits/for/{booking.maria.pk}/").content.decode()
    assert "Tom" in page
    assert "Theo" not in page


def test_a_visit_is_moved_within_the_hours_and_cancelled_with_a_reason(booking: People, olga: Client) -> None:
    visit = a_visit(booking)
    at = f"/office/visits/{visit.pk}/"
    moved = olga.post(at, {"begins": (TUESDAY + HALF).isoformat()}, follow=True).content.decode()
    assert "Moved. Both sides are told by mail." in moved
    late = olga.post(at, {"begins": (TUESDAY + timedelta(hours=10)).isoformat()})
    assert late.status_code == 409
    assert "Say why" in olga.post(f"{at}cancel/", {"because": ""}, follow=True).content.decode()
    olga.post(f"{at}cancel/", {"because": "The room is not there."})
    visit.refresh_from_db()
    assert (visit.state, visit.cancelled_late) == ("cancelled", False)
    back = olga.post(f"{at}put-back/", follow=True).content.decode()
    assert "It takes place after all." in back


def test_it_reads_nothing_that_anybody_said_or_judged(booking: People, olga: Client) -> None:
    visit = a_visit(booking)
    cancel_visit(by=booking.maria.user, visit=visit, because="My leg has gone numb.")
    kept = plan_visit(
        by=booking.tom.user, patient=booking.maria, kind="follow_up", place="video", begins=TUESDAY + HALF
    )
    with clock.set_to(TUESDAY + 3 * HALF):
        mark_visit(by=booking.tom.user, visit=kept, outcome="no_show")
        pages = [
            signed_in(booking.olga.user).get(at).content.decode()
            for at in ("/office/visits/", f"/office/visits/{visit.pk}/", f"/office/visits/{kept.pk}/")
        ]
    for page in pages:
        assert "numb" not in page
        assert "Did not come" not in page
        assert "/therapist/" not in page
    for at in (f"/therapist/visits/{visit.pk}/", f"/therapist/visits/{kept.pk}/after/"):
        assert olga.get(at).status_code == 404


def test_what_nobody_holds_stands_on_top_and_is_given_to_somebody(booking: People, olga: Client) -> None:
    visit = a_visit(booking)
    assert "Nobody holds" not in olga.get("/office/visits/").content.decode()
    remove_member(by=booking.olga.user, membership=booking.tom)
    assert "Nobody holds this visit" in olga.get("/office/visits/").content.decode()
    at = f"/office/visits/{visit.pk}/"
    assert "Move it" not in olga.get(at).content.decode()
    given = olga.post(f"{at}give/", {"to": str(booking.theo.pk)}, follow=True).content.decode()
    assert "It stays, with somebody else." in given
    visit.refresh_from_db()
    assert visit.therapist == booking.theo


def test_the_week_of_all_therapists_stands_at_one_glance(booking: People, olga: Client) -> None:
    opens(booking.theo)
    a_visit(booking)
    second = plan_visit(
        by=booking.theo.user,
        patient=booking.jonas,
        kind="follow_up",
        place="video",
        begins=TUESDAY + 2 * HALF,
    )
    gone = plan_visit(
        by=booking.theo.user,
        patient=booking.maria,
        kind="follow_up",
        place="video",
        begins=TUESDAY + 4 * HALF,
    )
    cancel_visit(by=booking.theo.user, visit=gone, because="Away.")
    page = olga.get(f"/office/visits/?from={TUESDAY.date()}").content.decode()
    table = page.split('id="week"')[1].split("</table>")[0]
    head = table.split("</thead>")[0]
    assert head.count('scope="col"') == 8
    assert "Tue" in head
    theo, tom = (table.split(f'<th scope="row">{name}')[1].split("</tr>")[0] for name in ("Theo", "Tom"))
    assert ("Jonas" in theo, "Jonas" in tom) == (True, False)
    assert ("Maria" in theo, "Maria" in tom) == (False, True)
    assert "1 visit<" in theo
    assert f"/office/visits/{second.pk}/" in theo
    assert theo.count('aria-label="no visit"') == 6
    later = olga.get(f"/office/visits/?from={TUESDAY.date() + timedelta(days=14)}").content.decode()
    assert 'id="week"' not in later


def test_the_list_asks_the_same_for_one_visit_and_for_six(booking: People, olga: Client) -> None:
    a_visit(booking)
    olga.get("/office/visits/")
    with CaptureQueriesContext(connection) as few:
        olga.get("/office/visits/")
    for more in range(1, 6):
        begins = TUESDAY + more * HALF
        plan_visit(by=booking.tom.user, patient=booking.maria, kind="first", place="video", begins=begins)
    with CaptureQueriesContext(connection) as many:
        olga.get("/office/visits/")
    assert len(many) == len(few) <= 6


def test_someone_elses_visits_and_people_lead_nowhere(booking: People) -> None:
    visit = a_visit(booking)
    at = f"/office/visits/{visit.pk}/"
    elsewhere = signed_in(booking.strangers["the office of another clinic"]).get("/office/visits/?name=Maria")
    assert "Nobody in care here has this name." in elsewhere.content.decode()
    assert str(booking.maria.pk) not in elsewhere.content.decode()
    assert str(visit.pk) not in elsewhere.content.decode()
    nothing_leaks(booking, at, None, str(visit.pk))
    nothing_leaks(booking, f"/office/visits/for/{booking.maria.pk}/")
    for path in (
        at,
        f"{at}cancel/",
        f"{at}put-back/",
        f"{at}give/",
        f"/office/visits/for/{booking.maria.pk}/",
    ):
        data = {"begins": TUESDAY.isoformat(), "because": "x", "to": str(booking.theo.pk), "place": "video"}
        nothing_leaks(booking, path, data)
        assert (
            signed_in(booking.tom.user).post(path, data).status_code == 404
        )  # a therapist has their own pages
    visit.refresh_from_db()
    assert (visit.state, visit.sequence, Visit.objects.count()) == ("booked", 0, 1)


def test_a_letter_that_no_name_has_is_left_out(booking: People, olga: Client) -> None:
    assert "Maria" in olga.get("/office/visits/?name=ma%00r").content.decode()
