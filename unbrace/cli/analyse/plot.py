"""The followed angle over time as a picture: repetitions marked, the error band around it, lost sight shaded.

Full and partial repetitions differ in shape, filling and line, not only in colour; lost sight is hatched.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from unbrace.cli.analyse import words
from unbrace.cli.analyse.reading import Reading
from unbrace.cli.analyse.refusal import CannotAnalyse
from unbrace.cli.analyse.trace import Followed
from unbrace.library.exercise import Exercise
from unbrace.motion.result import Repetition

INK, QUIET, LINE, BAND, SHADE, PARTIAL = "#1f2a2e", "#5c6a6e", "#2f6f73", "#b9d8d6", "#e6e3dc", "#9a4a20"
INCHES = (11.0, 4.8)
DOTS_PER_INCH = 130
LEAST_HEIGHT = 60
LETTER_SHARE = 0.0062
"""The width of a letter as a share of the picture's: a shaded stretch narrower than its words goes without them."""
GAP_SHARE = 0.003
"""Left free between the bars of two repetitions, so that they can be told apart."""


def draw(reading: Reading, exercise: Exercise, name: str, followed: Followed, path: Path) -> None:
    """Write the picture to `path`. Raises `CannotAnalyse` when it cannot be written."""
    try:
        picture(reading, exercise, name, followed).savefig(path, format="png")
    except OSError as matter:
        raise CannotAnalyse(f"{path}: the plot cannot be written ({matter.strerror})") from matter


def picture(reading: Reading, exercise: Exercise, name: str, followed: Followed) -> Any:
    """The matplotlib figure; `name` is the file it was read from."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    _style(axes, reading, followed.unit)
    _shades(axes, reading)
    _angle(axes, reading)
    for rep in reading.result.repetitions:
        _repetition(axes, rep, reading)
    _open_wide(axes)
    _titles(axes, reading, exercise, name, followed)
    figure.legend(loc="outside lower left", ncols=6, frameon=False, fontsize=9, labelcolor=QUIET)
    return figure


def _style(axes: Any, reading: Reading, unit: str) -> None:
    for edge in ("top", "right", "left"):
        axes.spines[edge].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
    axes.tick_params(colors=QUIET, length=0, labelsize=10)
    axes.grid(axis="y", color="#e3e7e7", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlim(0, max(reading.result.duration_ms / 1000, 0.1))
    axes.margins(y=0.14)
    axes.xaxis.set_major_formatter(lambda seconds, _: f"{seconds:g} s")
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}{unit}")


def _shades(axes: Any, reading: Reading) -> None:
    """Where nothing was judged: while the camera check was not passed, and wherever sight was lost."""
    for index, (start_ms, end_ms) in enumerate(reading.waiting):
        name = "" if index else "getting ready, not counted"
        _shade(axes, (start_ms / 1000, end_ms / 1000), _why_waiting(reading), hatch="", name=name)
    for index, lost in enumerate(reading.result.lost_sight):
        stretch, name = (lost.start_ms / 1000, lost.end_ms / 1000), "" if index else "lost sight"
        _shade(axes, stretch, words.LOST[lost.reason], hatch="//", name=name)


def _why_waiting(reading: Reading) -> str:
    if reading.ready_ms is not None or not reading.hints:
        return "getting ready"
    return f"not counted: {words.HINTS[reading.hints[0]]}"


def _shade(axes: Any, stretch: tuple[float, float], label: str, hatch: str, name: str) -> None:
    start, end = stretch
    axes.axvspan(
        start, end, facecolor=SHADE if hatch else "#f4f3ef", edgecolor="#c9c4b8", hatch=hatch, linewidth=0,
        label=name or None, zorder=0,
    )  # fmt: skip
    if (end - start) / axes.get_xlim()[1] >= LETTER_SHARE * len(label):
        axes.text(
            (start + end) / 2, 0.97, label, transform=axes.get_xaxis_transform(), ha="center", va="top",
            fontsize=9, color=QUIET,
        )  # fmt: skip


def _angle(axes: Any, reading: Reading) -> None:
    seconds = [t_ms / 1000 for t_ms in reading.trace.t_ms]
    degrees = _judged(reading)
    bands = [rep.error_band_deg for rep in reading.result.repetitions if rep.error_band_deg is not None]
    if bands:
        low, high = [d - max(bands) for d in degrees], [d + max(bands) for d in degrees]
        axes.fill_between(
            seconds,
            low,
            high,
            color=BAND,
            alpha=0.55,
            linewidth=0,
            label=f"how far off it may be, ± {max(bands):g}°",
        )
    axes.plot(seconds, degrees, color=LINE, linewidth=2, solid_capstyle="round")


def _judged(reading: Reading) -> list[float]:
    """The trace with gaps where sight was lost: the engine keeps its last value for half a second before it says so."""
    hidden = [(lost.start_ms, lost.end_ms) for lost in reading.result.lost_sight]
    return [
        math.nan if any(start <= t_ms <= end for start, end in hidden) else value
        for t_ms, value in zip(reading.trace.t_ms, reading.trace.values, strict=True)
    ]


def _open_wide(axes: Any) -> None:
    """At least so much height that noise looks like noise."""
    low, high = axes.get_ylim()
    if high - low < LEAST_HEIGHT:
        axes.set_ylim(min(low, -LEAST_HEIGHT / 4), max(high, LEAST_HEIGHT * 3 / 4))


def _repetition(axes: Any, rep: Repetition, reading: Reading) -> None:
    full = rep.kind == "full"
    first = rep is next(other for other in reading.result.repetitions if other.kind == rep.kind)
    colour = LINE if full else PARTIAL
    gap_s = GAP_SHARE * reading.result.duration_ms / 1000
    peak_s, height = rep.peak_ms / 1000, _height(reading, rep)
    axes.plot(
        [rep.start_ms / 1000, rep.end_ms / 1000 - gap_s], [0.02, 0.02], transform=axes.get_xaxis_transform(),
        color=colour, linewidth=4, linestyle="-" if full else (0, (1, 1)), solid_capstyle="butt",
    )  # fmt: skip
    axes.plot(
        [peak_s], [height], marker="o" if full else "D", markersize=9, markeredgewidth=2, linestyle="",
        markeredgecolor=colour, markerfacecolor=colour if full else "white",
        label=("full repetition" if full else "partial repetition") if first else None, zorder=4,
    )  # fmt: skip
    axes.annotate(
        f"{rep.number}" if full else f"{rep.number} partial", (peak_s, height), (0, 10), textcoords="offset points",
        ha="center", fontsize=10, color=INK if full else PARTIAL, fontweight="bold",
    )  # fmt: skip


def _height(reading: Reading, rep: Repetition) -> float:
    """Where the mark goes: at the reported range, else on the line; 0 where there is neither."""
    if rep.range_deg is not None:
        return rep.range_deg
    known: Sequence[tuple[float, float]] = [
        (abs(t_ms - rep.peak_ms), value)
        for t_ms, value in zip(reading.trace.t_ms, _judged(reading), strict=True)
        if not math.isnan(value)
    ]
    return min(known)[1] if known else 0.0


def _titles(axes: Any, reading: Reading, exercise: Exercise, name: str, followed: Followed) -> None:
    result = reading.result
    full = words.counted(result.counts.full, "full repetition", "full repetitions")
    counts = f"{full}, {result.counts.partial} partial"
    unsure = result.repetitions and all(rep.range_deg is None for rep in result.repetitions)
    doubt = "from there the angle is only a rough guide" if unsure else ""
    facts = " · ".join(fact for fact in (counts, words.VIEWS[result.view], doubt) if fact)
    axes.set_title(f"{exercise.title}, {name}", loc="left", fontsize=15, color=INK, pad=26, fontweight="bold")
    axes.text(0, 1.035, facts, transform=axes.transAxes, fontsize=11, color=QUIET)
    axes.set_ylabel(f"{followed.name}, change from own start", color=QUIET, fontsize=10)
