"""Every angle of a recording at once is what the engine reads picture by picture, and says "not seen" where it does."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

np = pytest.importorskip("numpy")

from unbrace.library.angles_at_once.angles import ANGLES, PAIRED, WHOLE, read, views  # noqa: E402
from unbrace.library.angles_at_once.bodies import Bodies  # noqa: E402
from unbrace.library.recordings import Recording, read_recording  # noqa: E402
from unbrace.motion.body import Body  # noqa: E402
from unbrace.motion.framing import view_of  # noqa: E402
from unbrace.motion.landmarks import POINTS  # noqa: E402
from unbrace.motion.measures import MEASURES  # noqa: E402

SAME_DEGREES = 1e-9
RENDERED = sorted((Path(__file__).parents[4] / "shared" / "data" / "synthetic").glob("*.npz"))


def anybody(pictures: int, seed: int) -> Recording:
    """Points anywhere, hidden in a third of cases, in every hundredth picture nobody: no body bends like this, so every
    sign and every corner of a formula is met."""
    draw = np.random.default_rng(seed)
    recording = Recording(
        times_ms=np.arange(pictures) * 40.0,
        image=draw.uniform(0, 1, (pictures, POINTS, 2)),
        world=draw.normal(0, 1, (pictures, POINTS, 3)),
        visibility=draw.uniform(0.25, 1, (pictures, POINTS)),
        aspect=0.75,
    )
    recording.world[::100, 3] = np.nan
    return recording


def fallen_together() -> Recording:
    """All points in one place, in pairs, in a line, and mirrored: where an angle does not exist there is none."""
    flat = np.zeros((4, POINTS, 2))
    flat[1, ::2] = (0.25, 0.5)
    flat[2, :, 0] = np.arange(POINTS) / 64
    flat[3, :, 1] = np.arange(POINTS) / 64
    deep = np.concatenate([flat, np.zeros((4, POINTS, 1))], axis=2)
    return Recording(np.arange(4.0), flat, deep, np.ones((4, POINTS)), 1.0)


def furthest_apart(recording: Recording, name: str, off: float = 0.0) -> float:
    """The greatest difference between both ways of reading, the short way round; infinite where one of them sees what
    the other does not."""
    frames = [frame for frame in recording.frames() if frame.is_somebody]
    bodies, there = Bodies.of(recording)
    assert len(frames) == there.sum()
    one_by_one = np.array([MEASURES[name].read(Body(frame)) for frame in frames], dtype=float)
    at_once = np.stack(read(name, bodies), axis=1) + off
    if (np.isnan(one_by_one) != np.isnan(at_once)).any():
        return math.inf
    apart = np.remainder(one_by_one - at_once + 180, 360) - 180
    return float(np.nanmax(np.abs(apart), initial=0.0))


def test_every_angle_has_a_twin() -> None:
    assert sorted([*PAIRED, *WHOLE]) == sorted(ANGLES)
    assert all((MEASURES[name].paired is None) == (name in WHOLE) for name in ANGLES)


@pytest.mark.parametrize("name", ANGLES)
def test_anybody_is_read_as_the_engine_reads_them(name: str) -> None:
    recording = anybody(1500, seed=7)
    assert furthest_apart(recording, name) < SAME_DEGREES
    assert furthest_apart(recording, name, off=1e-8) > SAME_DEGREES, "the test can fail"


@pytest.mark.parametrize("name", ANGLES)
def test_what_does_not_exist_is_not_seen(name: str) -> None:
    assert (
        furthest_apart(fallen_together(), name) < 2e-6
    )  # a straight line is where an arc cosine knows least


@pytest.mark.parametrize("path", RENDERED[::4], ids=lambda path: path.stem)
def test_recordings_are_read_as_the_engine_reads_them(path: Path) -> None:
    recording = read_recording(path)
    assert max(furthest_apart(recording, name) for name in ANGLES) < SAME_DEGREES
    bodies, _ = Bodies.of(recording)
    assert views(bodies) == [view_of(Body(frame)) for frame in recording.frames() if frame.is_somebody]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("part", ["image", "world", "visibility"])
def test_a_picture_with_a_number_that_is_none_shows_nobody(part: str, value: float) -> None:
    recording = anybody(3, seed=1)
    recording.world[:] = 1.0
    array: Any = getattr(recording, part)
    array[1, 4, ...] = value
    _, there = Bodies.of(recording)
    assert there.tolist() == [True, False, True]
    good = [frame.is_somebody and frame.problem is None for frame in recording.frames()]
    assert there.tolist() == good
