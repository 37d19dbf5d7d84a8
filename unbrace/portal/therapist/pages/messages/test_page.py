"""The conversation at the therapist's door: read, answered, settled; safety words need a reason."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import a_picture, screened
from unbrace.clinic import clock
from unbrace.clinic.care_teams.actions import remove_member
from unbrace.clinic.conversations.actions import keep_snippet, send_message
from unbrace.clinic.conversations.models import Message
from unbrace.portal.message_files import mark_for

if TYPE_CHECKING:
    from tests.people import People

NUMB = "I feel numb between my legs"


def written(people: People, text: str = "May I skip Friday?", **more: Any) -> Message:
    return send_message(by=people.maria.user, patient=people.maria, key=uuid.uuid4(), text=text, **more)[0]


def place(people: People, deed: str = "") -> str:
    return f"/therapist/patients/{people.maria.pk}/messages/{deed}"


def worklist(people: People, query: str = "") -> str:
    return signed_in(people.tom.user).get(f"/therapist/{query}").content.decode()


def rows(people: People) -> str:
    """The list itself, without the reasons to choose from above it."""
    return worklist(people).partition('data-part="rows"')[2]


def test_opening_it_tells_the_person_who_has_read_it(people: People) -> None:
    message = written(people)
    page = signed_in(people.tom.user).get(place(people)).content.decode()
    assert "May I skip Friday?" in page
    message.refresh_from_db()
    assert message.read_by == people.tom.user


def test_the_row_is_answered_in_place_and_gone(people: People) -> None:
    written(people)
    shown = worklist(people)
    assert "May I skip Friday?" in shown
    (key,) = re.findall(r'name="key" value="([^"]+)"', shown)
    client = signed_in(people.tom.user)
    answer = {"text": "Yes, rest.", "key": key}
    done = client.post(place(people, "answer/") + "?from=worklist", answer, follow=True)
    assert "Sent to Maria" in done.content.decode()
    assert "All clear" in done.content.decode()
    assert "Yes, rest." in signed_in(people.maria.user).get("/messages/").content.decode()
    client.post(place(people, "answer/"), answer)
    assert Message.objects.filter(from_patient=False).count() == 1


def test_no_answer_needed_settles_what_was_in_view_and_no_more(people: People) -> None:
    seen, later = written(people), written(people, "One more")
    client = signed_in(people.tom.user)
    client.post(place(people, "settle/") + "?from=worklist", {"message": str(seen.pk)})
    seen.refresh_from_db()
    later.refresh_from_db()
    assert seen.settled_by == people.tom.user
    assert later.settled_at is None


def test_safety_words_stand_first_and_are_settled_with_a_reason_only(people: People) -> None:
    send_message(by=people.jonas.user, patient=people.jonas, key=uuid.uuid4(), text="A plain question")
    message = written(people, NUMB)
    shown = worklist(people)
    assert shown.index("Maria") < shown.index("Jonas")
    assert "Safety words" in shown
    assert "May be about: cauda equina." in shown
    assert "are not answered yet" in shown
    client = signed_in(people.tom.user)
    assert "may be about safety" in client.get(place(people)).content.decode()
    refused = client.post(place(people, "settle/"), {"message": str(message.pk), "reason": " "})
    assert refused.status_code == 422
    assert "why it is safe" in refused.content.decode()
    client.post(place(people, "answer/"), {"text": "Ring me now.", "key": str(uuid.uuid4())})
    assert "Safety words" in worklist(people)
    assert message.screen is not None
    screened(people.maria, asked_in=message.screen.occasion, regions=message.screen.regions)
    assert "The safety questions are answered" in worklist(people)
    reason = {"message": str(message.pk), "reason": "Rang her; her doctor has seen her."}
    done = client.post(place(people, "settle/"), reason, follow=True)
    assert "Looked at by Tom" in done.content.decode()
    assert "Safety words" not in worklist(people)


def test_what_can_wait_for_days_stands_below_words_that_nobody_has_judged(people: People) -> None:
    screened(people.jonas, {"GEN-1": "Y"})
    written(people, NUMB)
    shown = rows(people)
    assert "For you to look at" in shown
    assert shown.index("Safety words") < shown.index("For you to look at")
    screened(people.jonas, {"CES-2": "U"})
    shown = rows(people)
    assert shown.index("Emergency") < shown.index("Safety words")
    send_message(by=people.jonas.user, patient=people.jonas, key=uuid.uuid4(), text="I wet myself")
    assert "No questions could be opened with it" in worklist(people)


def test_a_colleague_sees_the_row_when_asking_for_the_whole_clinic(people: People) -> None:
    written(people)
    client = signed_in(people.theo.user)
    assert "May I skip" not in client.get("/therapist/").content.decode()
    assert "May I skip" in client.get("/therapist/?whose=all").content.decode()


def test_ones_own_snippets_stand_beside_the_answer_and_nobody_elses(people: People) -> None:
    keep_snippet(by=people.tom.user, clinic=people.riverside, text="Hurt is not the same as harm.")
    keep_snippet(by=people.theo.user, clinic=people.riverside, text="Theo's own words")
    page = signed_in(people.tom.user).get(place(people)).content.decode()
    assert "Hurt is not the same as harm." in page
    assert "own words" not in page


def test_an_answer_without_words_is_asked_for_again(people: People) -> None:
    answer = signed_in(people.tom.user).post(place(people, "answer/"), {"text": " "})
    assert answer.status_code == 422
    assert "Write a few words first" in answer.content.decode()


def test_his_own_answer_can_be_taken_back(people: People) -> None:
    client = signed_in(people.tom.user)
    client.post(place(people, "answer/"), {"text": "Wrong person", "key": str(uuid.uuid4())})
    answer = Message.objects.get()
    client.post(place(people, f"{answer.pk}/take-back/"))
    assert "Wrong person" not in signed_in(people.maria.user).get("/messages/").content.decode()


def test_more_rows_and_messages_cost_no_more_questions(people: People) -> None:
    written(people, file=a_picture())
    written(people, NUMB)
    client = signed_in(people.tom.user)
    for address, most in (
        (place(people), 8),
        ("/therapist/", 18),
    ):  # the work-list asks every room that has rows for it
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        rows = [
            Message(
                patient=patient, by=patient.user, from_patient=True, key=uuid.uuid4(), body_hash="x",
                text="More", written_at=clock.now(), at=clock.now(), read_at=clock.now(), read_by=people.tom.user,
            )
            for patient in (people.maria, people.jonas)
            for _ in range(150)
        ]  # fmt: skip
        Message.objects.bulk_create(rows)
        with CaptureQueriesContext(connection) as many:
            assert "More" in client.get(address).content.decode()
        assert len(many) == len(few) <= most, address
        Message.objects.filter(text="More").delete()


def test_someone_else_neither_reads_nor_answers(people: People) -> None:
    message = written(people, "A Secret", file=a_picture())
    mark = mark_for(message.attachment, people.tom.user)
    for deed in ("", f"files/{message.attachment.pk}/?mark={mark}"):
        nothing_leaks(people, place(people, deed), None, "A Secret")
    for deed in ("answer/", "settle/", f"{message.pk}/take-back/"):
        nothing_leaks(people, place(people, deed), {"text": "x", "message": str(message.pk)}, "A Secret")
    assert signed_in(people.olga.user).get(place(people)).status_code == 404
    message.refresh_from_db()
    assert (message.read_at, message.settled_at) == (None, None)


def test_someone_elses_message_cannot_be_settled_through_ones_own_patient(people: People) -> None:
    foreign, _ = send_message(
        by=people.victor.user, patient=people.victor, key=uuid.uuid4(), text="At Hilltop"
    )
    answer = signed_in(people.tom.user).post(place(people, "settle/"), {"message": str(foreign.pk)})
    assert answer.status_code == 404
    foreign.refresh_from_db()
    assert foreign.settled_at is None


def test_a_stranger_is_also_the_therapist_who_has_left(people: People) -> None:
    message = written(people, file=a_picture())
    client = signed_in(people.tom.user)
    address = place(
        people, f"files/{message.attachment.pk}/?mark={mark_for(message.attachment, people.tom.user)}"
    )
    assert client.get(address).status_code == 200
    remove_member(by=people.olga.user, membership=people.tom)
    assert client.get(address).status_code == 404
    assert client.get(place(people)).status_code == 404
