"""The right counts, whatever the clip comes as."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from unbrace.cli.analyse.command import main
from unbrace.cli.analyse.tests.conftest import Ran
from unbrace.cli.analyse.tests.films import CLIPS, Remade

pytestmark = pytest.mark.usefixtures("pose_models")

Analyse = Callable[..., Ran]
SQUAT, RECORDED_SQUAT = CLIPS / "squat-y045.mp4", CLIPS / "squat-y045.npz"


def result(analyse: Analyse, *argv: object) -> dict[str, Any]:
    ran = analyse(*argv, "--json")
    assert (ran.code, ran.err) == (0, "")
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


@pytest.fixture(scope="module")
def filmed(pose_models: None) -> dict[str, Any]:
    """The squat clip as a video, read once for all tests."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main([str(SQUAT), "--exercise", "squat", "--json"]) == 0
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_every_repetition_of_a_rendered_clip_is_counted(filmed: dict[str, Any]) -> None:
    assert filmed["counts"] == {"full": 5, "partial": 1}
    assert [repetition["kind"] for repetition in filmed["repetitions"]].index("partial") == 3, "the fourth"


@pytest.mark.parametrize(
    ("clip", "exercise", "full", "partial"),
    [
        ("squat-y090.mp4", "squat", 4, 0),
        ("glute-bridge-y300.mp4", "glute-bridge", 5, 0),
        ("arm-lift-y000.mp4", "arm-lift", 4, 1),
    ],
)
def test_so_it_is_in_other_views_and_exercises(
    analyse: Analyse, clip: str, exercise: str, full: int, partial: int
) -> None:
    assert result(analyse, CLIPS / clip, "--exercise", exercise)["counts"] == {
        "full": full,
        "partial": partial,
    }


def test_a_recording_and_the_video_it_was_made_from_say_the_same(
    analyse: Analyse, filmed: dict[str, Any]
) -> None:
    """The recording rounds to 16 bits. Decisions are equal, angles to a third of a degree, times to two pictures."""
    recorded = result(analyse, RECORDED_SQUAT, "--exercise", "squat")
    assert recorded["counts"] == filmed["counts"]
    assert recorded["frames"] == filmed["frames"]
    for kept, seen in zip(recorded["repetitions"], filmed["repetitions"], strict=True):
        assert (kept["kind"], kept["side"], kept["faults"]) == (seen["kind"], seen["side"], seen["faults"])
        assert kept["start_ms"] == pytest.approx(seen["start_ms"], abs=101)
        assert kept["end_ms"] == pytest.approx(seen["end_ms"], abs=101)
        assert kept["range_deg"] == pytest.approx(seen["range_deg"], abs=0.3)


def test_the_light_model_counts_the_same(analyse: Analyse) -> None:
    light = result(analyse, RECORDED_SQUAT, "--exercise", "squat", "--model", "lite")
    assert light["counts"] == {"full": 5, "partial": 1}


@pytest.mark.parametrize(
    ("name", "codec", "pixels", "every"),
    [("a.mov", "libx264", "yuv420p", 1), ("a.webm", "libvpx", "yuv420p", 1), ("a.gif", "gif", "rgb8", 2)],
)
def test_the_format_does_not_matter(
    analyse: Analyse, tmp_path: Path, name: str, codec: str, pixels: str, every: int
) -> None:
    """The first three squats, until after 10.3 s."""
    film = Remade(
        tmp_path / name, codec, pixels, keep=lambda index: index < 207 and index % every == 0
    ).write(SQUAT)
    seen = result(analyse, film, "--exercise", "squat", "--model", "lite")
    assert seen["counts"] == {"full": 3, "partial": 0}
    assert seen["duration_ms"] == pytest.approx(10_300, abs=1)


def test_a_variable_frame_rate_changes_neither_counts_nor_tempo(
    analyse: Analyse, filmed: dict[str, Any], tmp_path: Path
) -> None:
    """As a telephone in poor light: now 20 pictures a second, now 10, now and then one is dropped."""

    def uneven(index: int) -> bool:
        return index % 17 != 0 and (index // 60 % 2 == 0 or index % 2 == 0)

    film = Remade(tmp_path / "a.mp4", "libx264", "yuv420p", keep=uneven).write(SQUAT)
    shaky = result(analyse, film, "--exercise", "squat")
    assert shaky["counts"] == filmed["counts"]
    assert shaky["frames"] < filmed["frames"] * 0.75
    for loose, even in zip(shaky["repetitions"], filmed["repetitions"], strict=True):
        assert loose["peak_ms"] - loose["start_ms"] == pytest.approx(
            even["peak_ms"] - even["start_ms"], abs=250
        )


def test_another_exercise_than_the_one_shown_is_not_counted(analyse: Analyse) -> None:
    """Lifting the arms is no squat, and somebody standing does no bridge."""
    assert (
        result(analyse, CLIPS / "arm-lift-y000.mp4", "--exercise", "squat", "--model", "lite")["counts"][
            "full"
        ]
        == 0
    )
    assert result(analyse, RECORDED_SQUAT, "--exercise", "glute-bridge")["counts"] == {
        "full": 0,
        "partial": 0,
    }
