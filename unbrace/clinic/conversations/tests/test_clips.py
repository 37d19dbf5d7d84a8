"""Clips made anew: bounds, what is taken out, and that a hostile file reads nothing and asks nobody."""

from __future__ import annotations

import http.server
import os
import random
import shutil
import subprocess
import threading
import uuid
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from unbrace.clinic.conversations import clips, kept_files
from unbrace.clinic.conversations.actions import (
    File,
    forget_strays,
    prepare_clip,
    prepare_waiting_clips,
    send_message,
    withdraw_message,
)
from unbrace.clinic.conversations.models import Attachment
from unbrace.clinic.refused import Refused

if TYPE_CHECKING:
    from tests.people import People

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed here")
CANARY = "CANARY-52.5N-13.4E"


def film(path: Path, seconds: float, *options: str, size: str = "320x240", sound: bool = False) -> Path:
    """A test picture with a clock, as a browser would record it."""
    source = ["-f", "lavfi", "-i", f"testsrc=size={size}:rate=4:duration={seconds}"]
    tone = ["-f", "lavfi", "-i", f"sine=duration={seconds}"] if sound else []
    codec = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8"] if path.suffix == ".webm" else []
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", *source, *tone, *codec, *options, str(path)]
    subprocess.run(command, check=True)
    return path


def probed(path: Path, what: str) -> str:
    command = [
        "ffprobe",
        "-v",
        "error",
        "-f",
        "mov",
        "-show_entries",
        what,
        "-of",
        "default=nk=1:nw=1",
        str(path),
    ]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@needs_ffmpeg
@pytest.mark.parametrize("name", ["clip.webm", "clip.mp4"])
def test_a_clip_of_either_format_becomes_one_without_sound_place_or_title(tmp_path: Path, name: str) -> None:
    place = [
        "-metadata",
        f"title={CANARY}",
        "-metadata",
        f"location={CANARY}",
        "-metadata",
        f"comment={CANARY}",
    ]
    source = film(tmp_path / name, 11, *place, size="1280x720", sound=True)
    made = clips.recode(source, tmp_path / "made")
    assert (made.width, made.height) == (640, 360)
    assert 10.5 < made.seconds < 11.5
    assert probed(tmp_path / "made", "stream=codec_name").split() == ["h264"]
    assert CANARY.encode() not in (tmp_path / "made").read_bytes()
    assert CANARY.encode() in source.read_bytes()


@needs_ffmpeg
def test_one_filmed_upright_stays_upright(tmp_path: Path) -> None:
    made = clips.recode(film(tmp_path / "clip.webm", 11, size="480x640"), tmp_path / "made")
    assert (made.width, made.height) == (480, 640)


@needs_ffmpeg
@pytest.mark.parametrize(("seconds", "says"), [(4, "shorter than 10"), (64, "longer than a minute")])
def test_too_short_and_too_long_are_told(tmp_path: Path, seconds: float, says: str) -> None:
    source = film(tmp_path / "clip.webm", seconds, size="64x48")
    with pytest.raises(clips.Unreadable, match=says):
        clips.recode(source, tmp_path / "made")
    assert not (tmp_path / "made").exists()


@pytest.fixture
def listening() -> Any:
    """A server on this machine that notes who asks it for anything."""
    asked: list[str] = []

    class Notes(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Notes)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1], asked
    server.shutdown()


def hostile(port: int, secret: Path) -> dict[str, bytes]:
    playlist = (
        f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:{port}/leak\n#EXT-X-ENDLIST\n"
    )
    local = f"#EXTM3U\n#EXTINF:10,\nfile://{secret}\n#EXT-X-ENDLIST\n"
    concat = f"ffconcat version 1.0\nfile http://127.0.0.1:{port}/leak\n"
    sdp = f"v=0\nc=IN IP4 127.0.0.1\nm=video {port} RTP/AVP 96\n"
    return {
        "a playlist that points to an address": playlist.encode(),
        "a playlist that points to a file": local.encode(),
        "a list of files": concat.encode(),
        "a description of a stream": sdp.encode(),
        "a playlist behind the head of a WebM": b"\x1a\x45\xdf\xa3" + playlist.encode(),
        "a playlist behind the head of an MP4": b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00"
        + playlist.encode(),
        "a page": b"<html>",
        "empty": b"",
        "a program": b"\x7fELF" + bytes(200),
        "the head of a WebM and noise": b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 40,
        "a HEIC picture": b"\x00\x00\x00\x18ftypheic" + bytes(100),
    }


@needs_ffmpeg
def test_a_hostile_file_is_refused_reads_nothing_and_asks_nobody(tmp_path: Path, listening: Any) -> None:
    port, asked = listening
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    tried = hostile(port, secret)
    for name, data in tried.items():
        source, target = tmp_path / "in", tmp_path / "out"
        source.write_bytes(data)
        with pytest.raises(clips.Unreadable):
            clips.recode(source, target)
        assert not target.exists(), name
    assert len(tried) >= 10
    assert asked == []


@needs_ffmpeg
def test_the_trap_above_would_be_sprung_without_the_named_format(tmp_path: Path, listening: Any) -> None:
    """A test that cannot fail proves nothing: asked without our limits, ffmpeg does go to that address."""
    port, asked = listening
    source = tmp_path / "clip.m3u8"
    source.write_bytes(hostile(port, tmp_path)["a playlist that points to an address"])
    command = [
        "ffmpeg",
        "-nostdin",
        "-v",
        "error",
        "-protocol_whitelist",
        "file,http,tcp",
        "-allowed_extensions",
        "ALL",
    ]
    extra = ["-allowed_segment_extensions", "ALL", "-extension_picky", "0"]
    for options in (extra, []):  # older ones do not know the second line
        subprocess.run(
            [*command, *options, "-i", str(source), "-f", "null", "-"], capture_output=True, check=False
        )
    assert "/leak" in asked


@needs_ffmpeg
def test_a_clip_that_is_enormous_when_unpacked_is_refused(tmp_path: Path) -> None:
    source = film(tmp_path / "clip.mp4", 0.2, "-c:v", "mpeg4", size="4800x4000")
    with pytest.raises(clips.Unreadable):
        clips.recode(source, tmp_path / "made")


@needs_ffmpeg
def test_a_damaged_clip_is_made_or_refused_and_nothing_else(tmp_path: Path) -> None:
    """Bytes changed by chance, behind the head that lets it in: no other error ever leaves the room."""
    chance, made = random.Random(11), 0  # noqa: S311 - a seed, not a secret
    whole = film(tmp_path / "clip.webm", 10.5, size="32x24").read_bytes()
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        (tmp_path / "in").write_bytes(data)
        try:
            made += clips.recode(tmp_path / "in", tmp_path / "out").width > 0
        except clips.Unreadable:
            assert not (tmp_path / "out").exists()
    print(f"{made} of 12 damaged clips could still be made")


def sent(people: People, data: bytes) -> Attachment:
    clip = File("clip", BytesIO(data), len(data), agreed=True)
    message, _ = send_message(
        by=people.maria.user, patient=people.maria, key=uuid.uuid4(), text="", file=clip
    )
    return message.attachment


@needs_ffmpeg
def test_what_came_in_is_gone_once_the_clip_is_ready(
    people: People, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    clip = sent(people, film(tmp_path / "clip.webm", 11, size="64x48").read_bytes())
    assert clip.state == Attachment.State.WAITING
    assert kept_files.incoming_file(clip.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        clip = prepare_clip(clip)
    assert (clip.state, clip.width, clip.height) == (Attachment.State.READY, 64, 48)
    assert kept_files.ready_file(clip.pk).exists()
    assert not kept_files.incoming_file(clip.pk).exists()


def test_without_ffmpeg_it_is_kept_back_and_prepared_when_there_is_one(
    people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = sent(people, b"\x1a\x45\xdf\xa3" + bytes(100))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    clip = prepare_clip(clip)
    assert clip.state == Attachment.State.WAITING
    assert "kept back" in clip.problem
    assert prepare_waiting_clips() == 0
    assert kept_files.incoming_file(clip.pk).exists()
    made = clips.Recoded(64, 48, 12.0)
    monkeypatch.setattr(clips, "recode", lambda source, target: made)
    assert prepare_waiting_clips() == 1
    assert Attachment.objects.get().problem == ""


@needs_ffmpeg
def test_one_that_cannot_be_read_says_so_and_is_not_kept(
    people: People, django_capture_on_commit_callbacks: Any
) -> None:
    clip = sent(people, b"\x1a\x45\xdf\xa3" + bytes(range(256)))
    with django_capture_on_commit_callbacks(execute=True):
        clip = prepare_clip(clip)
    assert clip.state == Attachment.State.UNREADABLE
    assert "film it again" in clip.problem
    assert not kept_files.incoming_file(clip.pk).exists()


def test_taken_back_while_it_is_made_it_stays_gone(
    people: People, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    clip = sent(people, b"\x1a\x45\xdf\xa3" + bytes(100))

    def slow(source: Path, target: Path) -> clips.Recoded:
        withdraw_message(by=people.maria.user, message=clip.message)
        target.write_bytes(b"made")
        return clips.Recoded(64, 48, 12.0)

    monkeypatch.setattr(clips, "recode", slow)
    with django_capture_on_commit_callbacks(execute=True):
        assert prepare_clip(clip).state == Attachment.State.GONE
    assert not kept_files.ready_file(clip.pk).exists()
    assert not kept_files.incoming_file(clip.pk).exists()


@pytest.mark.parametrize("data", [b"", b"<html>", b"\x00\x00\x00\x18ftypheic", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_clip_is_not_even_kept(people: People, settings: Any, data: bytes) -> None:
    with pytest.raises(Refused, match="film it again"):
        sent(people, data)
    assert not [path for path in Path(settings.MESSAGE_FILES).rglob("*") if path.is_file()]


def test_one_that_is_too_large_is_refused_before_it_is_read(people: People) -> None:
    clip = File("clip", BytesIO(b"\x1a\x45\xdf\xa3"), clips.MOST_BYTES + 1, agreed=True)
    with pytest.raises(Refused, match="60 MB"):
        send_message(by=people.maria.user, patient=people.maria, key=uuid.uuid4(), text="", file=clip)


def test_files_of_which_no_row_knows_are_swept_away_after_a_day(people: People, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = Path(settings.MESSAGE_FILES).parent
    half_sent = settings.FILE_UPLOAD_TEMP_DIR / "tmp1.upload.jpg"
    half_sent.write_bytes(b"x")
    os.utime(half_sent, (1, 1))
    clip = sent(people, b"\x1a\x45\xdf\xa3" + bytes(100))
    stray, fresh = uuid.uuid4(), uuid.uuid4()
    for file_id in (stray, fresh):
        kept_files.write(kept_files.ready_file(file_id), [b"x"])
    for file_id in (stray, clip.pk):
        for path in (kept_files.ready_file(file_id), kept_files.incoming_file(file_id)):
            if path.exists():
                os.utime(path, (1, 1))
    assert forget_strays() == 2
    assert not half_sent.exists()
    assert not kept_files.ready_file(stray).exists()
    assert kept_files.ready_file(fresh).exists()
    assert kept_files.incoming_file(clip.pk).exists()


@needs_ffmpeg
def test_a_second_worker_does_not_spoil_what_the_first_has_made_ready(
    people: People, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    clip = sent(people, film(tmp_path / "clip.webm", 12).read_bytes())
    late = Attachment.objects.get(pk=clip.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert prepare_clip(clip).state == Attachment.State.READY
    assert prepare_clip(late).state == Attachment.State.READY
