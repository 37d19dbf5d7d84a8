"""A voice note, made anew by ffmpeg: AAC in MP4, one channel, small, a minute at most, without place, time or device.

The same care as for clips (`clips.py`): one local file, read by a reader that is named, within limits.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from unbrace.clinic.conversations.clips import Unreadable, container_of, run_on_file

MOST_BYTES: Final = 8_000_000
LONGEST_S: Final = 60.0
#: A recorder ends on a block, not on the second.
LEEWAY_S: Final = 1.5

TOO_LARGE: Final = "This voice note is larger than 8 MB. Record it in the app: it is made small there."
NO_VOICE: Final = "This file could not be read as a voice note. Please record it again."
TOO_LONG: Final = "This voice note is longer than a minute. Please record the most important part."


def recode(source: Path, target: Path) -> float:
    """Write `target` anew and give its seconds. Raises NoFfmpeg or Unreadable; then there is no target."""
    with source.open("rb") as file:
        container = container_of(file.read(16))
    if container is None:
        raise Unreadable(NO_VOICE)
    try:
        run_on_file(
            ["ffmpeg", "-nostdin", "-v", "error", "-y", *_reading(container, source), *_writing(target)]
        )
        return _seconds(target)
    except Unreadable as fault:
        target.unlink(missing_ok=True)
        raise Unreadable(str(fault) if str(fault) == TOO_LONG else NO_VOICE) from fault


def _reading(container: str, source: Path) -> list[str]:
    no_pointers = ["-enable_drefs", "0", "-use_absolute_path", "0"] if container == "mov" else []
    limits = ["-protocol_whitelist", "file", "-t", f"{LONGEST_S + 5:g}"]
    return [*limits, *no_pointers, "-f", container, "-i", f"file:{source}"]


def _writing(target: Path) -> list[str]:
    return [
        *("-map", "0:a:0", "-vn", "-sn", "-dn"),
        *("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"),
        *("-c:a", "aac", "-b:a", "48k", "-ac", "1", "-ar", "24000"),
        *("-fs", str(MOST_BYTES), "-movflags", "+faststart", "-f", "mp4", f"file:{target}"),
    ]


def _seconds(target: Path) -> float:
    """Of what was made, not of what was claimed."""
    asked = ["-show_entries", "format=duration", "-of", "json"]
    said = run_on_file(
        ["ffprobe", "-v", "error", "-protocol_whitelist", "file", "-f", "mov", *asked, f"file:{target}"]
    )
    seconds = float(json.loads(said or "{}").get("format", {}).get("duration", 0))
    if seconds <= 0:
        raise Unreadable(NO_VOICE)
    if seconds > LONGEST_S + LEEWAY_S:
        raise Unreadable(TOO_LONG)
    return seconds
