"""How much of a file is taken in at all, whoever sends it and wherever to."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MOST_BYTES: Final = 61_000_000  # a clip, which is the largest thing anybody sends


class Capped(FileUploadHandler):
    """Stops reading what is larger than anything we take, before it fills the disk. The view finds no file then, and
    `request.too_large`, by which it can say why."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.seen += len(raw_data)
        if self.seen > MOST_BYTES:
            if self.request is not None:
                self.request.too_large = True  # type: ignore[attr-defined]
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
