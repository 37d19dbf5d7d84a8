"""What was seen, for a person to read in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from unbrace.cli.analyse import words
from unbrace.cli.analyse.reading import Reading
from unbrace.library.exercise import Exercise
from unbrace.motion.result import Repetition, SessionResult

HEADS = ("#", "at", "kind", "side", "range", "out", "pause", "back", "noticed")
RIGHT = {"#", "at", "out", "pause", "back"}
NOTHING = "–"
WIDTH = 80


def summary(reading: Reading, exercise: Exercise, name: str, draft: bool) -> str:
    """The whole report, without a newline at the end."""
    parts = [
        _head(reading.result, exercise, name),
        _counts(reading),
        _table(reading.result),
        _noticed(reading.result, exercise),
        _lost(reading.result),
        _notes(reading, exercise, draft),
    ]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part)


def _head(result: SessionResult, exercise: Exercise, name: str) -> Iterator[str]:
    yield f"{exercise.title} · {name}"
    facts = [
        f"{result.duration_ms / 1000:.1f} s",
        words.counted(result.frames, "picture", "pictures"),
        f"person seen in {result.seen_ratio:.0%}",
        words.VIEWS[result.view],
    ]
    yield ", ".join(fact for fact in facts if fact)


def _counts(reading: Reading) -> Iterator[str]:
    counts = reading.result.counts
    full = words.counted(counts.full, "full repetition", "full repetitions")
    yield f"  {full}, {counts.partial} partial"
    for hold in reading.result.holds:
        kept = "held to the end" if hold.completed else "let go"
        yield f"  {hold.held_s:.1f} s hold from {hold.start_ms / 1000:.1f} s, {kept}"
    if reading.ready_ms is None:
        hints = ", ".join(words.HINTS[hint] for hint in reading.hints)
        yield f"  Counting never began{': ' + hints if hints else ''}."


def _table(result: SessionResult) -> list[str]:
    if not result.repetitions:
        return []
    rows = [HEADS, *(_row(rep) for rep in result.repetitions)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if head in RIGHT else cell.ljust(width)
            for head, cell, width in zip(HEADS, row, widths, strict=True)
        ]
        lines.append(("  " + "  ".join(cells)).rstrip())
    return lines


def _row(rep: Repetition) -> tuple[str, ...]:
    tempo = rep.tempo
    return (
        str(rep.number),
        f"{rep.start_ms / 1000:.1f} s",
        rep.kind,
        rep.side,
        _range(rep),
        *(f"{seconds:.1f} s" for seconds in (tempo.out_s, tempo.pause_s, tempo.back_s)),
        ", ".join(words.fault_name(fault) for fault in rep.faults) or NOTHING,
    )


def _range(rep: Repetition) -> str:
    if rep.range_deg is None:
        return NOTHING
    band = "" if rep.error_band_deg is None else f" ± {rep.error_band_deg:.0f}°"
    return f"{rep.range_deg:.0f}°{band}"


def _noticed(result: SessionResult, exercise: Exercise) -> list[str]:
    if not result.faults:
        return []
    of = len(result.repetitions)
    names = [words.fault_name(tally.fault) for tally in result.faults]
    width = max(map(len, names))
    lines = [
        f"  {name:<{width}}  in {tally.count} of {of}   {exercise.cues.get(tally.fault, '')}".rstrip()
        for name, tally in zip(names, result.faults, strict=True)
    ]
    return ["Noticed", *lines]


def _lost(result: SessionResult) -> list[str]:
    lines = [
        f"  {lost.start_ms / 1000:5.1f} to {lost.end_ms / 1000:.1f} s   {words.LOST[lost.reason]}"
        for lost in result.lost_sight
    ]
    return ["Lost sight", *lines] if lines else []


def _notes(reading: Reading, exercise: Exercise, draft: bool) -> list[str]:
    notes = [f"Note: {warning}." for warning in reading.warnings]
    reps = reading.result.repetitions
    if any(rep.range_deg is not None for rep in reps):
        notes.append("Range is the change from the person's own start, with how far off it may be.")
    elif reps:
        notes.append(f"Range cannot be judged from this view. {exercise.view.text}")
    if draft:
        notes.append("Draft content, not clinically reviewed. Not a diagnosis.")
    return [line for note in notes for line in textwrap.wrap(note, WIDTH)]
