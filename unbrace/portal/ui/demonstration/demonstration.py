"""What the demonstration component is given: the two pictures, and where the moving figure is to be had."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.templatetags.static import static

BUILT = Path(__file__).parents[2] / "built"


@dataclass(frozen=True)
class Demonstration:
    """One exercise, or one test of function. Without `film` there are only the pictures."""

    title: str
    start: str
    end: str
    start_alt: str
    end_alt: str
    film: str = ""
    figure: str = ""
    viewer: str = ""
    empty: bool = False
    """A mould that a script fills: it holds all parts and shows nothing yet."""

    @property
    def offered(self) -> bool:
        """Whether there is a moving figure to ask for."""
        return bool(self.film) or self.empty


MOULD: Final = Demonstration("", "", "", "", "", empty=True)


def demonstration(
    *, film: str, title: str, pictures: tuple[str, str], alts: tuple[str, str]
) -> Demonstration:
    """An exercise's (`film` such as "squat") or a test's ("tests_of_function/forward-bend").

    The figure is offered where this installation was built with it.
    """
    names = (f"demonstrations/{film}.json", "demonstrations/figure.glb", "demonstration.js")
    addresses = [_address(name) for name in names]
    return Demonstration(title, *pictures, *alts, *(addresses if all(addresses) else ("", "", "")))


@cache
def _address(name: str) -> str:
    """Where a built file lies, with the hash of its content; nothing where it was not built."""
    path = BUILT / name
    if not path.is_file():
        return ""
    return f"{static(f'built/{name}')}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
