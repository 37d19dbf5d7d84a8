"""Which format a file is, by what is in it, and which files of a zip are worth opening.

Nothing is ever unpacked to disk: a name in a zip is looked at and never used as a path. Zips in zips stay closed.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Final
from zoneinfo import ZoneInfo

from unbrace.clinic.activity.sources import apple_health, fitbit, garmin_fit, google_fit, own_table
from unbrace.clinic.activity.sources.hour_tally import HourTally
from unbrace.clinic.activity.sources.stream import Stream
from unbrace.clinic.activity.sources.unreadable import Unreadable

HEAD: Final = 512
MOST_FILES: Final = 50_000
LARGEST_LIST: Final = 20_000_000
PLAIN_PACKING: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
FITBIT_FILE: Final = re.compile(r"(?:steps|sleep)-\d{4}-\d{2}-\d{2}\.json")
GOOGLE_FIT_FILE: Final = re.compile(r"(\d{4}-\d{2}-\d{2})\.csv")
BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, struct.error, ValueError,
)  # fmt: skip
#: The one source that is no maker's name.
TABLE: Final = "table"
NOTHING: Final = "There are no steps, walks or sleep of the last two years in this file."


@dataclass(frozen=True)
class Wish:
    """What the reading needs to know of the person."""

    today: date
    zone: ZoneInfo
    mapping: Mapping[str, str]


def read_file(path: Path, wish: Wish, tell: Callable[[int], None] | None = None) -> tuple[str, HourTally]:
    """The source's name and what it counted. Raises Unreadable."""
    tally = HourTally(wish.today)
    with path.open("rb") as raw:
        head = raw.read(HEAD)
        raw.seek(0)
        if head.startswith(b"PK"):
            _check_list(raw)
            source = _read_zip(raw, wish, tally, tell)
        else:
            source = _read_one(Stream(raw, tell=tell), head, wish, tally)
    if not tally.cells and not tally.whole_days:
        raise Unreadable(NOTHING)
    return source, tally


def _read_one(stream: Stream, head: bytes, wish: Wish, tally: HourTally) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        apple_health.read(stream, tally)
        return "Apple Health"
    if head[8:12] == b".FIT":
        garmin_fit.read(stream, tally, wish.zone)
        return garmin_fit.SOURCE
    if start.startswith(b"["):
        fitbit.read(stream, tally, wish.zone)
        return fitbit.SOURCE
    if b"\0" in head:
        raise Unreadable("This is none of the kinds of files that can be read here.")
    own_table.read(stream, tally, wish.mapping)
    return TABLE


def _read_zip(raw: IO[bytes], wish: Wish, tally: HourTally, tell: Callable[[int], None] | None) -> str:
    found: list[str] = []
    packed, done = 1, 0

    def told(size: int) -> None:
        """Progress is told in bytes of the zip: that is the size the person knows."""
        nonlocal done
        done += size
        if tell:
            tell(max(1, round(size * share)))

    try:
        with zipfile.ZipFile(raw) as archive:
            files = [one for one in archive.infolist() if _reader_of(one.filename)]
            packed = sum(one.compress_size for one in files)
            share = packed / max(1, sum(one.file_size for one in files))
            for one in files:
                if one.flag_bits & 1:
                    raise Unreadable("This zip is locked with a password. Export it without one.")
                if one.compress_type not in PLAIN_PACKING:
                    raise Unreadable("This zip is packed in an unusual way. Export it once more.")
                with archive.open(one) as member:
                    stream = Stream(member, one.compress_size, told)
                    found.append(_read_member(_reader_of(one.filename), stream, one.filename, wish, tally))
    except BROKEN as error:
        raise Unreadable("This zip is not whole. Export it once more.") from error
    if not found:
        raise Unreadable("This zip holds no export of Apple Health, Fitbit, Google Fit or Garmin.")
    return ", ".join(dict.fromkeys(found))


def _reader_of(name: str) -> str:
    """By the last part of the name. Apple names its file in the phone's language: any XML but the one for doctors."""
    last = re.split(r"[/\\]", name)[-1].lower()
    if FITBIT_FILE.fullmatch(last):
        return "fitbit"
    if GOOGLE_FIT_FILE.fullmatch(last):
        return "google" if _day_of(last) else ""
    if last.endswith(".fit"):
        return "fit"
    return "apple" if last.endswith(".xml") and not last.endswith("_cda.xml") and "/" in name else ""


def _day_of(last: str) -> date | None:
    try:
        return date.fromisoformat(last[:10])
    except ValueError:
        return None


def _read_member(reader: str, stream: Stream, name: str, wish: Wish, tally: HourTally) -> str:
    if reader == "apple":
        apple_health.read(stream, tally)
        return "Apple Health"
    if reader == "fitbit":
        fitbit.read(stream, tally, wish.zone)
        return fitbit.SOURCE
    if reader == "fit":
        garmin_fit.read(stream, tally, wish.zone)
        return garmin_fit.SOURCE
    google_fit.read(stream, tally, date.fromisoformat(re.split(r"[/\\]", name)[-1][:10]))
    return google_fit.SOURCE


def _check_list(raw: IO[bytes]) -> None:
    """The zip's own list is read into memory at once, so its size is looked at first (classic and 64-bit form)."""
    size = raw.seek(0, 2)
    begin = max(0, size - 66_000)
    raw.seek(begin)
    tail = raw.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Unreadable("This zip is not whole. Export it once more.")
    files, length = struct.unpack_from("<HI", tail, at + 10)
    locator = at - 20
    if locator >= 0 and tail[locator : locator + 4] == b"PK\x06\x07":
        where = struct.unpack_from("<Q", tail, locator + 8)[0]
        if where + 56 > size:
            raise Unreadable("This zip is not whole. Export it once more.")
        raw.seek(where)
        files, length = struct.unpack_from("<QQ", raw.read(56), 32)
    raw.seek(0)
    if files > MOST_FILES or length > LARGEST_LIST:
        raise Unreadable("This zip holds too many files to be an export of a watch.")
