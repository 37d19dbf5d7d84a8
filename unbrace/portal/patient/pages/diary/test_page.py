"""The diary: 0 is 0, left out is left out; put right and undone; a jump or a word leads to safety; only one's own."""

from __future__ import annotations

import json
import re
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import TURNED_AWAY, everybody_else, holds_nothing_of_maria, nothing_leaks, signed_in
from tests.people import ZONE, also_treated_at, screened
from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.check_ins.actions import write_diary
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.check_ins.queries import DiaryEntry, diary_of
from unbrace.clinic.questionnaires.queries import Allowed, safety_of
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People


def said(**answers: str) -> dict[str, str]:
    return {"key": str(uuid.uuid4()), "pain-low_back": "2", **answers}


def write(client: Client, address: str = "/diary/", **answers: str) -> Any:
    return client.post(address, said(**answers), follow=True)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def hers(people: People, **fields: Any) -> DiaryEntry:
    draft = DiaryDraft(key=uuid.uuid4(), written_at=clock.now(), time_zone=ZONE, **fields)
    return write_diary(by=people.maria.user, patient=people.maria, draft=draft)[0]


def from_a_device(people: People, **fields: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "schema": "unbrace.diary-entry/2", "key": str(uuid.uuid4()), "owner": owner_mark(people.maria.user),
        "care": str(people.maria.pk),
        "replaces": None, "written_at": clock.now().isoformat(), "time_zone": ZONE, "device_clock_offset_s": 0,
        "pains": {"low_back": 0}, "sleep_hours": None, "sleep_quality": None, "stress": None,
        "active_minutes": None, "mood": None, "medication": "", "note": "",
    }  # fmt: skip
    return plain | fields


def send(client: Client, body: Any) -> Any:
    return client.post("/diary/entries/", json.dumps(body), content_type="application/json")


def test_a_day_in_a_few_taps_is_read_back_as_it_was_said(people: People) -> None:
    page = text(
        write(
            signed_in(people.maria.user),
            **{"pain-low_back": "0", "pain-leg": "skip", "stress": "0", "sleep_hours": "7", "note": "Rain."},
        )
    )
    assert "Kept." in page
    for words in ("Worst pain, of 10: lower back 0<", "Stress, of 10: 0", "Hours of sleep: 7", "Rain."):
        assert words in page
    assert "leg" not in page.split("What you have written")[1].split("</article>")[0].lower()
    assert "Mood, of 10" not in page


def test_nothing_is_chosen_before_somebody_chooses(people: People) -> None:
    page = signed_in(people.maria.user).get("/diary/").content.decode()
    assert "checked" not in page
    assert "Nothing here yet" in page


def test_sent_twice_it_is_one_and_without_an_answer_it_says_so(people: People) -> None:
    client, answers = signed_in(people.maria.user), said()
    for _ in range(2):
        client.post("/diary/", answers)
    assert DiaryEntry.objects.count() == 1
    nothing = client.post("/diary/", {"key": str(uuid.uuid4())})
    assert nothing.status_code == 422
    assert "One is enough" in text(nothing)
    assert client.post("/diary/", said(sleep_hours="a few")).status_code == 422
    assert client.post("/diary/", said(**{"pain-neck": "11"})).status_code == 422
    assert client.post("/diary/", {"stress": "1"}).status_code == 422


def test_it_can_be_put_right_and_undone(people: People) -> None:
    client, first = signed_in(people.maria.user), hers(people, pains={"low_back": 3}, note="First.")
    form = client.get(f"/diary/{first.pk}/").content.decode()
    assert re.search(r'name="pain-low_back" value="3" checked', form)
    assert ">First.</textarea>" in form
    write(client, f"/diary/{first.pk}/", note="Second.")
    (now,) = diary_of(people.maria)
    assert (now.note, now.replaces_id) == ("Second.", first.pk)
    assert client.get(f"/diary/{first.pk}/").status_code == 404
    again = client.post(f"/diary/{first.pk}/", said(note="Third."))
    assert again.status_code == 409
    assert "changed somewhere else" in text(again)
    assert "Third." in text(again)
    client.post(f"/diary/{now.pk}/undo/")
    assert [one.note for one in diary_of(people.maria)] == ["First."]


@pytest.mark.parametrize("answers", [{"pain-low_back": "9"}, {"note": "I cannot pass water today"}])
def test_a_jump_or_an_alarming_word_leads_to_the_safety_questions(
    people: People, answers: dict[str, str]
) -> None:
    client = signed_in(people.maria.user)
    asked = write(client, **answers)
    assert re.fullmatch(r"/safety/[0-9a-f-]{36}/", asked.redirect_chain[-1][0])
    assert gate_of(people.maria).allowed is Allowed.NOTHING
    begun = safety_of(people.maria).begun
    assert begun is not None
    screened(people.maria, asked_in=begun)
    assert "Kept." in text(client.get("/diary/then/", follow=True))


def test_whoever_writes_of_hurting_themselves_is_told_whom_to_talk_to(people: People) -> None:
    page = text(write(signed_in(people.maria.user), note="I want to hurt myself"))
    assert "You are not alone with this" in page


def test_pain_in_a_place_nobody_has_asked_about_is_noticed(people: People) -> None:
    assert "have not asked about yet" in text(write(signed_in(people.maria.user), **{"pain-neck": "2"}))


def test_an_entry_kept_on_a_device_is_taken_once(people: People) -> None:
    client, body = signed_in(people.maria.user), from_a_device(people)
    answers = [send(client, body) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert DiaryEntry.objects.get().pains == {"low_back": 0}
    other = send(client, body | {"stress": 9})
    assert other.status_code == 409
    assert "one here, one on your device" in text(other)
    assert DiaryEntry.objects.get().stress is None


def test_an_entry_from_a_device_opens_the_safety_questions_too(people: People) -> None:
    send(signed_in(people.maria.user), from_a_device(people, pains={"low_back": 8}))
    assert gate_of(people.maria).allowed is Allowed.NOTHING


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 422),
        ("[]", 422),
        ('{"schema": "x"}', 422),
        ("x" * 30_000, 422),
        ("\ud800".encode("utf-8", "surrogatepass"), 422),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(people: People, body: Any, status: int) -> None:
    answer = signed_in(people.maria.user).post("/diary/entries/", body, content_type="application/json")
    assert answer.status_code == status
    assert answer.json()["error"]


def test_someone_else_on_the_same_device_sends_nothing_in_her_name(people: People) -> None:
    body = from_a_device(people)
    for who, client in everybody_else(people):
        answer = send(client, body)
        assert answer.status_code in {401, 403}, who
        holds_nothing_of_maria(people, answer, who)
    assert DiaryEntry.objects.count() == 0


def test_someone_else_reads_changes_and_undoes_nothing_of_hers(people: People) -> None:
    entry = hers(people, note="Only mine.")
    nothing_leaks(people, f"/diary/{entry.pk}/", None, "Only mine.")
    nothing_leaks(people, f"/diary/{entry.pk}/", said(note="Theirs."), "Only mine.")
    nothing_leaks(people, f"/diary/{entry.pk}/undo/", {})
    for who, client in everybody_else(people):
        for address in ("/diary/", "/diary/then/"):
            holds_nothing_of_maria(people, client.get(address), who, "Only mine.")
        holds_nothing_of_maria(people, client.post("/diary/", said()), who, "Only mine.")
    assert [one.note for one in diary_of(people.maria)] == ["Only mine."]


def before_care_was_named(people: People, **fields: Any) -> dict[str, Any]:
    body = from_a_device(people, schema="unbrace.diary-entry/1", **fields)
    del body["care"]
    return body


def looking_at(people: People, care: Any) -> Client:
    client = signed_in(people.maria.user)
    client.post(f"/you/clinic/{care.pk}/")
    return client


def test_an_entry_goes_to_the_care_it_was_written_under_whatever_is_looked_at_later(people: People) -> None:
    hilltop = also_treated_at(people.maria, people.ines)
    screened(hilltop)
    client = looking_at(people, hilltop)
    assert send(client, from_a_device(people)).status_code == 201
    assert send(client, from_a_device(people, care=str(hilltop.pk))).status_code == 201
    assert [entry.patient for entry in DiaryEntry.objects.order_by("received_at")] == [people.maria, hilltop]


def test_a_page_that_was_opened_for_one_clinic_writes_to_no_other(people: People) -> None:
    hilltop = also_treated_at(people.maria, people.ines)
    screened(hilltop)
    page = looking_at(people, people.maria).get("/diary/").content.decode()
    assert f'name="care" value="{people.maria.pk}"' in page
    assert "It goes to Riverside." in page
    client = looking_at(people, hilltop)
    asked = client.post(
        "/diary/", said(care=str(people.maria.pk), note="I cannot pass water today"), follow=True
    )
    assert DiaryEntry.objects.get().patient == people.maria
    screen = people.maria.safety_screens.latest("started_at")
    assert asked.redirect_chain[-1][0] == f"/safety/{screen.pk}/"  # asked where it was written
    assert client.get("/diary/then/?care=x").status_code == 404


def test_an_entry_that_names_no_care_goes_nowhere_by_guess(people: People) -> None:
    client = signed_in(people.maria.user)
    one_clinic = before_care_was_named(people)
    assert send(client, one_clinic).status_code == 201
    hilltop = also_treated_at(people.maria, people.ines)
    assert send(client, one_clinic).status_code == 200  # known, and written while there was one
    unclear = send(client, before_care_was_named(people, written_at=clock.now().isoformat()))
    assert unclear.status_code == 422
    assert "does not say which one" in unclear.json()["error"]
    people.maria.ended_at = clock.now()
    people.maria.save()
    gone = [
        send(client, from_a_device(people)),
        send(client, before_care_was_named(people) | {"written_at": one_clinic["written_at"]}),
    ]
    assert [answer.status_code for answer in gone] == [403, 403]
    assert "no longer treats you" in gone[0].json()["error"]
    assert [entry.patient for entry in DiaryEntry.objects.all()] == [people.maria]
    assert not hilltop.diary_entries.exists()


@pytest.mark.parametrize("fields", [{"pains": {"low_back": 9}}, {"note": "I cannot pass water"}])
def test_yesterdays_entry_that_arrives_today_opens_what_todays_would(
    people: People, fields: dict[str, Any]
) -> None:
    yesterday = (clock.now() - timedelta(days=1, hours=2)).isoformat()
    send(signed_in(people.maria.user), from_a_device(people, written_at=yesterday, **fields))
    assert gate_of(people.maria).allowed is Allowed.NOTHING


def test_words_are_asked_about_though_another_set_is_due_as_well(people: People) -> None:
    """A jump in pain is due too, and its set asks about one place only; the words are about another."""
    client = signed_in(people.maria.user)
    write(client, **{"pain-low_back": "9", "note": "I cannot pass water today"})
    begun = safety_of(people.maria).begun
    assert begun is AskedIn.BEFORE_SESSION
    screened(people.maria, asked_in=begun)
    assert gate_of(people.maria).due is AskedIn.FLARE_UP


def test_someone_else_names_her_care_in_vain(people: People) -> None:
    hers(people, note="Only mine.")
    for who, client in everybody_else(people):
        answers = [
            client.get(f"/diary/then/?care={people.maria.pk}"),
            client.post("/diary/", said(care=str(people.maria.pk))),
        ]
        for answer in answers:
            assert answer.status_code in TURNED_AWAY, who
            holds_nothing_of_maria(people, answer, who, "Only mine.")
    assert [one.note for one in diary_of(people.maria)] == ["Only mine."]
    mine = from_a_device(people, owner=owner_mark(people.jonas.user))
    assert send(signed_in(people.jonas.user), mine).status_code == 403
    assert DiaryEntry.objects.count() == 1
