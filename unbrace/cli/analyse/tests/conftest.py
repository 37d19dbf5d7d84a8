"""The command as a person runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Ran:
    """What the command answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def analyse(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `unbrace analyse` with these words; file descriptors are captured, so native code is heard as well."""

    def run(*argv: object) -> Ran:
        from unbrace.cli.analyse.command import main

        code = main([str(word) for word in argv])
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture(scope="session")
def pose_models() -> None:
    """Skip where the analyse extra or the pose model is missing; `make test` has both."""
    from unbrace.library.pose_model import PoseModelMissing, find_pose_model

    for package in ("av", "mediapipe", "numpy"):
        pytest.importorskip(package)
    try:
        find_pose_model("full"), find_pose_model("lite")
    except PoseModelMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture
def blank_video(tmp_path: Path) -> Path:
    """Two seconds of a grey wall with nobody in front of it."""
    av, np = pytest.importorskip("av"), pytest.importorskip("numpy")
    path = tmp_path / "wall.mp4"
    with av.open(str(path), "w") as written:
        stream = written.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        for _ in range(20):
            wall = np.full((120, 160, 3), 128, dtype=np.uint8)
            written.mux(stream.encode(av.VideoFrame.from_ndarray(wall, format="rgb24")))
        written.mux(stream.encode(None))
    return path
