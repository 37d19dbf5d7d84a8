"""What a person writes: kept once, dated to when it was written, and never past the safety questions."""

from __future__ import annotations

import importlib
import uuid
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from tests.people import a_picture, screened
from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import send_due
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.conversations.actions import (
    File,
    answer_message,
    read_conversation,
    send_message,
    settle_message,
    withdraw_message,
)
from unbrace.clinic.conversations.models import Attachment, Message
from unbrace.clinic.conversations.queries import messages_page, waiting_messages_in, waiting_messages_of
from unbrace.clinic.conversations.tasks import tell_task
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.queries import Allowed, safety_of
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from pathlib import Path

    from tests.people import People

NUMB = "I feel numb between my legs since yesterday"


def write(patient: Patient, text: str = "May I skip Friday?", **more: Any) -> Message:
    more = {"key": uuid.uuid4()} | more
    return send_message(by=patient.user, patient=patient, text=text, **more)[0]


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_sent_twice_under_one_key_it_is_one_message(people: People) -> None:
    key = uuid.uuid4()
    first = send_message(by=people.maria.user, patient=people.maria, key=key, text="Hello")
    again = send_message(by=people.maria.user, patient=people.maria, key=key, text=" Hello \n")
    assert (first[1], again[1]) == (True, False)
    assert first[0].pk == again[0].pk
    assert AuditEntry.objects.filter(deed="conversations.send_message").count() == 1


@pytest.mark.parametrize("same", [True, False])
def test_two_that_come_at_once_under_one_key_are_one_message_or_a_conflict(
    people: People, settings: Any, monkeypatch: pytest.MonkeyPatch, same: bool
) -> None:
    """The look before the leap sees nothing yet, as when both requests look at the same moment."""
    key = uuid.uuid4()
    first = write(people.maria, "Hello", key=key, file=a_picture())
    before = files_in(settings.MESSAGE_FILES)
    room = importlib.import_module(send_message.__module__)
    looks, ours = [0], room._known

    def blind_at_first(*args: Any) -> Message | None:
        looks[0] += 1
        found: Message | None = ours(*args) if looks[0] > 1 else None
        return found

    monkeypatch.setattr(room, "_known", blind_at_first)
    if same:
        assert write(people.maria, "Hello", key=key, file=a_picture()).pk == first.pk
    else:
        with pytest.raises(Conflict):
            write(people.maria, "Other", key=key, file=a_picture())
    assert looks == [2]
    assert files_in(settings.MESSAGE_FILES) == before
    assert Message.objects.count() == 1


def test_another_text_or_picture_under_the_same_key_replaces_nothing(people: People, settings: Any) -> None:
    key = uuid.uuid4()
    write(people.maria, "Hello", key=key, file=a_picture())
    before = files_in(settings.MESSAGE_FILES)
    for text, file in (("Hello!", a_picture()), ("Hello", None), ("Hello", a_picture("red"))):
        with pytest.raises(Conflict):
            write(people.maria, text, key=key, file=file)
    assert write(people.maria, "Hello", key=key, file=a_picture()).text == "Hello"
    assert files_in(settings.MESSAGE_FILES) == before
    assert len(before) == 1


def test_one_key_of_two_people_is_two_messages(people: People) -> None:
    key = uuid.uuid4()
    assert write(people.maria, key=key).pk != write(people.jonas, "Other", key=key).pk


@pytest.mark.parametrize(
    ("text", "field"), [("", "text"), (" \n ", "text"), ("x" * 4001, "text"), ("\x00", "text")]
)
def test_nothing_and_too_much_are_refused_with_a_sentence(people: People, text: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        write(people.maria, text)
    assert refused.value.field == field
    assert not Message.objects.exists()


def test_it_keeps_the_day_it_was_written_within_reason(people: People) -> None:
    now = clock.now()
    yesterday = write(people.maria, written_at=now - timedelta(days=1))
    assert yesterday.at - yesterday.written_at > timedelta(hours=23)
    tomorrow = write(people.maria, written_at=now + timedelta(days=400))
    assert tomorrow.written_at == tomorrow.at
    long_ago = write(people.maria, written_at=now - timedelta(days=4000))
    assert long_ago.at - long_ago.written_at == timedelta(days=30)


def test_words_of_concern_open_the_questions_and_the_message_goes_out_all_the_same(people: People) -> None:
    message = write(people.maria, NUMB)
    assert message.concerns == ["saddle_feeling"]
    assert message.words_version
    assert message.screen is not None
    assert message.screen.occasion is AskedIn.BEFORE_SESSION
    assert safety_of(people.maria).allowed is Allowed.NOTHING
    (waiting,) = waiting_messages_in(people.riverside, people.tom)
    assert waiting.is_flagged
    assert waiting.text == NUMB


def test_everyday_words_open_nothing(people: People) -> None:
    message = write(people.maria)
    assert (message.has_concern, message.screen) == (False, None)
    assert safety_of(people.maria).allowed is Allowed.ALL


def test_an_answer_does_not_settle_words_of_concern_and_a_reason_does(people: People) -> None:
    message = write(people.maria, NUMB)
    answer_message(by=people.tom.user, patient=people.maria, key=uuid.uuid4(), text="Please ring me.")
    assert [one.pk for one in waiting_messages_of(people.maria)] == [message.pk]
    with pytest.raises(Refused, match="why it is safe"):
        settle_message(by=people.tom.user, message=message, reason=" ")
    settled = settle_message(by=people.tom.user, message=message, reason="Rang her, seen by her doctor.")
    assert settled.settled_by == people.tom.user
    assert not waiting_messages_of(people.maria)


def test_taking_words_back_is_no_all_clear(people: People) -> None:
    message = write(people.maria, NUMB)
    withdraw_message(by=people.maria.user, message=message)
    (waits,) = waiting_messages_in(people.riverside)
    assert (waits.text, waits.concerns) == ("", ["saddle_feeling"])
    assert safety_of(people.maria).allowed is Allowed.NOTHING


def test_in_an_emergency_it_arrives_and_begins_no_second_screen(people: People) -> None:
    screened(people.maria, {"CES-2": "U"}, asked_in=AskedIn.CHECK_IN)
    message = write(people.maria, NUMB)
    assert message.has_concern
    assert message.screen is None


def test_before_the_first_screen_nothing_else_is_begun(people: People) -> None:
    newcomer = Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)
    assert write(newcomer, NUMB).screen is None


def test_thoughts_of_hurting_oneself_open_the_set_that_asks_about_them(people: People) -> None:
    message = write(people.maria, "Some days I would be better off dead")
    assert message.screen is not None
    assert message.screen.occasion is AskedIn.CHECK_IN


def test_an_answer_settles_what_waited_and_names_who_read_it(people: People) -> None:
    message = write(people.maria)
    assert len(waiting_messages_in(people.riverside, people.tom)) == 1
    answer_message(by=people.tom.user, patient=people.maria, key=uuid.uuid4(), text="Yes.")
    message.refresh_from_db()
    assert message.read_by == people.tom.user
    assert message.settled_by == people.tom.user
    assert list(waiting_messages_in(people.riverside, people.tom)) == []


def test_an_answer_sent_twice_is_one_and_another_under_its_key_is_refused(people: People) -> None:
    key = uuid.uuid4()
    one = answer_message(by=people.tom.user, patient=people.maria, key=key, text="Yes.")
    assert answer_message(by=people.tom.user, patient=people.maria, key=key, text="Yes.") == (one[0], False)
    with pytest.raises(Conflict):
        answer_message(by=people.tom.user, patient=people.maria, key=key, text="No.")
    with pytest.raises(Conflict):
        answer_message(by=people.tom.user, patient=people.jonas, key=key, text="Yes.")


def test_the_first_reader_is_the_one_who_is_named(people: People) -> None:
    message = write(people.maria)
    assert read_conversation(by=people.theo.user, patient=people.maria) == 1
    assert read_conversation(by=people.tom.user, patient=people.maria) == 0
    message.refresh_from_db()
    assert message.read_by == people.theo.user


def test_nobody_reads_their_own_side(people: People) -> None:
    write(people.maria)
    assert read_conversation(by=people.maria.user, patient=people.maria) == 0


def test_whoever_looks_after_the_person_now_has_the_row_and_who_did_before_has_not(people: People) -> None:
    write(people.maria)
    Patient.objects.filter(pk=people.maria.pk).update(therapist=people.theo)
    assert list(waiting_messages_in(people.riverside, people.tom)) == []
    assert len(waiting_messages_in(people.riverside, people.theo)) == 1


def test_taking_back_removes_words_and_file_for_good(
    people: People, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    message = write(people.maria, file=a_picture())
    assert len(files_in(settings.MESSAGE_FILES)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_message(by=people.maria.user, message=message)
    assert files_in(settings.MESSAGE_FILES) == []
    gone = Message.objects.select_related("attachment").get(pk=message.pk)
    assert (gone.text, gone.attachment.state) == ("", Attachment.State.GONE)
    assert waiting_messages_of(people.maria).count() == 0


def test_after_a_quarter_of_an_hour_it_stays(people: People) -> None:
    message = write(people.maria)
    with clock.set_to(clock.now() + timedelta(minutes=15)), pytest.raises(Refused, match="15 minutes"):
        withdraw_message(by=people.maria.user, message=message)


def test_a_message_that_could_not_be_kept_leaves_no_file(
    people: People, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(importlib.import_module(send_message.__module__), "ask_to_tell", full)
    with pytest.raises(OSError, match="disk full"):
        write(people.maria, file=a_picture())
    assert files_in(settings.MESSAGE_FILES) == []
    assert not Message.objects.exists()


def test_a_clip_needs_a_yes_each_time(people: People) -> None:
    clip = File("clip", BytesIO(b"\x1a\x45\xdf\xa3" + b"0" * 100), 104)
    with pytest.raises(Refused) as refused:
        write(people.maria, file=clip)
    assert refused.value.field == "agreed"


def test_the_audit_trail_holds_no_word_of_it(people: People) -> None:
    write(people.maria, f"{NUMB} CANARY-7", file=a_picture())
    trail = " ".join(f"{entry.deed} {entry.details}" for entry in AuditEntry.objects.all())
    assert "conversations.send_message" in trail
    assert "CANARY" not in trail
    assert "numb" not in trail
    queue = " ".join(str(task.args_kwargs) for task in DBTaskResult.objects.all())
    assert "tell_task" in " ".join(task.task_path for task in DBTaskResult.objects.all())
    assert "CANARY" not in queue


def tell(message: Message) -> int:
    told = int(tell_task.func(str(message.pk)))
    send_due()
    return told


def test_the_mail_says_that_and_never_what(people: People) -> None:
    message = write(people.maria, "CANARY-7 my knee")
    assert tell(message) == 1
    (sent,) = mail.outbox
    assert sent.to == [people.tom.user.email]
    assert sent.subject == "You have a message"
    assert "CANARY" not in sent.body
    assert "Maria" not in sent.body


def test_a_second_mail_waits_until_the_first_message_is_read_but_safety_does_not_wait(
    people: People,
) -> None:
    assert tell(write(people.maria)) == 1
    assert tell(write(people.maria, "And one more thing")) == 0
    assert tell(write(people.maria, NUMB)) == 1
    assert "may be about their safety" in mail.outbox[-1].body
    read_conversation(by=people.tom.user, patient=people.maria)
    assert tell(write(people.maria, "New")) == 1


def test_what_was_read_or_taken_back_meanwhile_is_not_told(people: People) -> None:
    read = write(people.maria)
    read_conversation(by=people.tom.user, patient=people.maria)
    back = withdraw_message(by=people.maria.user, message=write(people.maria))
    assert tell(read) == tell(back) == 0


def test_without_a_therapist_every_therapist_is_told_and_the_office_is_not(people: People) -> None:
    Patient.objects.filter(pk=people.maria.pk).update(therapist=people.fred)
    assert tell(write(Patient.objects.get(pk=people.maria.pk))) == 2
    assert {one.to[0] for one in mail.outbox} == {people.tom.user.email, people.theo.user.email}


def test_the_person_is_told_of_an_answer(people: People) -> None:
    answer, _ = answer_message(by=people.tom.user, patient=people.maria, key=uuid.uuid4(), text="CANARY")
    assert tell(answer) == 1
    assert mail.outbox[0].to == [people.maria.user.email]
    assert "CANARY" not in mail.outbox[0].body
    assert "/messages/" in mail.outbox[0].body


def test_every_message_is_on_exactly_one_page(people: People) -> None:
    moment = clock.now()
    with clock.set_to(moment):
        written = {write(people.maria, f"Message {number}").pk for number in range(7)}
    shown, earlier = messages_page(people.maria, size=3)
    while earlier:
        more, earlier = messages_page(people.maria, earlier.removeprefix("?before="), size=3)
        shown += more
    assert [message.pk for message in shown] == list(dict.fromkeys(message.pk for message in shown))
    assert {message.pk for message in shown} == written


@pytest.mark.parametrize("before", ["nonsense", "_", "2026-01-01_x", "2026-01-01T00:00:00Z_", "9" * 400])
def test_an_address_that_is_no_place_shows_the_first_page(people: People, before: str) -> None:
    write(people.maria)
    assert len(messages_page(people.maria, before)[0]) == 1


def test_somebody_who_is_no_longer_in_care_writes_to_nobody(people: People) -> None:
    Patient.objects.filter(pk=people.maria.pk).update(ended_at=clock.now())
    with pytest.raises(NotYours):
        write(Patient.objects.get(pk=people.maria.pk))


def test_answering_the_questions_leaves_the_words_for_the_therapist(people: People) -> None:
    message = write(people.maria, NUMB)
    assert message.screen is not None
    screened(people.maria, asked_in=message.screen.occasion, regions=message.screen.regions)
    assert message.screen.findings.exists()
    assert safety_of(people.maria).begun is None
    assert len(waiting_messages_in(people.riverside)) == 1


def test_kept_files_are_not_readable_by_others(people: People, settings: Any) -> None:
    write(people.maria, file=a_picture())
    folder = kept_files.ready_file(Attachment.objects.get().pk).parent
    assert folder.stat().st_mode & 0o077 == 0


def test_an_answer_settles_only_what_was_in_view(people: People) -> None:
    seen = write(people.maria, "May I walk?")
    loaded = clock.now()
    unseen = write(people.maria, "And may I swim?")
    answer_message(by=people.tom.user, patient=people.maria, key=uuid.uuid4(), text="Yes.", seen_until=loaded)
    seen.refresh_from_db()
    unseen.refresh_from_db()
    assert seen.settled_by == people.tom.user
    assert (unseen.settled_at, unseen.read_at) == (None, None)
