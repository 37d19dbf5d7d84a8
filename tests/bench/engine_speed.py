"""What a frame costs the engine, in CPython and in Pyodide: a stored recording through the host the page uses."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from array import array
from collections.abc import Sequence
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


def in_cpython(frames: Sequence[Sequence[float]], exercise: str = EXERCISE) -> list[float]:
    """Milliseconds per frame."""
    names: dict[str, Any] = {}
    exec(compile(HOST.read_text(), str(HOST), "exec"), names)  # noqa: S102 - our own file, run as the worker runs it
    spent: list[float] = []
    for turn in range(ROUNDS):
        host = names["Host"]()
        host.begin(order(exercise))
        for values in [Values(frame) for frame in frames]:
            started = time.perf_counter()
            host.look(values)
            if turn:
                spent.append((time.perf_counter() - started) * 1000)
    return spent


def in_pyodide(frames: Sequence[Sequence[float]], exercise: str = EXERCISE) -> list[float]:
    """Milliseconds per frame, border included."""
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
    measured: list[float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def figures() -> list[Figure]:
    frames = frames_as_floats(EXERCISE)
    lines = []
    for name, measure in (("CPython", in_cpython), ("Pyodide in node", in_pyodide)):
        spent = measure(frames)
        rate = 1000 * len(spent) / sum(spent)
        lines.append(
            Figure(f"engine step, {name}", spread(spent, "ms"), "goal 2 ms or less; 33 ms are available")
        )
        lines.append(Figure(f"engine, {name}", f"{rate:.0f} frames/s", "a phone gives 12 to 30"))
    return lines
