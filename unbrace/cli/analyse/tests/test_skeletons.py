"""`--skeleton`: recordings made with other trackers."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from unbrace.cli.analyse.tests.conftest import Ran
from unbrace.cli.analyse.tests.films import CLIPS
from unbrace.library.recordings import read_recording
from unbrace.library.skeletons import SKELETONS
from unbrace.library.skeletons.skeleton import Skeleton
from unbrace.motion.landmarks import Frame

np = pytest.importorskip("numpy")

Analyse = Callable[..., Ran]
AWAY_M = 3.0


def joints(frame: Frame, skeleton: Skeleton) -> list[list[float]]:
    """What another tracker would have said of this frame."""
    assert frame.image is not None
    assert frame.world is not None
    axes = skeleton.to_our_axes
    found = [[math.nan] * (3 if axes else 2)] * skeleton.joints
    for landmark, joint in skeleton.landmarks.items():
        x, y = frame.image[landmark]
        # in space: on the ray through the picture's point, at the world's depth
        z = AWAY_M + frame.world[landmark][2]
        space = ((x - 0.5) * z * 4 / 3, (y - 0.5) * z, z)
        found[joint] = [a * b for a, b in zip(axes, space, strict=True)] if axes else [480 * x, 360 * y]
    return found


@pytest.fixture(params=list(SKELETONS))
def squats(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """Five rendered squats and one partial, seen from 45 degrees, as this skeleton."""
    skeleton = SKELETONS[request.param]
    frames = list(read_recording(CLIPS / "squat-y045.npz").frames())
    path = tmp_path / "squats.npz"
    np.savez(
        path,
        t=np.array([frame.t_ms / 1000 for frame in frames]),
        joints=np.array([joints(frame, skeleton) for frame in frames]),
        **({} if skeleton.has_depth else {"size": np.array([480, 360])}),
    )
    return skeleton.name, path


def test_squats_are_counted_from_every_skeleton(analyse: Analyse, squats: tuple[str, Path]) -> None:
    name, path = squats
    ran = analyse(path, "--exercise", "squat", "--skeleton", name, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["counts"] == {"full": 5, "partial": 1}


def test_what_a_flat_skeleton_cannot_show_is_said(analyse: Analyse, tmp_path: Path) -> None:
    coco = SKELETONS["coco17"]
    frames = list(read_recording(CLIPS / "squat-y045.npz").frames())[:30]
    path = tmp_path / "people.npz"
    np.savez(path, fps=np.array(15), joints=[joints(frame, coco) for frame in frames], size=[480, 360])
    ran = analyse(path, "--exercise", "arm-lift", "--skeleton", "coco17")
    assert ran.code == 0
    assert "f_elbow_bend needs depth and is not looked for" in ran.out


def test_the_wrong_skeleton_is_refused(analyse: Analyse, squats: tuple[str, Path]) -> None:
    name, path = squats
    other = "coco17" if name != "coco17" else "kinect2"
    ran = analyse(path, "--exercise", "squat", "--skeleton", other)
    assert ran.code == 2
    assert ran.out == ""
    assert "must have the shape" in ran.err
    assert ran.err.count("\n") == 1
