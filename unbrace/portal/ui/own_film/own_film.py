"""What the film of an own exercise needs on a page. Nothing is loaded but the still until somebody presses play."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnFilm:
    """Addresses of film and still, size in pixels, and in words what is to be seen."""

    url: str
    still: str
    words: str
    width: int
    height: int


#: What a script fills in on a page whose exercise only the browser knows.
MOULD = OwnFilm("", "", "", 640, 480)
