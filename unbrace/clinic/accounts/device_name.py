"""A browser in two words, such as "Firefox on Android", from the long line it introduces itself with.

Good enough to know one's own telephone in a list; never used to decide anything. The order matters: Edge and Opera say
that they are Chrome, Chrome says that it is Safari, and Android says that it is Linux.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


def device_name(introduces_itself: str) -> str:
    """Both words where both are known, one where one is, else "A browser"."""
    browser, system = _first(introduces_itself, BROWSERS), _first(introduces_itself, SYSTEMS)
    if browser and system:
        return f"{browser} on {system}"
    return browser or (f"A browser on {system}" if system else "A browser")


def _first(line: str, known: Sequence[tuple[str, str]]) -> str:
    return next((words for mark, words in known if mark in line), "")
