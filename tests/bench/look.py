"""How a page is looked at for a picture of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.journeys.people import PHONE


@dataclass(frozen=True)
class Look:
    """One way of looking: how wide (px), in which light, in which language."""

    name: str
    width: int
    light: Literal["light", "dark"]
    language: str = "en"

    @property
    def height(self) -> int:
        return 812 if self.width == PHONE else 900
