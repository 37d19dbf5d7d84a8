"""Where pictures of desks lie: beside the files of messages, under an id that says nothing."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings

from unbrace.clinic.conversations import kept_files


def photo_file(photo_id: UUID) -> Path:
    folder = Path(settings.MESSAGE_FILES) / "desks"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / photo_id.hex


def write(photo_id: UUID, data: bytes) -> None:
    kept_files.write(photo_file(photo_id), [data])


def forget(photo_id: UUID) -> None:
    path = photo_file(photo_id)
    path.unlink(missing_ok=True)
    path.with_suffix(".part").unlink(missing_ok=True)
