"""A clip, made anew by ffmpeg: H.264 in MP4, small, without sound, place, time or device, a minute at most.

ffmpeg reads one local file in a format that is named to it, so a file cannot make it open another file or an address.
It runs with a limit on time, pixels and output, and its own messages are not kept: they may quote the file.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 60_000_000
SHORTEST_S, LONGEST_S = 10.0, 60.0
#: A recorder ends on a frame, not on the second.
LEEWAY_S: Final = 1.5
LONGER_EDGE: Final = 640
MOST_PIXELS: Final = 4096 * 2304
PATIENCE_S: Final = 240

TOO_LARGE: Final = "This clip is larger than 60 MB. Film it in the app: it is made small there."
NO_CLIP: Final = "This file could not be read as a clip. Please film it again in the app."
TOO_SHORT: Final = "This clip is shorter than 10 seconds. Please film it again, a little longer."
TOO_SHORT_A_FILM: Final = "This film is shorter than 3 seconds. Please film the whole movement."
TOO_LONG: Final = "This clip is longer than a minute. Please film one movement at a time."


class NoFfmpeg(Exception):
    """The program is not here, or cannot write H.264. Nothing is wrong with the clip: it waits."""


class Unreadable(Exception):
    """Something is wrong with the clip; `str()` says what, to the person who sent it."""


@dataclass(frozen=True)
class Recoded:
    width: int
    height: int
    seconds: float


def container_of(head: bytes) -> str | None:
    """Which of the two formats browsers record in this begins with; None for everything else."""
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "matroska"
    return "mov" if head[4:8] == b"ftyp" and head[8:12] not in (b"heic", b"heix", b"mif1") else None


def recode(source: Path, target: Path, shortest_s: float = SHORTEST_S) -> Recoded:
    """Write `target` anew from `source`. Raises NoFfmpeg or Unreadable; then there is no target."""
    with source.open("rb") as file:
        container = container_of(file.read(16))
    if container is None:
        raise Unreadable(NO_CLIP)
    try:
        run_on_file(
            ["ffmpeg", "-nostdin", "-v", "error", "-y", *_reading(container, source), *_writing(target)]
        )
        return _measured(target, shortest_s)
    except Unreadable:
        target.unlink(missing_ok=True)
        raise


def _reading(container: str, source: Path) -> list[str]:
    """The one file, by the one reader, and nothing that it may point to."""
    no_pointers = ["-enable_drefs", "0", "-use_absolute_path", "0"] if container == "mov" else []
    limits = ["-protocol_whitelist", "file", "-max_pixels", str(MOST_PIXELS), "-t", f"{LONGEST_S + 5:g}"]
    return [*limits, *no_pointers, "-f", container, "-i", f"file:{source}"]


def _writing(target: Path) -> list[str]:
    """First picture track alone; both edges even, as H.264 wants them."""
    fit = f"scale='if(gt(iw,ih),min({LONGER_EDGE},iw),-2)':'if(gt(iw,ih),-2,min({LONGER_EDGE},ih))'"
    even = "crop=trunc(iw/2)*2:trunc(ih/2)*2"
    return [
        *("-map", "0:v:0", "-an", "-sn", "-dn"),
        *("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"),
        *("-vf", f"{fit},{even},fps=24,format=yuv420p"),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "27", "-threads", "1"),
        *("-fs", str(MOST_BYTES), "-movflags", "+faststart", "-f", "mp4", f"file:{target}"),
    ]


def still_from(film: Path, target: Path, at_s: float) -> None:
    """Write one picture of a film that was made anew, as a JPEG. Raises NoFfmpeg or Unreadable."""
    reading = ["-protocol_whitelist", "file", "-ss", f"{at_s:.2f}", "-f", "mov", "-i", f"file:{film}"]
    writing = [
        "-frames:v",
        "1",
        "-c:v",
        "mjpeg",
        "-q:v",
        "4",
        "-f",
        "image2",
        "-update",
        "1",
        f"file:{target}",
    ]
    run_on_file(["ffmpeg", "-nostdin", "-v", "error", "-y", *reading, *writing])
    if not target.is_file():
        raise Unreadable(NO_CLIP)


def _measured(target: Path, shortest_s: float) -> Recoded:
    """Of what was made, not of what was claimed."""
    asked = ["-show_entries", "stream=width,height:format=duration", "-of", "json"]
    said = run_on_file(
        ["ffprobe", "-v", "error", "-protocol_whitelist", "file", "-f", "mov", *asked, f"file:{target}"]
    )
    found = json.loads(said or "{}")
    seconds = float(found.get("format", {}).get("duration", 0))
    if not found.get("streams"):
        raise Unreadable(NO_CLIP)
    if seconds < shortest_s - LEEWAY_S:
        raise Unreadable(TOO_SHORT if shortest_s == SHORTEST_S else TOO_SHORT_A_FILM)
    if seconds > LONGEST_S + LEEWAY_S:
        raise Unreadable(TOO_LONG)
    stream = found["streams"][0]
    return Recoded(int(stream["width"]), int(stream["height"]), seconds)


def run_on_file(command: list[str]) -> str:
    """What it prints. A missing program, or one that cannot write H.264, is no fault of the clip's."""
    program = shutil.which(command[0])
    if program is None:
        raise NoFfmpeg
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments; the file's name is an id
            [program, *command[1:]],
            capture_output=True,
            timeout=PATIENCE_S,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(NO_CLIP) from error
    if done.returncode != 0:
        if b"Unknown encoder" in done.stderr:
            raise NoFfmpeg
        raise Unreadable(NO_CLIP)
    return done.stdout.decode(errors="replace")
