"""Landmark cases: recordings beside an exercise with the counts they must give, for ever.

`content/exercises/<id>/cases/<name>.jsonl.gz`, one JSON value a line. The first line says what is recorded and what is
expected, every other line is one frame in the flat form of `Frame.from_floats`:

    {"schema": "unbrace.case/1", "title": "five squats and one half-way, side-on", "source": "...",
     "framing": "require", "side": null, "target": {"reps": null, "hold_s": null},
     "expect": {"full": 5, "partial": 1, "holds": 0, "faults": []}}
    [0.0, 1.333, 1, 0.51, ...]

`faults` lists exactly those that are worth saying (`motion.faults.SPOKEN_FROM`); what is only recorded does not count.
Leave it out to ask nothing about faults. A published case is never edited, only added to: `write_case` refuses to write
over one.
"""

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from unbrace.library.errors import ContentError
from unbrace.motion.faults import SPOKEN_FROM
from unbrace.motion.landmarks import Frame
from unbrace.motion.movement import Movement, Side
from unbrace.motion.result import SessionResult
from unbrace.motion.session import Session, Target

SCHEMA = "unbrace.case/1"
_STRICT = ConfigDict(extra="forbid", strict=True)


@checked(frozen=True, config=_STRICT)
class Expected:
    """What replaying the frames must give: counts, completed holds, and the faults worth saying (None: not asked)."""

    full: int
    partial: int
    holds: int = 0
    faults: frozenset[str] | None = None


@checked(frozen=True, config=_STRICT)
class Goal:
    """What the set asks for, as in `motion.session.Target`."""

    reps: int | None = None
    hold_s: float | None = None


@checked(frozen=True, config=_STRICT)
class CaseHeader:
    """The first line of a case."""

    schema: Literal["unbrace.case/1"]
    title: str
    source: str
    expect: Expected
    framing: Literal["require", "advise"] = "advise"
    side: Side | None = None
    target: Goal = Field(default_factory=Goal)


@dataclass(frozen=True)
class Case:
    """A recording with what it must give."""

    path: Path
    header: CaseHeader
    frames: tuple[Frame, ...]

    def replay(self, movement: Movement) -> SessionResult:
        """What the engine makes of these frames."""
        target = Target(reps=self.header.target.reps, hold_s=self.header.target.hold_s)
        session = Session(movement, target, self.header.side, framing=self.header.framing)
        for frame in self.frames:
            session.receive(frame)
        session.finish(self.frames[-1].t_ms)
        return session.result()

    def given_by(self, result: SessionResult) -> Expected:
        """The same questions answered by a result; equal to `header.expect` when the engine still agrees."""
        spoken = frozenset(tally.fault for tally in result.faults if tally.confidence >= SPOKEN_FROM)
        asked = self.header.expect.faults
        return Expected(
            full=result.counts.full,
            partial=result.counts.partial,
            holds=sum(hold.completed for hold in result.holds),
            faults=None if asked is None else spoken,
        )


def read_case(path: Path) -> Case:
    """Raises ContentError naming the line that cannot be read."""
    name = "/".join(path.parts[-3:])
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            first, *rest = file.read().splitlines()
    except (OSError, EOFError, UnicodeDecodeError, ValueError):
        raise ContentError(name, "", "is empty or not a gzip of text; write the case anew") from None
    header = _header(name, first)
    frames = tuple(_frame(name, number, line) for number, line in enumerate(rest, start=2))
    if not frames:
        raise ContentError(name, "", "has no frames; write the case anew")
    return Case(path, header, frames)


def write_case(
    path: Path, header: dict[str, Any], frames: Iterable[Sequence[float]], digits: int = 4
) -> None:
    """Write a new case; the same input gives the same bytes. Raises FileExistsError for a published one.

    `frames` in the flat form of `Frame.from_floats`, rounded to `digits` (0.1 mm, a twentieth of a pixel).
    """
    _header(path.name, json.dumps(header))
    lines = [json.dumps(header, ensure_ascii=False)]
    lines += [
        json.dumps([_short(value, digits) for value in frame], separators=(",", ":")) for frame in frames
    ]
    with path.open("xb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
        file.write("\n".join(lines).encode() + b"\n")


def _short(value: float, digits: int) -> float | int:
    rounded = round(float(value), digits)
    return int(rounded) if rounded == int(rounded) else rounded


def _header(name: str, line: str) -> CaseHeader:
    try:
        return TypeAdapter(CaseHeader).validate_json(line)
    except ValidationError as found:
        detail = found.errors()[0]
        field = ".".join(str(step) for step in detail["loc"])
        raise ContentError(name, field, f"in the first line: {detail['msg'].lower()}", 1) from None


def _frame(name: str, number: int, line: str) -> Frame:
    try:
        return Frame.from_floats(json.loads(line))
    except (ValueError, TypeError):
        raise ContentError(
            name, "", "is not a frame of 201 numbers, or 3 when nobody is there", number
        ) from None
