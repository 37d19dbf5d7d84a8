"""What waited on a device comes in once, dated to when it was pressed; nothing is lost, and a no is said in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.doors import signed_in
from tests.people import ZONE, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.check_ins.actions import end_flare_up, rate_flare_up
from unbrace.clinic.check_ins.gate import HIGH, RISE, gate_of
from unbrace.clinic.check_ins.models import NextMorning
from unbrace.clinic.check_ins.queries import check_ins_of
from unbrace.clinic.patients.models import Receipt
from unbrace.clinic.questionnaires.models import SafetyScreen
from unbrace.portal.danger_words import danger_words_address
from unbrace.portal.patient.kept_forms import SCHEMA
from unbrace.portal.patient.much_pain import usual_for_page
from unbrace.rehab.red_flags import AskedIn
from unbrace.rehab.unbracing import FAST_AT_REST

if TYPE_CHECKING:
    from pathlib import Path

    from tests.people import People

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo(ZONE))
WEDNESDAY = MONDAY + timedelta(days=2)
WEEK = {
    "average_pain": "3", "worst_pain": "4", "poor_nights": "0", "plans": "1", "positions": "2", "hands": "skip",
    "stress": "2", "confidence": "8",
}  # fmt: skip
WALK = {"minutes": "12", "steps": "", "effort": "skip", "pain": "0"}


def form(people: People, fields: dict[str, str], pressed: datetime, **other: Any) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "key": str(uuid4()),
        "owner": owner_mark(people.maria.user),
        "care": str(people.maria.pk),
        "written_at": pressed.isoformat(),
        "device_clock_offset_s": 0,
        "fields": fields,
    } | other


def send(people: People, to: str, body: dict[str, Any], by: Any = None) -> Any:
    return signed_in(by or people.maria.user).post(to, body, content_type="application/json")


@pytest.fixture
def safe(people: People) -> People:
    """Every list that is due has been answered."""
    with clock.set_to(MONDAY - timedelta(hours=1)):
        screened(people.maria, asked_in=AskedIn.ONBOARDING)
        screened(people.maria, asked_in=AskedIn.CHECK_IN)
    return people


def test_a_check_in_of_monday_that_arrives_on_wednesday_is_mondays(safe: People) -> None:
    body = form(safe, WEEK, MONDAY)
    with clock.set_to(WEDNESDAY):
        said = send(safe, "/check-in/", body)
    assert said.status_code == 201
    (kept,) = check_ins_of(safe.maria)
    assert (kept.day, kept.at, kept.received_at) == (MONDAY.date(), MONDAY, WEDNESDAY)
    assert (kept.poor_nights, kept.hands) == (0, None)
    assert said.json()["ask"].startswith("/safety/")  # the list that belongs to every check-in


def test_sent_five_times_it_is_answered_the_same_and_done_once(safe: People) -> None:
    body = form(safe, WEEK, MONDAY)
    with clock.set_to(WEDNESDAY):
        answers = [send(safe, "/check-in/", body) for _ in range(5)]
    assert [one.status_code for one in answers] == [201, 200, 200, 200, 200]
    assert len({one.content for one in answers}) == 1
    assert safe.maria.weekly_check_ins.count() == Receipt.objects.count() == 1


def test_a_nul_in_what_a_device_kept_is_left_out(safe: People) -> None:
    with clock.set_to(WEDNESDAY):
        said = send(safe, "/check-in/", form(safe, WEEK | {"stress": "7\x00"}, MONDAY))
    assert said.status_code == 201
    assert [one.stress for one in check_ins_of(safe.maria)] == [7]


def test_something_else_under_the_same_key_replaces_nothing(safe: People) -> None:
    body = form(safe, WEEK, MONDAY)
    with clock.set_to(WEDNESDAY):
        send(safe, "/check-in/", body)
        other = send(safe, "/check-in/", body | {"fields": WEEK | {"stress": "9"}})
    assert other.status_code == 409
    assert "please write it once more" in other.json()["error"]
    assert [one.stress for one in check_ins_of(safe.maria)] == [2]


def test_what_was_said_later_counts_whichever_came_in_first(safe: People) -> None:
    with clock.set_to(MONDAY + timedelta(hours=3)):
        signed_in(safe.maria.user).post("/check-in/", WEEK | {"stress": "7"})
    with clock.set_to(WEDNESDAY):
        client = signed_in(safe.maria.user)
        late = client.post("/check-in/", form(safe, WEEK, MONDAY), content_type="application/json")
        page = client.get("/you/").content.decode()
    assert late.status_code == 201
    assert safe.maria.weekly_check_ins.count() == 2  # both are kept
    assert [one.stress for one in check_ins_of(safe.maria)] == [7]
    assert "You answered that day again since then" in page


def test_much_pain_in_what_comes_in_late_asks_about_safety_today(safe: People) -> None:
    with clock.set_to(WEDNESDAY):
        screened(safe.maria, asked_in=AskedIn.CHECK_IN)  # today's list is answered already
        assert gate_of(safe.maria).due is None
        said = send(safe, "/check-in/", form(safe, WEEK | {"worst_pain": "8"}, MONDAY))
    begun = SafetyScreen.objects.filter(patient=safe.maria, started_at=WEDNESDAY)
    assert AskedIn.FLARE_UP in [one.occasion for one in begun]
    assert said.json()["ask"].startswith("/safety/")


def test_a_flare_up_begins_on_the_day_it_was_said_and_asks_at_once(safe: People) -> None:
    with clock.set_to(WEDNESDAY):
        said = send(safe, "/flare-up/", form(safe, {"pain": "6"}, MONDAY))
    assert safe.maria.flare_ups.get().began_on == MONDAY.date()
    assert said.json()["ask"].startswith("/safety/")


def test_a_rating_from_before_it_settled_does_not_open_it_again(safe: People) -> None:
    with clock.set_to(MONDAY - timedelta(minutes=30)):
        rate_flare_up(by=safe.maria.user, patient=safe.maria, pain=5)
    with clock.set_to(MONDAY + timedelta(hours=5)):
        end_flare_up(by=safe.maria.user, patient=safe.maria)
    with clock.set_to(WEDNESDAY):
        said = send(safe, "/flare-up/", form(safe, {"pain": "6"}, MONDAY))
    assert said.status_code == 409
    assert "has settled" in said.json()["error"]
    assert not safe.maria.flare_ups.filter(ended_at=None).exists()
    assert not Receipt.objects.exists()


def test_what_settled_on_a_device_does_not_end_what_was_rated_since(safe: People) -> None:
    with clock.set_to(MONDAY + timedelta(hours=5)):
        rate_flare_up(by=safe.maria.user, patient=safe.maria, pain=5)
    with clock.set_to(WEDNESDAY):
        said = send(safe, "/flare-up/settled/", form(safe, {"what_helped": "Warmth"}, MONDAY))
    assert said.status_code == 409
    assert safe.maria.flare_ups.get().ended_at is None


def test_the_morning_after_is_judged_by_when_it_was_answered(safe: People) -> None:
    with clock.set_to(MONDAY - timedelta(hours=16)):
        session = sit(safe.maria, sign(safe, safe.maria))
    to = f"/morning/{session.pk}/"
    with clock.set_to(WEDNESDAY + timedelta(days=3)):  # the question has closed long since
        assert send(safe, to, form(safe, {"pain": "0"}, MONDAY)).status_code == 201
        late = send(safe, to, form(safe, {"pain": "1"}, WEDNESDAY + timedelta(days=2)))
    assert [one.pain for one in NextMorning.objects.filter(session=session)] == [0]
    assert (late.status_code, "no longer needed" in late.json()["error"]) == (422, True)


def test_two_walks_noted_on_one_kept_page_are_two(safe: People) -> None:
    day = MONDAY.date().isoformat()
    with clock.set_to(WEDNESDAY + timedelta(days=20)):
        for _ in range(2):
            body = form(safe, {}, MONDAY)
            walk = body | {"fields": WALK | {"day": day, "key": body["key"]}}
            assert send(safe, "/activity/walk/", walk).status_code == 201
    assert [(walk.day, walk.minutes, walk.pain) for walk in safe.maria.walks.all()] == [
        (MONDAY.date(), 12, 0)
    ] * 2


def test_breathing_is_of_the_day_on_which_it_was_done(safe: People) -> None:
    with clock.set_to(WEDNESDAY):
        for to, fields in (
            ("/breathing/practised/", {"seconds": "120", "ease": "8"}),
            ("/breathing/stopped/", {"caution": "light_headed"}),
            ("/breathing/counted/", {"taps": "12", "seconds": "60"}),
        ):
            assert send(safe, to, form(safe, fields, MONDAY)).status_code == 201, to
    assert {one.day for one in safe.maria.breathing_practices.all()} == {MONDAY.date()}
    assert safe.maria.breath_counts.get().day == MONDAY.date()


def test_a_clock_that_is_ahead_dates_nothing_to_the_future(safe: People) -> None:
    with clock.set_to(MONDAY):
        send(safe, "/breathing/counted/", form(safe, {"taps": "12", "seconds": "60"}, WEDNESDAY))
    assert safe.maria.breath_counts.get().at == MONDAY


@pytest.mark.parametrize(
    ("to", "fields"),
    [
        ("/check-in/", {"average_pain": "3"}),
        ("/activity/walk/", WALK | {"day": "yesterday"}),
        ("/flare-up/", {}),
    ],
)
def test_what_the_page_would_mark_goes_back_to_the_page_and_leaves_nothing(
    safe: People, to: str, fields: dict[str, str]
) -> None:
    with clock.set_to(MONDAY):
        said = send(safe, to, form(safe, fields, MONDAY))
    assert (said.status_code, said.json()["redo"]) == (422, True)
    assert not Receipt.objects.exists()


def test_what_the_action_refuses_is_said_and_not_taken_for_done(safe: People) -> None:
    with clock.set_to(MONDAY):
        said = send(safe, "/breathing/counted/", form(safe, {"taps": "0", "seconds": "60"}, MONDAY))
    assert said.status_code == 422
    assert "Tap once for every breath in" in said.json()["error"]
    assert not Receipt.objects.exists()


def test_nobody_sends_in_the_name_of_someone_else(safe: People) -> None:
    walk = WALK | {"day": MONDAY.date().isoformat()}
    with clock.set_to(MONDAY):
        marias = form(safe, walk, MONDAY)
        assert send(safe, "/activity/walk/", marias, by=safe.jonas.user).status_code == 403
        into_hers = marias | {"owner": owner_mark(safe.jonas.user)}
        assert send(safe, "/activity/walk/", into_hers, by=safe.jonas.user).status_code == 403
    assert not safe.maria.walks.exists()
    assert not safe.jonas.walks.exists()


def test_somebody_elses_session_is_not_there(safe: People) -> None:
    with clock.set_to(MONDAY - timedelta(hours=16)):
        theirs = sit(safe.jonas, sign(safe, safe.jonas))
    with clock.set_to(MONDAY):
        said = send(safe, f"/morning/{theirs.pk}/", form(safe, {"pain": "3"}, MONDAY))
    assert said.status_code == 403
    assert not NextMorning.objects.exists()


def test_signed_out_it_stays_on_the_device(safe: People, client: Any) -> None:
    said = client.post("/check-in/", form(safe, WEEK, MONDAY), content_type="application/json")
    assert said.status_code == 401
    assert "kept on this device" in said.json()["error"]


@pytest.mark.parametrize("broken", ["{", "[]", '{"schema": "unbrace.kept-form/1"}'])
def test_what_is_broken_is_refused_in_words(safe: People, broken: str) -> None:
    client = signed_in(safe.maria.user)
    said = client.post("/check-in/", broken, content_type="application/json")
    assert said.status_code == 422
    assert said.json()["error"]


def test_before_the_message_of_an_emergency_nothing_is_taken_and_nothing_lost(safe: People) -> None:
    with clock.set_to(MONDAY):
        screened(safe.maria, {"CES-1": ("Y", "Y")}, asked_in=AskedIn.CHECK_IN)
        said = send(safe, "/check-in/", form(safe, WEEK, MONDAY))
    assert (said.status_code, said.json()["again"]) == (403, True)
    assert "read the message about your safety first" in said.json()["first"]
    assert not check_ins_of(safe.maria)


def test_the_browser_is_told_whose_page_it_is(safe: People) -> None:
    page = signed_in(safe.maria.user).get("/diary/")
    assert page["X-Unbrace-Owner"] == owner_mark(safe.maria.user)
    assert f'data-owner="{owner_mark(safe.maria.user)}"' in page.content.decode()


def test_the_page_says_what_stops_without_a_network(safe: People) -> None:
    client = signed_in(safe.maria.user)
    diary, week, breath = (client.get(to).content.decode() for to in ("/diary/", "/check-in/", "/breathing/"))
    assert f'data-high="{HIGH}" data-rise="{RISE}"' in diary
    assert f'data-usual="{usual_for_page(safe.maria)}"' in diary
    assert f'data-usual="{usual_for_page(safe.maria)}"' in week
    assert f'data-fast="{FAST_AT_REST:.0f}"' in breath
    for page in (diary, client.get("/messages/").content.decode()):
        assert 'id="words-of-concern" data-href="/static/built/words_of_concern.json?v=' in page


def test_words_that_were_built_before_the_content_are_not_given_to_a_device(
    safe: People, settings: Any, tmp_path: Path
) -> None:
    """Then the page names none, and whatever is written closes what is kept."""
    built = settings.BUILT / "words_of_concern.json"
    for there in (None, built.read_text("utf-8").replace("chest", "chess")):
        if there is not None:
            (tmp_path / built.name).write_text(there, "utf-8")
        settings.BUILT = tmp_path
        danger_words_address.cache_clear()
        page = signed_in(safe.maria.user).get("/diary/").content.decode()
        assert 'id="words-of-concern" data-href=""' in page
    danger_words_address.cache_clear()


def test_the_morning_after_stops_at_much_pain_without_a_network(safe: People) -> None:
    with clock.set_to(MONDAY - timedelta(hours=16)):
        sit(safe.maria, sign(safe, safe.maria))
    with clock.set_to(MONDAY):
        page = signed_in(safe.maria.user).get("/").content.decode()
    form = page.split("/morning/")[1].split("</form>")[0]
    assert 'data-high="pain"' in form
    assert 'data-part="signs"' in form
