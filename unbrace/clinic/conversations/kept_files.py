"""Where the pictures and clips of messages lie: in the data folder, under an id that says nothing.

`incoming` holds a clip as it came until it has been made anew; nobody is ever shown what lies there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings


def ready_file(file_id: UUID) -> Path:
    return _folder("ready") / file_id.hex


def incoming_file(file_id: UUID) -> Path:
    return _folder("incoming") / file_id.hex


def write(path: Path, parts: Iterable[bytes]) -> None:
    """Whole or not at all, also when the power goes: beside it first, then in its place."""
    beside = path.with_suffix(".part")
    with beside.open("wb") as out:
        for part in parts:
            out.write(part)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def forget(file_id: UUID) -> None:
    """Both the finished file and what it was made from."""
    for path in (ready_file(file_id), incoming_file(file_id)):
        path.unlink(missing_ok=True)
        path.with_suffix(".part").unlink(missing_ok=True)


def kept_ids(older_than: float) -> set[UUID]:
    """The ids of all files that lie here since before that moment (seconds since 1970)."""
    paths = [path for name in ("ready", "incoming") for path in _folder(name).iterdir()]
    return {UUID(path.stem) for path in paths if path.stat().st_mtime < older_than}


def forget_half_sent(older_than: float) -> int:
    """What was still coming in when a server stopped. Gives how many files that were."""
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    old = [path for path in folder.glob("*.upload*") if path.stat().st_mtime < older_than]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder(name: str) -> Path:
    folder = Path(settings.MESSAGE_FILES) / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
