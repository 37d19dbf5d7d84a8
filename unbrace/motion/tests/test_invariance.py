"""Where the camera stands, how often it looks and who is left and right must not change what is counted."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unbrace.motion.landmarks import Frame
from unbrace.motion.tests.replay import counts, movement_of, play
from unbrace.motion.tests.stick import Camera, Course, bridges, film, later, lifts, mirrored, squats
from unbrace.motion.tests.test_every_exercise import hinges, side_bends

SETS: dict[str, tuple[Course, Camera, float]] = {
    "squat": (squats(95, 48, 100), Camera(90), 15),
    "arm-lift": (lifts(160, 65, 150), Camera(0), 17),
    "glute-bridge": (bridges(0.28, 0.09, 0.28), Camera(90, height=0.5), 15),
    "hip-hinge-to-wall": (hinges, Camera(90), 14),
    "lateral-trunk-tilt": (side_bends, Camera(0), 13),
}
"""A set of each family of signals: heights, arms, joint angles, and a tilt to both sides."""

FILMS = {name: film(course, seconds, camera) for name, (course, camera, seconds) in SETS.items()}
WANTED = {name: counts(play(movement_of(name), frames)[0]) for name, frames in FILMS.items()}

names = st.sampled_from(sorted(SETS))
often = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def counted(name: str, frames: list[Frame], framing: str = "require") -> tuple[int, int]:
    return counts(play(movement_of(name), frames, framing=framing)[0])


def in_the_picture(frame: Frame, move: Callable[[float, float], tuple[float, float]]) -> Frame:
    assert frame.image
    return replace(frame, image=tuple(move(x, y) for x, y in frame.image))


def test_the_sets_are_what_they_were_written_as() -> None:
    assert WANTED == {
        "squat": (2, 1),
        "arm-lift": (2, 1),
        "glute-bridge": (2, 1),
        "hip-hinge-to-wall": (2, 0),
        "lateral-trunk-tilt": (2, 0),
    }


@pytest.mark.parametrize("name", SETS)
def test_a_mirror_image_counts_the_same_with_sides_swapped(name: str) -> None:
    there, _ = play(movement_of(name), FILMS[name])
    back, _ = play(movement_of(name), [mirrored(frame) for frame in FILMS[name]])
    swap = {"left": "right", "right": "left", "both": "both"}
    assert counts(back) == counts(there)
    assert [rep.side for rep in back.result().repetitions] == [
        swap[rep.side] for rep in there.result().repetitions
    ]


@often
@given(names, st.floats(0.85, 1.1), st.floats(-0.04, 0.04), st.floats(-0.02, 0.02))
def test_nearer_further_or_beside_counts_the_same(name: str, size: float, right: float, down: float) -> None:
    """As a recording: a live set asks whoever is too far away to come nearer first."""
    frames = [
        in_the_picture(frame, lambda x, y: (0.5 + size * (x - 0.5) + right, 0.5 + size * (y - 0.5) + down))
        for frame in FILMS[name]
    ]
    assert counted(name, frames, "advise") == WANTED[name]


@often
@given(names, st.floats(12, 60))
def test_another_frame_rate_counts_the_same(name: str, fps: float) -> None:
    course, camera, seconds = SETS[name]
    assert counted(name, film(course, seconds, camera, fps)) == WANTED[name]


@often
@given(names, st.integers(0, 10**9))
def test_when_the_clock_began_does_not_matter(name: str, by_ms: int) -> None:
    assert counted(name, later(FILMS[name], by_ms)) == WANTED[name]


@often
@given(names, st.sets(st.integers(0, 400), max_size=60))
def test_dropped_frames_count_the_same(name: str, dropped: set[int]) -> None:
    """Up to a fifth is missing, never more than three in a row."""
    kept = [
        frame for k, frame in enumerate(FILMS[name]) if k not in dropped or {k - 1, k - 2, k - 3} <= dropped
    ]
    assert counted(name, kept) == WANTED[name]


@often
@given(names, st.integers(0, 10**6))
def test_a_trembling_camera_counts_the_same(name: str, seed: int) -> None:
    """Each point off by up to a third of a percent of the picture: what pose models do."""
    shake = random.Random(seed).uniform  # noqa: S311  (no secret)
    frames = [
        in_the_picture(frame, lambda x, y: (x + shake(-0.003, 0.003), y + shake(-0.003, 0.003)))
        for frame in FILMS[name]
    ]
    assert counted(name, frames) == WANTED[name]
