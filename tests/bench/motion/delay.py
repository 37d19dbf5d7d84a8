"""P1: from camera frame to feedback, and the engine's share of it, as `make bench` measures them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench import engine_speed, in_the_browser
from tests.bench.motion.row import Row

BROWSER = "one run in Chromium, the demo clinic, a rendered clip as camera"


def rows() -> Iterator[Row]:
    for figure in engine_speed.figures():
        if "step" in figure.what:
            yield Row(
                "P1",
                figure.what,
                figure.measured,
                "2 ms or less",
                "33 ms between frames",
                "one published case, squat",
            )
    for figure in in_the_browser.figures():
        if "feedback" in figure.what:
            yield Row("P1", figure.what, figure.measured, figure.beside.removeprefix("goal "), "–", BROWSER)
