"""The picture of the angle over time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from unbrace.cli.analyse.tests.readings import FULL, a_reading
from unbrace.cli.analyse.trace import Followed
from unbrace.library.exercises import load_exercises
from unbrace.motion.result import Lost

pytest.importorskip("matplotlib")

from unbrace.cli.analyse.plot import draw, picture

SQUAT = load_exercises()["squat"]
KNEE = Followed("angle", "knee flexion", "°")


def axes_of(**changed: Any) -> Any:
    return picture(a_reading(**changed), SQUAT, "clip.mp4", KNEE).axes[0]


def marks(axes: Any) -> list[Any]:
    return [line for line in axes.lines if line.get_marker() not in ("None", None, "")]


def test_a_png_is_written(tmp_path: Path) -> None:
    draw(a_reading(), SQUAT, "clip.mp4", KNEE, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_each_repetition_is_marked_where_it_was_deepest() -> None:
    assert [float(mark.get_xdata()[0]) for mark in marks(axes_of())] == [3.4, 6.2]


def test_full_and_partial_differ_without_colour() -> None:
    full, partial = marks(axes_of())
    assert full.get_marker() != partial.get_marker()
    assert full.get_markerfacecolor() == full.get_markeredgecolor(), "filled"
    assert partial.get_markerfacecolor() == "white", "hollow"
    words = [note.get_text() for note in axes_of().texts]
    assert "1" in words
    assert "2 partial" in words


def test_lost_sight_is_hatched_and_named() -> None:
    axes = axes_of()
    hatched = [patch for patch in axes.patches if patch.get_hatch()]
    assert len(hatched) == 1
    assert "nobody in the picture" in [note.get_text() for note in axes.texts]


def test_the_line_has_a_gap_where_sight_was_lost() -> None:
    """Also for the half second in which the engine still holds its last value."""
    stale = a_reading(lost_sight=(Lost(7500, 11_000, "nobody"),))
    line = max(picture(stale, SQUAT, "clip.mp4", KNEE).axes[0].lines, key=lambda line: len(line.get_xdata()))
    drawn = [float(x) for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True) if y == y]
    assert drawn
    assert not [x for x in drawn if 7.5 <= x <= 11.0]


def test_waiting_is_shaded_but_not_hatched() -> None:
    axes = axes_of(waiting=[(0, 1500), (6000, 7000)])
    first, second = [patch for patch in axes.patches if not patch.get_hatch()]
    assert first.get_label() == "getting ready, not counted"
    assert not second.get_label(), "named once in the legend"


def test_the_axis_says_which_angle() -> None:
    assert axes_of().get_ylabel() == "knee flexion, change from own start"


def test_the_error_band_is_drawn_around_the_angle() -> None:
    axes = axes_of()
    assert [band.get_label() for band in axes.collections] == ["how far off it may be, ± 10°"]


def test_without_a_judged_range_there_is_no_band_and_a_word_of_doubt() -> None:
    axes = axes_of(view="front", repetitions=(replace(FULL, range_deg=None, error_band_deg=None),))
    assert not axes.collections
    assert any("only a rough guide" in note.get_text() for note in axes.texts)
    assert not any("only a rough guide" in note.get_text() for note in axes_of().texts)


def test_a_session_that_never_began_can_be_drawn(tmp_path: Path) -> None:
    never = a_reading(ready_ms=None, waiting=[(0, 12_000)], repetitions=(), faults=(), lost_sight=())
    draw(never, SQUAT, "clip.mp4", KNEE, tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_size > 10_000


def test_and_says_why_it_never_began() -> None:
    never = axes_of(
        ready_ms=None, waiting=[(0, 12_000)], hints=("turn_side_on",), repetitions=(), lost_sight=()
    )
    assert "not counted: the person should be side-on to the camera" in [
        note.get_text() for note in never.texts
    ]


def test_noise_is_not_blown_up_to_the_height_of_the_picture() -> None:
    quiet = a_reading(repetitions=(), lost_sight=())
    quiet.trace.values[:] = [0.1 * (-1) ** n for n in range(len(quiet.trace.values))]
    low, high = picture(quiet, SQUAT, "clip.mp4", KNEE).axes[0].get_ylim()
    assert high - low >= 60


def test_the_title_says_what_and_how_many() -> None:
    axes = axes_of()
    assert axes.get_title(loc="left") == "Squat, clip.mp4"
    assert "1 full repetition, 1 partial · seen from the side" in [note.get_text() for note in axes.texts]
