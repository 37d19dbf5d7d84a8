"""Heard before it is sent, kept once, made anew, for her therapists only, and gone when its person says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.doors import everybody_else, nothing_leaks, signed_in
from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.conversations.actions import (
    forget_strays,
    prepare_voice_note,
    prepare_waiting_voice_notes,
)
from unbrace.clinic.conversations.models import VoiceNote
from unbrace.clinic.conversations.voices import MOST_BYTES
from unbrace.clinic.patients.models import Patient

if TYPE_CHECKING:
    from tests.people import People

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed here")
HEAD = b"\x1a\x45\xdf\xa3"
CANARY = "CANARY-52.5N-13.4E"


def a_voice(path: Path, seconds: float, *options: str) -> bytes:
    """A tone as a browser would record it."""
    source = ["-f", "lavfi", "-i", f"sine=duration={seconds}"]
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", *source, *options, "-c:a", "libopus", str(path)]
    subprocess.run(command, check=True)
    return path.read_bytes()


def sends(patient: Patient, content: bytes, client: Client | None = None, **said: Any) -> Any:
    file = BytesIO(content)
    file.name = "voice"
    usual = {
        "key": str(uuid.uuid4()),
        "owner": owner_mark(patient.user),
        "care": str(patient.pk),
        "written_at": clock.now().isoformat(),
        "voice": file,
    }
    return (client or signed_in(patient.user)).post("/diary/voice/send/", usual | said)


def test_the_microphone_is_allowed_here_and_nowhere_else_and_the_camera_is_not(people: People) -> None:
    client = signed_in(people.maria.user)
    here = client.get("/diary/voice/").headers["Permissions-Policy"]
    assert "microphone=(self)" in here
    assert "camera=()" in here
    for path in ("/", "/diary/", "/messages/", "/messages/clip/", "/exercise/"):
        assert "microphone=()" in client.get(path, follow=True).headers["Permissions-Policy"], path


@needs_ffmpeg
def test_it_is_made_anew_and_heard_by_her_and_her_therapist(people: People, tmp_path: Path) -> None:
    raw = a_voice(tmp_path / "v.webm", 2, "-metadata", f"location={CANARY}", "-metadata", f"title={CANARY}")
    assert CANARY.encode() in raw
    assert sends(people.maria, raw).status_code == 201
    client = signed_in(people.maria.user)
    assert "It is being prepared." in client.get("/diary/").content.decode()
    note = prepare_voice_note(VoiceNote.objects.get())
    note.refresh_from_db()
    assert (note.state, round(note.seconds or 0)) == ("ready", 2)
    page = client.get("/diary/").content.decode()
    assert f'src="/diary/voice/{note.pk}/"' in page
    heard = client.get(f"/diary/voice/{note.pk}/", headers={"Range": "bytes=0-99"})
    assert (heard.status_code, heard.headers["Content-Type"], len(heard.content)) == (206, "audio/mp4", 100)
    assert CANARY.encode() not in kept_files.ready_file(note.pk).read_bytes()
    tom = signed_in(people.tom.user)
    path = f"/therapist/patients/{people.maria.pk}/voice/{note.pk}/"
    assert path in tom.get(f"/therapist/patients/{people.maria.pk}/").content.decode()
    assert tom.get(path).status_code == 200
    assert signed_in(people.olga.user).get(path).status_code == 404
    nothing_leaks(people, path)
    nothing_leaks(people, f"/diary/voice/{note.pk}/")


@needs_ffmpeg
def test_longer_than_a_minute_is_said_and_not_kept(people: People, tmp_path: Path) -> None:
    sends(people.maria, a_voice(tmp_path / "v.webm", 64))
    assert prepare_waiting_voice_notes() == 0
    note = VoiceNote.objects.get()
    assert (note.state, "longer than a minute" in note.problem) == ("unreadable", True)
    assert not kept_files.ready_file(note.pk).exists()


@needs_ffmpeg
@pytest.mark.parametrize("rest", [b"", b"\x00" * 2000, b"no voice at all" * 90])
def test_what_only_begins_like_a_voice_is_unreadable(people: People, rest: bytes) -> None:
    sends(people.maria, HEAD + rest)
    assert prepare_waiting_voice_notes() == 0
    note = VoiceNote.objects.get()
    assert note.state == "unreadable"
    assert "record it again" in signed_in(people.maria.user).get("/diary/").content.decode()


def test_without_ffmpeg_it_waits_unheard(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    sends(people.maria, HEAD + b"voice")
    monkeypatch.setattr("unbrace.clinic.conversations.clips.shutil.which", lambda _: None)
    note = prepare_voice_note(VoiceNote.objects.get())
    assert note.state == "waiting"
    assert signed_in(people.maria.user).get(f"/diary/voice/{note.pk}/").status_code == 404


def test_sent_five_times_it_is_one(people: People) -> None:
    key = str(uuid.uuid4())
    answers = [sends(people.maria, HEAD + b"voice", key=key).status_code for _ in range(5)]
    assert answers == [201, 200, 200, 200, 200]
    assert sends(people.maria, HEAD + b"other", key=key).status_code == 409
    assert VoiceNote.objects.count() == 1


def test_it_keeps_the_day_on_which_it_was_spoken(people: People) -> None:
    spoken = clock.now() - timedelta(days=3)
    sends(people.maria, HEAD + b"voice", written_at=spoken.isoformat())
    assert VoiceNote.objects.get().day == spoken.astimezone(people.maria.user.zone).date()
    sends(people.maria, HEAD + b"later", written_at=(clock.now() + timedelta(days=9)).isoformat())
    assert max(VoiceNote.objects.values_list("day", flat=True)) <= clock.now().date() + timedelta(days=1)


@pytest.mark.parametrize(
    ("content", "said", "status"),
    [
        (b"RIFF", {}, 422),
        (HEAD + b"x" * MOST_BYTES, {}, 422),
        (HEAD, {"key": "none"}, 422),
        (HEAD, {"owner": "somebody-else"}, 403),
        (HEAD, {"care": str(uuid.uuid4())}, 403),
    ],
)
def test_what_is_no_voice_or_not_hers_is_refused_in_words(
    people: People, content: bytes, said: dict[str, Any], status: int
) -> None:
    answer = sends(people.maria, content, **said)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert not VoiceNote.objects.exists()


def test_signed_out_it_stays_on_the_device(people: People) -> None:
    answer = sends(people.maria, HEAD, Client())
    assert (answer.status_code, "kept on this device" in answer.json()["error"]) == (401, True)


def test_deleted_it_is_gone_for_good_and_only_she_can(
    people: People, django_capture_on_commit_callbacks: Any
) -> None:
    sends(people.maria, HEAD + b"voice")
    note = VoiceNote.objects.get()
    nothing_leaks(people, f"/diary/voice/{note.pk}/delete/", {})
    assert kept_files.incoming_file(note.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(people.maria.user).post(f"/diary/voice/{note.pk}/delete/")
    assert not kept_files.incoming_file(note.pk).exists()
    note.refresh_from_db()
    assert note.state == "gone"
    assert str(note.pk) not in signed_in(people.maria.user).get("/diary/").content.decode()
    assert prepare_voice_note(note).state == "gone"


def test_the_sweep_for_strays_leaves_voices_alone(people: People) -> None:
    sends(people.maria, HEAD + b"voice")
    path = kept_files.incoming_file(VoiceNote.objects.get().pk)
    os.utime(path, (0, 0))
    assert forget_strays() == 0
    assert path.exists()


def test_someone_else_sends_nothing_in_her_name(people: People) -> None:
    for who, client in everybody_else(people):
        assert sends(people.maria, HEAD + b"voice", client).status_code in (401, 403), who
    assert not VoiceNote.objects.exists()
