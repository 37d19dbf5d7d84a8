"""P1: from camera frame to feedback, and the engine's share of it, as `make bench` measures them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from tests.bench import engine_speed, in_the_browser
from tests.bench.motion.row import Row
from tests.bench.stored_case import frames_as_floats
from unbrace.library.exercises import load_exercises
from unbrace.motion.movement import Movement
from unbrace.motion.session import Session

BROWSER = "one run in Chromium, the demo clinic, a rendered clip as camera"


def slowest() -> Row:
    """The exercise whose step takes longest in CPython, measured where it runs: in Pyodide, the border included."""
    shown = [exercise for exercise in load_exercises() if exercise.cases and exercise.movement]
    spent = {exercise.id: _step_ms(exercise.id, exercise.movement) for exercise in shown}
    name = max(spent, key=lambda exercise: spent[exercise])
    measured = str(engine_speed.in_pyodide(frames_as_floats(name), name))
    beside = f"CPython: median {spent[name]:.3f} ms, of all {len(spent)}: {statistics.median(spent.values()):.3f} ms"
    return Row(
        "P1",
        f"engine step of the slowest exercise, {name}, Pyodide in node",
        measured,
        "2 ms or less",
        beside,
        f"first published case of each of {len(spent)} exercises",
    )


def _step_ms(exercise: str, movement: Movement | None) -> float:
    assert movement is not None
    session, spent = Session(movement), []
    for values in frames_as_floats(exercise):
        started = time.perf_counter()
        session.receive_floats(values)
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent)


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
    yield slowest()
    for figure in in_the_browser.figures():
        if "feedback" in figure.what:
            yield Row("P1", figure.what, figure.measured, figure.beside.removeprefix("goal "), "–", BROWSER)
