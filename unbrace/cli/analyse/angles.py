"""`--angles OUT.csv`: every angle of every picture, as it was measured, for those who want to look for themselves.

Raw readings, not smoothed, not changes from a start; empty where not seen. Only angles: the other measures are lengths
in units of their own. A recording has all its pictures already and is measured at once; a film is written as it goes
by, picture for picture, and both are the same numbers. A spreadsheet runs what begins with = + - @ as a formula, so
nothing in here comes from outside: the head is ours, and every cell is a number, a view of ours, or empty.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from unbrace.cli.analyse.refusal import CannotAnalyse
from unbrace.library.recordings import Recording
from unbrace.motion.body import Body
from unbrace.motion.framing import view_of
from unbrace.motion.landmarks import Frame
from unbrace.motion.measures import MEASURES, difference

ANGLES = {name: measure for name, measure in MEASURES.items() if measure.change is difference}


def head() -> list[str]:
    """The names of the columns. Paired angles have two, signed ones are + to the person's left."""
    columns = ["t_ms", "view"]
    for name, measure in ANGLES.items():
        columns += [f"{name}_left", f"{name}_right"] if measure.paired else [name]
    return columns


def row(frame: Frame) -> list[str]:
    """One picture."""
    if not frame.is_somebody or frame.problem is not None:
        return [_number(frame.t_ms), *[""] * (len(head()) - 1)]
    body = Body(frame)
    cells = [_number(frame.t_ms), view_of(body) or ""]
    for measure in ANGLES.values():
        left, right = measure.read(body)
        cells += [_number(left), _number(right)] if measure.paired else [_number(left)]
    return cells


def _number(value: float | None) -> str:
    """Two decimals, empty for none; never -0.00."""
    if value is None or value - value != 0:
        return ""
    return f"{round(value, 2) + 0.0:.2f}"


def refuse_place(path: Path, reads: Path) -> None:
    """Better now than after ten minutes of video."""
    folder = path.resolve().parent
    if path.suffix.lower() != ".csv":
        raise CannotAnalyse(f"{path}: the angles are a table; give it a name that ends in .csv")
    if path.is_dir():
        raise CannotAnalyse(f"{path}: a folder; give the table a name of its own")
    if path.resolve() == reads.resolve():
        raise CannotAnalyse(f"{path}: this is the file to read; give the table a name of its own")
    if not folder.is_dir():
        raise CannotAnalyse(f"{path}: there is no folder {folder}; make it first")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise CannotAnalyse(f"{path}: the angles cannot be written there (no permission)")


def written(
    path: Path | None, frames: Iterable[Frame], recording: Recording | None = None
) -> Iterator[Frame]:
    """The same frames; on the way each becomes a row of the table at `path`, if there is to be one.

    `recording` is where they come from, when that is a recording of ours: then the table is there before the first.
    """
    if path is not None and recording is not None:
        write(path, recording)
    if path is None or recording is not None:
        yield from frames
        return
    with _begun(path) as table:
        for frame in frames:
            table.writerow(row(frame))
            yield frame


def write(path: Path, recording: Recording) -> None:
    """The table of a whole recording."""
    with _begun(path) as table:
        table.writerows(rows(recording))


def rows(recording: Recording) -> Iterator[list[str]]:
    """What `row` says of every picture of the recording, in their order."""
    from unbrace.library.angles_at_once.angles import read, views
    from unbrace.library.angles_at_once.bodies import Bodies

    bodies, there = Bodies.of(recording)
    columns = [[view or "" for view in views(bodies)]]
    for name, measure in ANGLES.items():
        for values in read(name, bodies)[: 2 if measure.paired else 1]:
            columns.append([_number(value) for value in values.tolist()])
    found, empty = zip(*columns, strict=True), [""] * len(columns)
    for t_ms, somebody in zip(recording.times_ms.tolist(), there.tolist(), strict=True):
        yield [_number(t_ms), *(next(found) if somebody else empty)]


@contextmanager
def _begun(path: Path) -> Iterator[Any]:
    """The table with its head; what goes wrong with the file is a refusal."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(head())
            yield table
    except OSError as matter:
        raise CannotAnalyse(f"{path}: the angles cannot be written ({matter.strerror})") from matter
