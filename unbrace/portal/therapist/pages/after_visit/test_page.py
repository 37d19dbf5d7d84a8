"""After a visit: one page, a press for each step, and what is done says so."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import sign
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.assessments.actions import Marked, ask_assessment, mark_test
from unbrace.clinic.assessments.models import Attempt
from unbrace.clinic.calls.models import Call
from unbrace.clinic.conversations.actions import send_message, withdraw_message
from unbrace.clinic.conversations.models import Message
from unbrace.clinic.notes.models import Note, NoteDraft
from unbrace.clinic.remote_monitoring.models import WorkEntry
from unbrace.clinic.remote_monitoring.tests.conftest import march as march
from unbrace.clinic.visits.actions import plan_visit
from unbrace.clinic.visits.models import Visit, VisitSummary
from unbrace.clinic.visits.tests.conftest import TUESDAY, opens

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

LET_IN, ENDED = timedelta(minutes=2), timedelta(minutes=29, seconds=40)


def video_visit(people: People, begins: Any) -> Visit:
    """Maria's with Tom, let in two minutes late and ended after 29 minutes and 40 seconds."""
    visit = plan_visit(
        by=people.tom.user, patient=people.maria, kind="follow_up", place="video", begins=begins
    )
    Call.objects.create(visit=visit, opened_at=begins, admitted_at=begins + LET_IN, ended_at=begins + ENDED)
    return visit


@pytest.fixture
def visit(people: People) -> Iterator[Visit]:
    with clock.set_to(TUESDAY - timedelta(days=1)):
        opens(people.tom)
        made = video_visit(people, TUESDAY)
    with clock.set_to(TUESDAY + timedelta(minutes=31)):
        yield made


def at(visit: Visit, what: str = "") -> str:
    return f"/therapist/visits/{visit.pk}/after/{what}"


def tom_of(people: People) -> Client:
    return signed_in(people.tom.user)


def told(client: Client, visit: Visit, text: str, key: uuid.UUID | None = None) -> Any:
    return client.post(at(visit, "summary/"), {"text": text, "key": str(key or uuid.uuid4())}, follow=True)


def test_nothing_is_done_at_first_and_nothing_is_forced(people: People, visit: Visit) -> None:
    page = tom_of(people).get(at(visit)).content.decode()
    assert page.count("Not done yet") == 5
    assert "Minutes of the call" not in page  # this clinic keeps no ledger
    assert "After the visit" in tom_of(people).get(f"/therapist/visits/{visit.pk}/").content.decode()


def test_before_it_has_begun_there_is_no_after(people: People, visit: Visit) -> None:
    with clock.set_to(TUESDAY - timedelta(minutes=1)):
        answer = tom_of(people).get(at(visit))
    assert answer.headers["Location"] == f"/therapist/visits/{visit.pk}/"


def test_what_was_read_off_their_camera_in_the_call_counts_before_a_later_one_of_the_device(
    people: People, visit: Visit
) -> None:
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    marked = Marked(uuid.uuid4(), "measured", "video_camera", {"both": 12.0})
    mark_test(by=people.tom.user, assessment=asked, test="chair-stand-30s", marked=marked)
    seen = Attempt.objects.get()
    seen.pk, seen.key, seen.how, seen.by = uuid.uuid4(), uuid.uuid4(), "camera", people.maria.user
    seen.done_at += timedelta(minutes=1)
    seen.numbers = [one | {"value": 9.0} for one in seen.numbers]
    seen._state.adding = True
    seen.save(force_insert=True)
    tom_of(people).post(at(visit, "note/"))
    assert "that day, by camera: 12 times" in NoteDraft.objects.get().objective


def test_the_note_begins_with_the_visit_and_what_was_measured_that_day(people: People, visit: Visit) -> None:
    tom = people.tom.user
    asked = ask_assessment(by=tom, patient=people.maria, test_set="short-first")
    mark_test(
        by=tom,
        assessment=asked,
        test="chair-stand-30s",
        marked=Marked(uuid.uuid4(), "measured", "video", {"both": 12.0}),
    )
    client = tom_of(people)
    assert told(client, visit, "We walk more.").status_code == 200
    client.post(at(visit, "note/"))
    draft = NoteDraft.objects.get()
    assert "Video visit on 1 December 2026, 09:02 to 09:29, 28 minutes." in draft.objective
    assert "that day, by hand: 12 times, give or take" in draft.objective
    assert "Told the person: “We walk more.”" in draft.plan
    client.post(at(visit, "note/"))
    assert NoteDraft.objects.get().objective.count("Video visit on") == 1  # twice is once


def test_a_draft_that_was_open_keeps_its_words_and_gets_the_visit(people: People, visit: Visit) -> None:
    NoteDraft.objects.create(patient=people.maria, author=people.tom.user, objective="Moves with ease.")
    tom_of(people).post(at(visit, "note/"))
    lines = NoteDraft.objects.get().objective.splitlines()
    assert lines[0].startswith("Video visit on")
    assert lines[-1] == "Moves with ease."


def test_a_signed_note_is_done_and_one_of_before_is_not(people: People, visit: Visit) -> None:
    with clock.set_to(TUESDAY - timedelta(hours=1)):
        Note(patient=people.maria, author=people.tom.user, assessment="Before.").save()
    assert "Begin the note" in tom_of(people).get(at(visit)).content.decode()
    assert "Without a note yet" in tom_of(people).get("/therapist/visits/").content.decode()
    Note(patient=people.maria, author=people.theo.user, assessment="After.").save()
    assert "Signed by Theo" in tom_of(people).get(at(visit)).content.decode()
    assert "Without a note yet" not in tom_of(people).get("/therapist/visits/").content.decode()


def test_the_summary_begins_in_the_persons_language_and_by_their_clock(people: People, visit: Visit) -> None:
    people.maria.user.time_zone = "Australia/Adelaide"
    people.maria.user.save()
    sign(people, people.maria, days_ago=0)
    plan_visit(
        by=people.tom.user,
        patient=people.maria,
        kind="follow_up",
        place="video",
        begins=TUESDAY + timedelta(days=7, hours=1),
    )
    page = tom_of(people).get(at(visit)).content.decode()
    assert "We met on Tuesday 1 December, for 28 minutes." in page
    assert "We meet again on Tuesday 8 December, 19:30." in page
    assert "Your programme has changed." in page


def test_an_empty_line_of_what_was_agreed_does_not_go_out(people: People, visit: Visit) -> None:
    answer = told(tom_of(people), visit, "We met.\nWhat we agreed:\n– ")
    assert answer.status_code == 422
    assert "behind the dash" in answer.content.decode()
    assert "We met.\nWhat we agreed:" in answer.content.decode()
    assert not Message.objects.exists()


def test_the_person_reads_it_on_the_visits_page_and_in_the_conversation(people: People, visit: Visit) -> None:
    send_message(by=people.maria.user, patient=people.maria, key=uuid.uuid4(), text="May I skip Friday?")
    key = uuid.uuid4()
    told(tom_of(people), visit, "We walk more.", key)
    told(tom_of(people), visit, "We walk more.", key)  # a second press
    assert VisitSummary.objects.count() == 1
    assert Message.objects.get(from_patient=True).settled_at is None  # it answers nothing
    assert "Not read yet" in tom_of(people).get(at(visit)).content.decode()
    maria = signed_in(people.maria.user)
    assert "We walk more." in maria.get("/messages/").content.decode()
    Message.objects.filter(from_patient=False).update(read_at=None, read_by=None)
    page = maria.get(f"/visits/{visit.pk}/").content.decode()
    assert "What we said and agreed" in page
    assert "We walk more." in page
    read = tom_of(people).get(at(visit)).content.decode()
    assert "Read 1 December" in read
    assert "Told" not in "".join(OutgoingMail.objects.values_list("body", flat=True))


def test_there_is_one_summary_unless_it_was_taken_back(people: People, visit: Visit) -> None:
    told(tom_of(people), visit, "First words.")
    again = told(tom_of(people), visit, "Second words.")
    assert again.status_code == 422
    assert "They were told already" in again.content.decode()
    assert "Second words." in again.content.decode()  # nothing typed is lost
    withdraw_message(by=people.tom.user, message=Message.objects.get())
    assert "First words." not in signed_in(people.maria.user).get(f"/visits/{visit.pk}/").content.decode()
    told(tom_of(people), visit, "Second words.")
    assert "Second words." in signed_in(people.maria.user).get(f"/visits/{visit.pk}/").content.decode()


def test_whoever_did_not_come_is_written_to_and_booked_and_nothing_else(people: People, visit: Visit) -> None:
    tom_of(people).post(f"/therapist/visits/{visit.pk}/mark/", {"outcome": "no_show", "back": "after"})
    page = tom_of(people).get(at(visit)).content.decode()
    assert "Begin the note" not in page
    assert 'name="text"' not in page
    assert "Book or propose a time" in page
    assert told(tom_of(people), visit, "We met.").status_code == 422


def test_the_next_visit_is_offered_a_week_on_and_leads_back_here(people: People, visit: Visit) -> None:
    page = tom_of(people).get(at(visit)).content.decode()
    (address,) = re.findall(r'href="([^"]+/visits/\?from=[^"]+)"', page)
    address = address.replace("&amp;", "&")
    assert "from=2026-12-08&place=video" in address
    booked = tom_of(people).post(
        address,
        {"kind": "follow_up", "place": "video", "begins": (TUESDAY + timedelta(days=7)).isoformat()},
        follow=True,
    )
    assert booked.redirect_chain[-1][0] == at(visit)
    assert "Tuesday 8 December, 09:00" in booked.content.decode()
    assert "Tuesday 8 December" in signed_in(people.maria.user).get(f"/visits/{visit.pk}/").content.decode()


def test_the_minutes_are_counted_once_and_only_when_somebody_says_so(march: People) -> None:
    begins = clock.now() + timedelta(days=1)
    visit = video_visit(march, begins)
    with clock.set_to(begins + timedelta(minutes=31)):
        page = tom_of(march).get(at(visit)).content.decode()
        assert "Count 27 minutes of live contact" in page  # a minute that was begun is none
        assert not WorkEntry.objects.exists()
        assert "Count 27" not in signed_in(march.theo.user).get(at(visit)).content.decode()
        for _ in range(2):
            tom_of(march).post(at(visit, "minutes/"))
        entry = WorkEntry.objects.get()
        assert (entry.source, entry.way, entry.worker) == ("contact", "video", march.tom.user)
        assert entry.ends_at - entry.begins_at == timedelta(minutes=27)
        assert (
            "27 minutes of live contact, in the ledger of Tom"
            in tom_of(march).get(at(visit)).content.decode()
        )


def test_what_was_written_down_by_hand_or_struck_is_not_counted_again(march: People) -> None:
    begins = clock.now() + timedelta(days=1)
    visit = video_visit(march, begins)
    with clock.set_to(begins + timedelta(minutes=31)):
        by_hand = WorkEntry(
            patient=march.maria, worker=march.tom.user, entered_by=march.tom.user, source="contact", way="video",
            begins_at=begins, ends_at=begins + timedelta(minutes=20),
        )  # fmt: skip
        by_hand.save()
        tom_of(march).post(at(visit, "minutes/"))
        assert WorkEntry.objects.get() == by_hand


def test_a_struck_one_stays_struck(march: People) -> None:
    begins = clock.now() + timedelta(days=1)
    visit = video_visit(march, begins)
    with clock.set_to(begins + timedelta(minutes=31)):
        tom_of(march).post(at(visit, "minutes/"))
        entry = WorkEntry.objects.get()
        address = f"/therapist/patients/{march.maria.pk}/monitoring/{entry.pk}/"
        tom_of(march).post(address, {"strike": "yes", "because": "Another matter."})
        tom_of(march).post(at(visit, "minutes/"))
        assert WorkEntry.objects.count() == 2  # the entry and what struck it
        assert "was struck there" in tom_of(march).get(at(visit)).content.decode()


def test_the_page_asks_the_same_whatever_is_done(people: People, visit: Visit) -> None:
    client = tom_of(people)
    client.get(at(visit))
    with CaptureQueriesContext(connection) as before:
        client.get(at(visit))
    told(client, visit, "We walk more.")
    Note(patient=people.maria, author=people.tom.user, assessment="After.").save()
    client.get(at(visit))
    with CaptureQueriesContext(connection) as after:
        client.get(at(visit))
    assert max(len(before), len(after)) <= 16


def test_someone_else_finds_no_such_page(people: People, visit: Visit) -> None:
    nothing_leaks(people, at(visit), None, str(visit.pk))
    for what in ("note/", "summary/", "minutes/"):
        nothing_leaks(people, at(visit, what), {"text": "x", "key": str(uuid.uuid4())})
        assert signed_in(people.olga.user).post(at(visit, what), {"text": "x"}).status_code == 404
    assert not Message.objects.exists()
    assert not NoteDraft.objects.exists()
