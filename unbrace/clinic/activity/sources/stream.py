"""A file, or one file inside a zip, read piece by piece, with the limits that end a zip bomb."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Final

from unbrace.clinic.activity.sources.unreadable import Unreadable

#: An export of ten years is 2–3 GB.
MOST_BYTES: Final = 4_000_000_000
#: XML and JSON of watches shrink to a tenth or a thirtieth; only a bomb shrinks to a three-hundredth.
HIGHEST_RATIO: Final = 300
RATIO_FROM: Final = 20_000_000
#: A line of a table, or a file that has to be in memory as a whole.
LONGEST_LINE: Final = 100_000


class Stream:
    """`packed` is its size in the zip, None outside one; `tell` is told of every piece."""

    def __init__(
        self, raw: IO[bytes], packed: int | None = None, tell: Callable[[int], None] | None = None
    ) -> None:
        self._raw, self._packed, self._tell = raw, packed, tell
        self.done = 0

    def read(self, size: int) -> bytes:
        return self._count(self._raw.read(size))

    def line(self) -> bytes:
        """The next line; b"" at the end."""
        found = self._count(self._raw.readline(LONGEST_LINE))
        if len(found) >= LONGEST_LINE:
            raise Unreadable("A line of this table is too long to be one.")
        return found

    def whole(self, most: int) -> bytes:
        """All of a small file."""
        found = self._count(self._raw.read(most + 1))
        if len(found) > most:
            raise Unreadable(
                "A file in it is larger than {megabytes} MB, which none of its kind is.",
                megabytes=most // 1_000_000,
            )
        return found

    def _count(self, piece: bytes) -> bytes:
        self.done += len(piece)
        if self.done > MOST_BYTES:
            raise Unreadable("This file is larger than 4 GB. Export a shorter time.")
        if (
            self._packed is not None
            and self.done > RATIO_FROM
            and self.done > HIGHEST_RATIO * max(1, self._packed)
        ):
            raise Unreadable("This zip unpacks to far more than a watch can write.")
        if self._tell and piece:
            self._tell(len(piece))
        return piece
