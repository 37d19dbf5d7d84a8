"""A real person, filmed outdoors against the sun, walking: not one squat.

The film is the demonstration of PyPI `sports2d` (BSD 3-Clause, "Copyright (c) 2022, perfanalytics"). It is fetched from
the package registry when the test runs, not kept in this project. A second person dances in the background, as at
home. No package that could be found carries a real film of a squat; the counts of real squats are tested on skeleton
recordings, see `unbrace/motion`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from unbrace.cli.analyse.tests.conftest import Ran

PACKAGE = "sports2d==0.8.34"
FILM = Path("Sports2D") / "Demo" / "demo.mp4"
SHA256 = "d9a66417185647b112304b57093f0c180f37a768e6a14daca75ca541f3b78039"


@pytest.fixture(scope="module")
def walking(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film, fetched once and kept in pytest's cache; skip where the registry cannot be reached."""
    cache = getattr(request.config, "cache", None)
    folder: Path = cache.mkdir("sports2d") if cache else tmp_path_factory.mktemp("sports2d")
    film = folder / FILM
    if not film.exists():
        _fetch(folder)
    assert hashlib.sha256(film.read_bytes()).hexdigest() == SHA256
    return film


#: Where `make test` puts uv on a machine that has none.
SET_UP_TOOLS = Path(__file__).parents[4] / ".setup/tools/bin"


def _fetch(folder: Path) -> None:
    into = ["--quiet", "--no-deps", "--target", str(folder), PACKAGE]
    uv = shutil.which("uv") or shutil.which("uv", path=SET_UP_TOOLS)
    installer = (
        [uv, "pip", "install", "--python", sys.executable] if uv else [sys.executable, "-m", "pip", "install"]
    )
    fetched = subprocess.run([*map(str, installer), *into], capture_output=True, text=True, timeout=300)
    if fetched.returncode:
        pytest.skip(f"{PACKAGE} could not be fetched: {fetched.stderr.strip().splitlines()[-1:]}")


@pytest.mark.parametrize("model", ["full", "lite"])
def test_a_real_person_walking_does_no_squat(
    analyse: Callable[..., Ran], pose_models: None, walking: Path, model: str
) -> None:
    ran = analyse(walking, "--exercise", "squat", "--model", model, "--json")
    assert (ran.code, ran.err) == (0, "")
    seen = json.loads(ran.out)
    assert seen["counts"] == {"full": 0, "partial": 0}
    assert seen["frames"] == 230
    assert seen["duration_ms"] == pytest.approx(7633, abs=1)


def test_nor_when_only_the_walker_is_in_the_picture(
    analyse: Callable[..., Ran], pose_models: None, walking: Path, tmp_path: Path
) -> None:
    """The right-hand part, from the moment she steps into it: nobody else to be mistaken for her."""
    seen = json.loads(analyse(_walker_alone(walking, tmp_path), "--exercise", "squat", "--json").out)
    assert seen["counts"] == {"full": 0, "partial": 0}
    assert seen["frames"] > 100


def _walker_alone(film: Path, folder: Path) -> Path:
    import av

    path = folder / "walker.mp4"
    with av.open(str(film)) as read, av.open(str(path), "w") as written:
        stream = written.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 800, 560, "yuv420p"
        for frame in read.decode(video=0):
            if frame.time < 2.6:
                continue
            right = frame.to_ndarray(format="rgb24")[434:994, 900:1700]
            written.mux(stream.encode(av.VideoFrame.from_ndarray(right.copy(), format="rgb24")))
        written.mux(stream.encode(None))
    return path
