"""What is said to a moment of a clip: once, by a therapist, and gone with the clip."""

from __future__ import annotations

import json
import uuid
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail

from tests.people import a_clip
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.conversations import clips, kept_files, voices
from unbrace.clinic.conversations.actions import (
    Said,
    change_remark,
    drop_remark,
    forget_strays,
    prepare_waiting_remarks,
    read_remarks,
    remark_on_clip,
    withdraw_clips,
    withdraw_message,
)
from unbrace.clinic.conversations.actions.remark_on_clip import MOST_REMARKS, prepare_remark_voice
from unbrace.clinic.conversations.clip_remarks import (
    clip_of,
    remark_in,
    remarks_of,
    remarks_on,
    voice_path_of_remark,
)
from unbrace.clinic.conversations.models import Attachment, ClipRemark
from unbrace.clinic.conversations.queries import news_of
from unbrace.clinic.conversations.tasks import tell_of_remark_task
from unbrace.clinic.refused import Conflict, NotYours, Refused

if TYPE_CHECKING:
    from tests.people import People

ARROW = json.dumps([{"kind": "arrow", "colour": "yellow", "points": [[0.1, 0.1], [0.5, 0.5]]}])
A_VOICE = b"\x1a\x45\xdf\xa3" + bytes(100)


@pytest.fixture
def clip(people: People) -> Attachment:
    return a_clip(people.maria)


def spoken(data: bytes = A_VOICE) -> dict[str, Any]:
    return {"voice": BytesIO(data), "voice_size": len(data)}


def say(
    people: People, clip: Attachment, at_ms: int = 12_000, text: str = "Slow and good.", **more: Any
) -> ClipRemark:
    said = Said(at_ms, text, **more)
    return remark_on_clip(by=people.tom.user, clip=clip, key=uuid.uuid4(), said=said)[0]


def test_words_and_a_drawing_are_kept_at_their_moment_and_are_news(people: People, clip: Attachment) -> None:
    remark = say(people, clip, drawing=ARROW)
    assert remark.at_ms == 12_000
    assert remark.drawing == json.loads(ARROW)
    assert news_of(people.maria) == (0, 0, 1)
    assert remarks_on([clip]) == {clip.pk: (1, 1)}
    assert read_remarks(by=people.maria.user, clip=clip) == 1
    assert news_of(people.maria) == (0, 0, 0)
    assert AuditEntry.objects.filter(deed="conversations.remark_on_clip", by=people.tom.user).count() == 1


def test_they_stand_in_the_order_of_the_moments(people: People, clip: Attachment) -> None:
    for at_ms in (9_000, 0, 20_000):
        say(people, clip, at_ms)
    assert [one.at_ms for one in remarks_of(clip)] == [0, 9_000, 20_000]


def test_sent_again_it_is_there_once_and_another_content_is_a_conflict(
    people: People, clip: Attachment
) -> None:
    key, tom = uuid.uuid4(), people.tom.user
    one, is_new = remark_on_clip(by=tom, clip=clip, key=key, said=Said(1, "Slow.", ARROW, **spoken()))
    again, is_new_again = remark_on_clip(by=tom, clip=clip, key=key, said=Said(1, "Slow.", ARROW, **spoken()))
    assert (one.pk, is_new, is_new_again) == (again.pk, True, False)
    for other in (
        Said(2, "Slow.", ARROW, **spoken()),
        Said(1, "Slow.", "", **spoken()),
        Said(1, "Slow.", ARROW),
    ):
        with pytest.raises(Conflict):
            remark_on_clip(by=tom, clip=clip, key=key, said=other)
    assert ClipRemark.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said(0), "text"),
        (Said(0, "  "), "text"),
        (Said(0, "x" * 501), "text"),
        (Said(-1, "x"), "at"),
        (Said(20_200, "x"), "at"),
        (Said(0, "x", "[{}]"), "drawing"),
        (Said(0, "x", voice=BytesIO(b"<html>"), voice_size=6), "voice"),
        (Said(0, "x", voice=BytesIO(A_VOICE), voice_size=voices.MOST_BYTES + 1), "voice"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_stays(
    people: People, clip: Attachment, said: Said, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        remark_on_clip(by=people.tom.user, clip=clip, key=uuid.uuid4(), said=said)
    assert refusal.value.field == field
    assert not ClipRemark.objects.exists()


def test_a_clip_holds_only_so_many(people: People, clip: Attachment) -> None:
    for k in range(MOST_REMARKS):
        say(people, clip, k)
    with pytest.raises(Refused, match="Take one back"):
        say(people, clip)


def test_its_writer_puts_it_right_and_it_is_new_again(people: People, clip: Attachment) -> None:
    remark = say(people, clip)
    read_remarks(by=people.maria.user, clip=clip)
    changed = change_remark(by=people.tom.user, remark=remark, text="Slower still.")
    assert (changed.text, changed.read_at) == ("Slower still.", None)
    with pytest.raises(Refused, match="take the remark back"):
        change_remark(by=people.tom.user, remark=remark, text=" ")
    with pytest.raises(NotYours):
        change_remark(by=people.theo.user, remark=remark, text="Mine now.")
    with pytest.raises(NotYours):
        drop_remark(by=people.theo.user, remark=remark)


def test_a_drawing_may_stand_without_words(people: People, clip: Attachment) -> None:
    remark = say(people, clip, text="", drawing=ARROW)
    say(people, clip, text="x", drawing=ARROW)
    assert change_remark(by=people.tom.user, remark=remark, text="Here.").text == "Here."
    assert change_remark(by=people.tom.user, remark=remark, text="").text == ""


def voice_made(monkeypatch: pytest.MonkeyPatch, remark: ClipRemark) -> ClipRemark:
    def made(source: Any, target: Any) -> float:
        target.write_bytes(b"voice")
        return 4.0

    monkeypatch.setattr(voices, "recode", made)
    return prepare_remark_voice(remark)


def test_a_voice_is_made_anew_and_heard(
    people: People, clip: Attachment, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    remark = say(people, clip, text="", **spoken())
    assert remark.voice == ClipRemark.Voice.WAITING
    with pytest.raises(NotYours):
        voice_path_of_remark(remark)
    with django_capture_on_commit_callbacks(execute=True):
        remark = voice_made(monkeypatch, remark)
    assert (remark.voice, remark.voice_seconds) == (ClipRemark.Voice.READY, 4.0)
    assert voice_path_of_remark(remark).read_bytes() == b"voice"
    assert not kept_files.incoming_file(remark.pk).exists()


def test_without_ffmpeg_a_voice_waits(
    people: People, clip: Attachment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(source: Any, target: Any) -> float:
        raise clips.NoFfmpeg

    monkeypatch.setattr(voices, "recode", none)
    remark = say(people, clip, text="", **spoken())
    assert prepare_waiting_remarks() == 0
    remark.refresh_from_db()
    assert (remark.voice, "kept back" in remark.voice_problem) == (ClipRemark.Voice.WAITING, True)
    assert kept_files.incoming_file(remark.pk).exists()


def test_no_sweep_takes_a_voice_for_a_stray_file(people: People, clip: Attachment) -> None:
    import os

    remark = say(people, clip, text="", **spoken())
    os.utime(kept_files.incoming_file(remark.pk), (1, 1))
    assert forget_strays() == 0
    assert kept_files.incoming_file(remark.pk).exists()


@pytest.mark.parametrize("how", ["the clips", "the message", "the remark"])
def test_once_the_clip_or_the_remark_is_gone_so_are_words_drawing_and_voice(
    people: People,
    clip: Attachment,
    how: str,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        remark = voice_made(monkeypatch, say(people, clip, drawing=ARROW, **spoken()))
    assert kept_files.ready_file(remark.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        if how == "the clips":
            withdraw_clips(by=people.maria.user, patient=people.maria)
        elif how == "the message":
            withdraw_message(by=people.maria.user, message=clip.message)
        else:
            drop_remark(by=people.tom.user, remark=remark)
    assert not ClipRemark.objects.exists()
    assert not kept_files.ready_file(remark.pk).exists()
    assert news_of(people.maria) == (0, 0, 0)


def test_nothing_is_said_to_a_clip_that_is_gone_or_not_ready(people: People, clip: Attachment) -> None:
    withdraw_clips(by=people.maria.user, patient=people.maria)
    with pytest.raises(NotYours):
        say(people, clip)
    with pytest.raises(NotYours):
        clip_of(people.maria, clip.pk)


def test_a_remark_to_a_clip_that_is_gone_leads_nowhere(people: People, clip: Attachment) -> None:
    remark = say(people, clip)
    assert remark_in(people.maria, remark.pk) == remark
    Attachment.objects.filter(pk=clip.pk).update(state=Attachment.State.GONE)
    with pytest.raises(NotYours):
        remark_in(people.maria, remark.pk)


def test_the_person_is_told_once_that_something_is_there_and_never_what(
    people: People, clip: Attachment
) -> None:
    first, second = say(people, clip), say(people, clip, 13_000)
    assert [tell_of_remark_task.func(str(one.pk)) for one in (first, second)] == [1, 0]
    read_remarks(by=people.maria.user, clip=clip)
    assert tell_of_remark_task.func(str(first.pk)) == 0
    assert "Slow" not in "".join(str(one.body) for one in mail.outbox)
