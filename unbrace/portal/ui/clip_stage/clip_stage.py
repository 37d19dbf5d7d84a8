"""A clip to be watched with drawings over it. The template only lays it out; a script draws."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from unbrace.portal.ui.replay.replay import clock_words


@dataclass(frozen=True)
class Drawn:
    """What stands over the clip at one moment: the shapes, and under which key the words to it stand on the page."""

    key: str
    at_ms: int
    shapes: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True)
class ClipStage:
    """`url` is where the clip lies; `at_ms` the moment it opens at; `draws` that a therapist may draw on it."""

    url: str
    title: str
    seconds: float
    width: int = 640
    height: int = 480
    drawn: tuple[Drawn, ...] = ()
    at_ms: int | None = None
    draws: bool = False

    @property
    def told(self) -> str:
        """What the script is told."""
        moments = [{"key": one.key, "at": one.at_ms, "shapes": list(one.shapes)} for one in self.drawn]
        said: dict[str, Any] = {"width": self.width, "height": self.height, "moments": moments}
        if self.at_ms is not None:
            said["from"] = self.at_ms
        return json.dumps(said)

    @property
    def lasts_ms(self) -> int:
        return round(self.seconds * 1000)

    @property
    def lasts_words(self) -> str:
        return clock_words(self.lasts_ms)
