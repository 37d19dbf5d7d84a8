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
    """One exercise. Without `film` there are only the pictures."""

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
    *, exercise: str, title: str, pictures: tuple[str, str], alts: tuple[str, str]
) -> Demonstration:
    """The exercise's demonstration; the figure is offered where this installation was built with it."""
    names = (f"demonstrations/{exercise}.json", "demonstrations/figure.glb", "demonstration.js")
    addresses = [_address(name) for name in names]
    film, figure, viewer = addresses if all(addresses) else ("", "", "")
    return Demonstration(title, *pictures, *alts, film, figure, viewer)


@cache
def _address(name: str) -> str:
    """Where a built file lies, with the hash of its content; nothing where it was not built."""
    path = BUILT / name
    if not path.is_file():
        return ""
    return f"{static(f'built/{name}')}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
