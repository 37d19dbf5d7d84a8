"""Walking is no exercise, whichever way and however long."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from unbrace.cli.analyse.tests.conftest import Ran
from unbrace.cli.analyse.tests.gait import Squats, Walk
from unbrace.library.recordings import write_recording
from unbrace.motion.landmarks import Landmark

pytest.importorskip("numpy")


def test_the_walker_bends_the_knees_as_people_do() -> None:
    """Otherwise the tests below would prove nothing: in swing the heel comes up well behind."""
    lift = [
        frame.world[Landmark.LEFT_ANKLE][1] - frame.world[Landmark.LEFT_KNEE][1]
        for frame in Walk(turned_deg=90).frames()
        if frame.world
    ]
    assert max(lift) > 0.40, "the shank is upright in stance"
    assert min(lift) < 0.30, "and well off it in swing"


@pytest.mark.parametrize("exercise", ["squat", "glute-bridge", "arm-lift"])
@pytest.mark.parametrize(
    "walk",
    [
        Walk(turned_deg=90, seconds=4),
        Walk(turned_deg=-90, seconds=4),
        Walk(turned_deg=45, seconds=5),
        Walk(turned_deg=0, seconds=6),
        Walk(turned_deg=90, seconds=20, on_the_spot=True),
        Walk(turned_deg=30, seconds=20, on_the_spot=True),
        Walk(turned_deg=0, seconds=20, on_the_spot=True),
    ],
    ids=[
        "to the left", "to the right", "across", "towards the camera",
        "treadmill from the side", "treadmill at an angle", "treadmill from the front",
    ],
)  # fmt: skip
def test_walking_is_not_counted(
    analyse: Callable[..., Ran], tmp_path: Path, walk: Walk, exercise: str
) -> None:
    path = tmp_path / "walk.npz"
    write_recording(path, walk.frames(), size=(640, 480))
    ran = analyse(path, "--exercise", exercise, "--json")
    assert json.loads(ran.out)["counts"] == {"full": 0, "partial": 0}


@pytest.mark.parametrize("turned_deg", [90, -90, 45, 0])
def test_the_same_figure_is_counted_when_it_squats(
    analyse: Callable[..., Ran], tmp_path: Path, turned_deg: float
) -> None:
    """So it is the walking that is not counted, not the figure."""
    path = tmp_path / "squats.npz"
    write_recording(path, Squats(turned_deg).frames(), size=(640, 480))
    ran = analyse(path, "--exercise", "squat", "--json")
    assert json.loads(ran.out)["counts"] == {"full": 3, "partial": 0}
