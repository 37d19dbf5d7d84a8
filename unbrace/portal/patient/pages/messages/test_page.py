"""Messages at the patient's door: written once, read in words, files shown to the right person for a short while."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import everybody_else, holds_nothing_of_maria, nothing_leaks, signed_in
from tests.people import a_picture, also_treated_at, screened
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.care_teams.actions import set_emergency_contacts
from unbrace.clinic.conversations.actions import (
    answer_message,
    read_conversation,
    send_message,
    set_reply_time,
)
from unbrace.clinic.conversations.models import Message
from unbrace.portal import message_files
from unbrace.portal.conversation import flag_words
from unbrace.portal.message_files import mark_for
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People

JSON = {"Accept": "application/json"}
NUMB = "I feel numb between my legs"


def written(people: People, text: str = "May I skip Friday?", **more: Any) -> Message:
    return send_message(by=people.maria.user, patient=people.maria, key=uuid.uuid4(), text=text, **more)[0]


def post(people: People, follow: bool = True, **data: Any) -> Any:
    return signed_in(people.maria.user).post("/messages/send/", data, follow=follow)


def page(people: People, query: str = "") -> str:
    return signed_in(people.maria.user).get(f"/messages/{query}").content.decode()


def test_an_empty_conversation_invites_and_says_who_answers_when(people: People) -> None:
    set_reply_time(by=people.olga.user, clinic=people.riverside, working_days=1)
    set_emergency_contacts(
        by=people.olga.user, clinic=people.riverside, emergency_number="112", crisis_line=""
    )
    shown = page(people)
    assert "Nothing written yet" in shown
    assert "Tom usually answers within 1 working day." in shown
    assert 'In an emergency call <a href="tel:112" dir="ltr">112</a>' in shown


def test_without_a_number_it_is_said_in_words(people: People) -> None:
    assert "Tom usually answers within 2 working days" in page(people)
    assert "call your local emergency number" in page(people)


def test_what_is_sent_stands_there_with_its_state_in_words(people: People) -> None:
    answer = post(people, text="May I skip Friday?", key=str(uuid.uuid4()))
    assert "Sent. Tom usually answers" in answer.content.decode()
    assert "Sent, not read yet" in page(people)
    read_conversation(by=people.tom.user, patient=people.maria)
    assert re.search(r"Read by Tom, \w+day \d\d:\d\d", page(people))


def test_opening_it_is_reading_the_answer_and_a_look_ahead_is_not(people: People) -> None:
    answer_message(by=people.tom.user, patient=people.maria, key=uuid.uuid4(), text="Yes, rest.")
    client = signed_in(people.maria.user)
    assert "1 new message from Tom" in client.get("/").content.decode()
    client.head("/messages/")
    assert Message.objects.get().read_at is None
    assert "Yes, rest." in client.get("/messages/").content.decode()
    assert Message.objects.get().read_by == people.maria.user
    assert "new message" not in client.get("/").content.decode()


def test_a_device_that_sends_again_gets_the_same_answer_and_one_message_is_kept(people: People) -> None:
    client, key = signed_in(people.maria.user), str(uuid.uuid4())
    data = {"text": "Hello", "key": key, "owner": owner_mark(people.maria.user)}
    first = client.post("/messages/send/", data, headers=JSON)
    again = client.post("/messages/send/", data, headers=JSON)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["message"] == again.json()["message"]
    other = client.post("/messages/send/", data | {"text": "Another"}, headers=JSON)
    assert other.status_code == 409
    assert "Both are kept" in other.json()["error"]
    assert Message.objects.count() == 1


def test_what_was_written_offline_keeps_its_day(people: People) -> None:
    began = clock.now() - timedelta(days=1)
    post(people, text="Hello", written_at=began.isoformat())
    assert f"Written on {began.astimezone(people.maria.user.zone):%A}" in page(people)


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-11-01T10:00:00", "9" * 300])
def test_a_time_that_cannot_be_read_is_not_known_and_loses_nothing(people: People, moment: str) -> None:
    post(people, text="Hello", written_at=moment)
    assert Message.objects.get().text == "Hello"


def test_a_message_of_another_person_on_this_device_waits_for_them(people: People) -> None:
    data = {"text": "Jonas wrote this", "owner": owner_mark(people.jonas.user)}
    answer = signed_in(people.maria.user).post("/messages/send/", data, headers=JSON)
    assert answer.status_code == 403
    assert "someone else on this device" in answer.json()["error"]
    assert not Message.objects.exists()


def test_it_goes_to_the_clinic_it_was_written_to_whichever_is_looked_at_now(people: People) -> None:
    there = also_treated_at(people.maria, people.ines)
    client = signed_in(people.maria.user)
    client.post(f"/you/clinic/{there.pk}/")
    client.post("/messages/send/", {"text": "To Tom", "care": str(people.maria.pk)}, headers=JSON)
    assert Message.objects.get().patient == people.maria
    for care in (str(people.jonas.pk), "nonsense", str(uuid.uuid4())):
        answer = client.post("/messages/send/", {"text": "x", "care": care}, headers=JSON)
        assert answer.status_code == 403
        assert "no longer treats you" in answer.json()["error"]
    assert Message.objects.count() == 1


def test_a_refusal_keeps_what_was_written_in_the_box(people: People) -> None:
    answer = post(people, text="x" * 4001)
    assert answer.status_code == 422
    assert "at most 4000 letters" in answer.content.decode()
    assert "x" * 4001 in answer.content.decode()
    bad = SimpleUploadedFile("holiday.heic", b"\x00\x00\x00\x18ftypheic" + bytes(50), "image/jpeg")
    shown = post(people, text="My chair", picture=bad)
    assert shown.status_code == 422
    assert "HEIC format" in shown.content.decode()
    assert "My chair</textarea>" in shown.content.decode()


def test_words_of_concern_lead_to_the_questions_with_a_calm_sentence(people: People) -> None:
    answer = post(people, text=NUMB)
    message = Message.objects.get()
    assert answer.redirect_chain[-1][0] == f"/safety/{message.screen_id}/"
    shown = answer.content.decode()
    assert "Your message is on its way to Tom" in shown
    assert "a changed feeling between your legs" in shown
    sent = {"text": NUMB, "key": str(message.key)}
    again = signed_in(people.maria.user).post("/messages/send/", sent, headers=JSON)
    assert again.json()["ask"] == f"/safety/{message.screen_id}/"


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "a change in passing water"),
        ("es", "un cambio al orinar"),
        ("de", "eine Veränderung beim Wasserlassen"),
        ("ar", "تغيُّر في التبوُّل"),
    ],
)
@pytest.mark.parametrize("text", ["i cant pee", "no puedo mear", "kann nich pissen", "ماقدر اتبول"])
def test_words_in_any_language_are_named_in_the_one_of_the_page(
    people: People, language: str, says: str, text: str
) -> None:
    User.objects.filter(pk=people.maria.user.pk).update(language=language)
    assert says in post(people, text=text).content.decode()
    message = Message.objects.get()
    assert message.concerns == ["bladder"]
    assert flag_words(message) == "May be about: cauda equina / cord."


def test_in_an_emergency_the_message_arrives_and_the_page_says_what_to_do(people: People) -> None:
    screened(people.maria, {"CES-2": "U"}, asked_in=AskedIn.CHECK_IN)
    answer = post(people, text=NUMB)
    assert Message.objects.get().text == NUMB
    assert "Get help now" in answer.content.decode()
    assert "Get help now" in post(people, text="").content.decode()
    assert "Get help now" in signed_in(people.maria.user).get("/messages/", follow=True).content.decode()


def test_a_picture_is_shown_by_a_short_lived_address_and_kept_nowhere(people: People) -> None:
    picture = a_picture()
    upload = SimpleUploadedFile("a.jpg", picture.content.read(), "text/html")
    post(people, text="", picture=upload)
    (address,) = set(re.findall(r'src="(/messages/files/[^"]+)"', page(people)))
    answer = signed_in(people.maria.user).get(address.replace("&amp;", "&"))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content.startswith(b"\xff\xd8")


def test_an_address_is_good_for_one_person_one_file_and_a_quarter_of_an_hour(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = written(people, file=a_picture()), written(people, file=a_picture("red"))
    client, mark = signed_in(people.maria.user), mark_for(one.attachment, people.maria.user)
    place = f"/messages/files/{one.attachment.pk}/?mark="
    assert client.get(place + mark).status_code == 200
    for wrong in ("", "x", mark[:-1], mark_for(other.attachment, people.maria.user)):
        assert client.get(place + wrong).status_code == 404
    assert client.get(place + mark_for(one.attachment, people.tom.user)).status_code == 404
    monkeypatch.setattr(message_files, "GOOD_FOR", timedelta(seconds=-1))
    assert client.get(place + mark).status_code == 404


def test_a_player_gets_the_part_it_asks_for(people: People) -> None:
    message = written(people, file=a_picture())
    client = signed_in(people.maria.user)
    place = f"/messages/files/{message.attachment.pk}/?mark={mark_for(message.attachment, people.maria.user)}"
    whole = client.get(place).content
    for asked, wanted in {
        "bytes=0-9": whole[:10],
        "bytes=10-": whole[10:],
        "bytes=-5": whole[-5:],
        "bytes=5-999999999": whole[5:],
        "bytes=-999999999": whole,
    }.items():
        answer = client.get(place, headers={"Range": asked})
        assert (answer.status_code, answer.content) == (206, wanted), asked
    assert client.get(place, headers={"Range": "bytes=99999999-"}).status_code == 416
    for nonsense in ("bytes=-", "lines=1-2", "bytes=1-2,4-5", "bytes=a-b", "bytes=9-1"):
        assert client.get(place, headers={"Range": nonsense}).status_code in (200, 416), nonsense


def test_taking_it_back_removes_it_and_later_says_why_not(people: People) -> None:
    message = written(people)
    client, place = signed_in(people.maria.user), f"/messages/{Message.objects.get().pk}/take-back/"
    with clock.set_to(clock.now() + timedelta(hours=1)):
        assert "15 minutes" in client.post(place, follow=True).content.decode()
        assert f"{message.pk}/take-back/" not in client.get("/messages/").content.decode()
    assert f"{message.pk}/take-back/" in client.get("/messages/").content.decode()
    shown = client.post(place, follow=True).content.decode()
    assert "May I skip Friday" not in shown
    assert "Taken back" in shown


def test_three_hundred_messages_cost_no_more_questions_than_one_and_come_in_pages(people: People) -> None:
    first = written(people, file=a_picture())
    client = signed_in(people.maria.user)
    client.get("/messages/")
    with CaptureQueriesContext(connection) as few:
        client.get("/messages/")
    more = [
        Message(
            patient=people.maria,
            by=people.tom.user if number % 2 else people.maria.user,
            from_patient=not number % 2,
            key=uuid.uuid4(),
            body_hash="x",
            text=f"Message {number}.",
            written_at=first.at + timedelta(seconds=number),
            at=first.at + timedelta(seconds=number),
            read_at=clock.now(),
            read_by=people.maria.user,
        )
        for number in range(1, 300)
    ]
    Message.objects.bulk_create(more)
    with CaptureQueriesContext(connection) as many:
        shown = client.get("/messages/").content.decode()
    assert len(many) == len(few) <= 8
    assert "Message 299." in shown
    assert shown.count("<article") == 25
    seen, query = set(re.findall(r"Message \d+\.", shown)), re.search(r'href="(\?before=[^"]+)"', shown)
    while query:
        shown = client.get(f"/messages/{query.group(1)}").content.decode()
        assert not seen & set(re.findall(r"Message \d+\.", shown))
        seen |= set(re.findall(r"Message \d+\.", shown))
        query = re.search(r'href="(\?before=[^"]+)"', shown)
    assert len(seen) == 299


def test_what_somebody_writes_is_shown_as_text(people: People) -> None:
    post(people, text="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(people)
    assert "<script>alert" not in page(people)


def test_signed_out_a_device_hears_that_it_is_kept(people: People, client: Any) -> None:
    answer = client.post("/messages/send/", {"text": "Hello"}, headers=JSON)
    assert answer.status_code == 401
    assert "kept on this device" in answer.json()["error"]
    assert client.post("/messages/send/", {"text": "Hello"}).status_code == 302


def test_someone_else_reads_nothing_sends_nothing_and_takes_nothing_back(people: People) -> None:
    message = written(people, "A Secret", file=a_picture())
    mark = mark_for(message.attachment, people.maria.user)
    nothing_leaks(people, f"/messages/{message.pk}/take-back/", {}, "A Secret")
    nothing_leaks(people, f"/messages/files/{message.attachment.pk}/?mark={mark}", None, "A Secret")
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/messages/"), who, "A Secret")
    message.refresh_from_db()
    assert (message.text, message.read_at) == ("A Secret", None)
