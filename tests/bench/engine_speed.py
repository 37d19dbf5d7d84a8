"""What a frame costs the engine, in CPython and in Pyodide: a stored recording through the host the page uses."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.figure import Figure, spread
from tests.bench.stored_case import frames_as_floats, movement_json
from tests.house.findings import ROOT

EXERCISE = "squat"
ROUNDS = 3  # the first warms up and is left out
HOST = ROOT / "browser" / "engine_host.py"
IN_PYODIDE = Path(__file__).with_name("engine_in_pyodide.mjs")


class Values:
    """What the host is given in the browser: an array that says `to_py`."""

    def __init__(self, values: Sequence[float]) -> None:
        self.values = memoryview(array("d", values))

    def to_py(self) -> memoryview:
        return self.values


def order(exercise: str = EXERCISE) -> str:
    """One endless set, as the page orders it."""
    dose = {"side": "both", "reps": 100, "hold_s": None}
    return json.dumps(
        {**dose, "exercise": exercise, "content_version": "bench", "movement": movement_json(exercise)}
    )


@dataclass
class Spent:
    """Milliseconds of each frame: by the clock, and on the processor. The clock runs on while the machine does other
    people's work, so a goal for the engine is held to the processor, and what a person waits is the clock."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return f"on the processor {spread(self.processor, 'ms')}; by the clock {spread(self.clock, 'ms')}"


def in_cpython(frames: Sequence[Sequence[float]], exercise: str = EXERCISE) -> Spent:
    """The same host in CPython."""
    names: dict[str, Any] = {}
    exec(compile(HOST.read_text(), str(HOST), "exec"), names)  # noqa: S102 - our own file, run as the worker runs it
    spent = Spent()
    for turn in range(ROUNDS):
        host = names["Host"]()
        host.begin(order(exercise))
        for values in [Values(frame) for frame in frames]:
            used, started = time.process_time(), time.perf_counter()
            host.look(values)
            ended = time.perf_counter()
            if turn:
                spent.clock.append((ended - started) * 1000)
                spent.processor.append((time.process_time() - used) * 1000)
    return spent


def in_pyodide(frames: Sequence[Sequence[float]], exercise: str = EXERCISE) -> Spent:
    """In Pyodide, border included."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work.json"
        work.write_text(
            json.dumps(
                {"order": order(exercise), "frames": frames, "rounds": ROUNDS, "host": HOST.read_text()}
            )
        )
        done = subprocess.run(
            ["node", str(IN_PYODIDE), str(ROOT / "unbrace/portal/built"), str(work)],
            check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    return Spent(**json.loads(done.stdout.splitlines()[-1]))


def figures() -> list[Figure]:
    frames = frames_as_floats(EXERCISE)
    lines = []
    for name, measure in (("CPython", in_cpython), ("Pyodide in node", in_pyodide)):
        spent = measure(frames)
        rate = 1000 * len(spent.clock) / sum(spent.clock)
        lines.append(Figure(f"engine step, {name}", str(spent), "goal 2 ms or less; 33 ms are available"))
        lines.append(Figure(f"engine, {name}", f"{rate:.0f} frames/s", "a phone gives 12 to 30"))
    return lines
