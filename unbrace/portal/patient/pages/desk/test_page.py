"""A desk is described, one change is tried, asked about on Today after a day and a week, and kept or taken back."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.doors import everybody_else, holds_nothing_of_maria, nothing_leaks, signed_in
from tests.people import screened
from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.desks.models import DeskChange, DeskPhoto, DeskRecord
from unbrace.library.wordlist import banned_word_in

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

SAID = {"longest_sitting_min": "120", "laptop_hours": "6", "bothers": "5", "seat_cm": "48,5"}
ONE = "Get up after half an hour"
ASKED = "How much does sitting there bother you?"


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (80, 60), "tan").save(out, "JPEG")
    return SimpleUploadedFile("desk.jpg", out.getvalue(), "image/jpeg")


def described(people: People, **said: str) -> Client:
    client = signed_in(people.maria.user)
    assert client.post("/desk/record/", {"key": str(uuid4()), **SAID, **said}).status_code == 302
    return client


def change() -> DeskChange:
    return DeskChange.objects.get(closed_at=None)


def text(client: Client, path: str = "/desk/") -> str:
    return client.get(path).content.decode()


def test_it_begins_with_a_few_questions_and_says_honestly_what_a_desk_can_do(people: People) -> None:
    page = text(signed_in(people.maria.user))
    assert "has not reliably prevented back or neck pain" in page
    assert "You need no camera" in page
    assert 'href="/desk/record/"' in page


def test_one_change_comes_of_it_with_its_reason_and_nothing_that_blames(people: People) -> None:
    page = text(described(people))
    assert ONE in page
    assert "You sit up to 120 minutes at a time. Up to 45 is easy on most." in page
    assert "48 cm" in page or "49 cm" in page
    assert "Give the laptop a keyboard" not in page
    assert banned_word_in(page.split("<main")[1]) is None


def test_what_was_written_in_inches_is_kept_in_centimetres_and_read_back(people: People) -> None:
    people.maria.user.units = "imperial"
    people.maria.user.save()
    client = described(people, seat_cm="19")
    assert DeskRecord.objects.get().seat_cm == 48.3
    assert "19 in" in text(client)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"seat_cm": "high"}, "Write digits only, such as 72."),
        ({"seat_cm": "300"}, "This can hardly be."),
        ({"bothers": "eleven"}, "Please choose a number"),
    ],
)
def test_what_cannot_be_is_marked_and_the_rest_stays(
    people: People, said: dict[str, str], sentence: str
) -> None:
    client = signed_in(people.maria.user)
    response = client.post("/desk/record/", {"key": str(uuid4()), **SAID, **said})
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page
    assert 'value="120"' in page
    assert not DeskRecord.objects.exists()


def test_without_a_network_each_form_about_the_desk_holds_the_signs(people: People) -> None:
    client, held = described(people), 'data-part="signs" hidden'
    assert text(client, "/desk/record/").count(held) == 1
    assert held not in text(client)
    client.post(f"/desk/changes/{change().pk}/did/", {"did": "yes"})
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert text(client).count(held) == 1
        assert text(client, "/").count(held) == 1


def test_an_empty_form_is_told_that_one_answer_is_enough(people: People) -> None:
    response = signed_in(people.maria.user).post("/desk/record/", {"key": str(uuid4())})
    assert response.status_code == 422
    assert "Answer at least one of them." in response.content.decode()


def test_done_then_asked_on_today_a_day_and_a_week_later_then_kept_and_the_next_one(people: People) -> None:
    client, now = described(people), clock.now()
    assert ASKED not in text(client, "/")
    client.post(f"/desk/changes/{change().pk}/did/", {"did": "yes"})
    assert "We ask again on" in text(client)
    for days, bothers in ((1, "5"), (7, "2")):
        with clock.set_to(now + timedelta(days=days)):
            screened(people.maria)
            assert ASKED in text(client, "/")
            answer = client.post(
                f"/desk/changes/{change().pk}/look/", {"after_days": str(days), "bothers": bothers}
            )
            assert answer.headers["Location"] == "/desk/"
            assert ASKED not in text(client, "/")
    with clock.set_to(now + timedelta(days=7)):
        page = text(client)
        assert "That speaks for keeping it." in page
        assert "before: 5 of 10" in page
        assert "a week later: 2 of 10" in page
        client.post(f"/desk/changes/{change().pk}/decide/", {"decide": "keep"})
        assert "There is another thing to try" in text(client)
        client.post("/desk/next/")
        assert "Give the laptop a keyboard of its own" in text(client)


def test_not_for_me_and_taking_back_are_good_answers(people: People) -> None:
    client = described(people)
    client.post(f"/desk/changes/{change().pk}/did/", {"did": "no"})
    assert "not for me" in text(client)
    client.post("/desk/next/")
    client.post(f"/desk/changes/{change().pk}/did/", {"did": "yes"})
    page = client.post(
        f"/desk/changes/{change().pk}/decide/", {"decide": "undo"}, follow=True
    ).content.decode()
    assert "Taken back. That is a good answer, too." in page
    assert "Nothing stands out" in page


def test_too_early_is_said_in_words(people: People) -> None:
    client = described(people)
    client.post(f"/desk/changes/{change().pk}/did/", {"did": "yes"})
    response = client.post(f"/desk/changes/{change().pk}/look/", {"after_days": "7", "bothers": "3"})
    assert response.status_code == 422
    assert "It is too early to say" in response.content.decode()


def test_no_answer_at_all_is_asked_again(people: People) -> None:
    client, now = described(people), clock.now()
    client.post(f"/desk/changes/{change().pk}/did/", {"did": "yes"})
    with clock.set_to(now + timedelta(days=1)):
        response = client.post(f"/desk/changes/{change().pk}/look/", {"after_days": "1"})
    assert response.status_code == 422
    assert "Please choose a number" in response.content.decode()


def test_much_of_it_begins_the_questions_about_safety(people: People) -> None:
    client, now = described(people), clock.now()
    client.post(f"/desk/changes/{change().pk}/did/", {"did": "yes"})
    with clock.set_to(now + timedelta(days=1)):
        answer = client.post(f"/desk/changes/{change().pk}/look/", {"after_days": "1", "bothers": "9"})
    assert answer.headers["Location"].startswith("/safety/")


def test_a_picture_needs_a_yes_and_is_gone_when_deleted(people: People) -> None:
    client = described(people)
    path = f"/desk/{DeskRecord.objects.get().pk}/photo/"
    response = client.post(path, {"picture": picture()})
    assert response.status_code == 422
    assert "Tick that your therapists may see this picture." in response.content.decode()
    assert client.post(path, {"agreed": "yes"}).status_code == 422
    assert client.post(path, {"picture": picture(), "agreed": "yes"}).status_code == 302
    photo = DeskPhoto.objects.get()
    shown: Any = client.get(f"/desk/photos/{photo.pk}/")
    assert shown["Content-Type"] == "image/jpeg"
    assert b"".join(shown.streaming_content)[:2] == b"\xff\xd8"
    assert "Delete the picture" in text(client)
    client.post(f"/desk/photos/{photo.pk}/delete/")
    assert client.get(f"/desk/photos/{photo.pk}/").status_code == 404
    assert "Delete the picture" not in text(client)


def test_what_was_written_without_a_network_is_taken_in_once(people: People) -> None:
    client = signed_in(people.maria.user)
    body = {
        "schema": "unbrace.kept-form/1",
        "key": str(uuid4()),
        "owner": owner_mark(people.maria.user),
        "care": str(people.maria.pk),
        "written_at": clock.now().isoformat(),
        "device_clock_offset_s": 0,
        "fields": {"key": str(uuid4()), **SAID},
    }
    sent = [
        client.post("/desk/record/", json.dumps(body), content_type="application/json").status_code
        for _ in range(2)
    ]
    assert sent == [201, 200]
    assert DeskRecord.objects.count() == 1


def test_someone_else_reads_and_changes_nothing_of_hers(people: People) -> None:
    described(people)
    path = f"/desk/{DeskRecord.objects.get().pk}/photo/"
    signed_in(people.maria.user).post(path, {"picture": picture(), "agreed": "yes"})
    photo = DeskPhoto.objects.get()
    nothing_leaks(people, f"/desk/photos/{photo.pk}/")
    nothing_leaks(people, f"/desk/photos/{photo.pk}/delete/", {})
    nothing_leaks(people, path, {"agreed": "yes"})
    nothing_leaks(people, f"/desk/changes/{change().pk}/did/", {"did": "yes"})
    nothing_leaks(people, f"/desk/changes/{change().pk}/decide/", {"decide": "keep"})
    nothing_leaks(people, f"/desk/changes/{change().pk}/look/", {"after_days": "1", "bothers": "3"})
    nothing_leaks(people, f"/desk/changes/{change().pk}/look/", {})
    for who, client in everybody_else(people):
        for page in ("/desk/", "/desk/record/"):
            holds_nothing_of_maria(people, client.get(page), who, ONE)
        holds_nothing_of_maria(people, client.post("/desk/next/"), who, ONE)
    assert change().state == "offered"
