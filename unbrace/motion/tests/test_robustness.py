"""Nothing in a frame makes the engine raise, and what does not change the movement does not change the count."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unbrace.motion.counting import LEAD_FRAMES
from unbrace.motion.events import FrameRefused, event_to_json
from unbrace.motion.landmarks import FRAME_FLOATS, Frame, NotAFrame
from unbrace.motion.movement import Movement
from unbrace.motion.session import Session, Target
from unbrace.motion.tests.replay import counts, movement_of, play
from unbrace.motion.tests.stick import Camera, bridges, film, lifts, mirrored, seen, squats, standing

MOVEMENTS = [movement_of(exercise) for exercise in ("squat", "glute-bridge", "arm-lift")]
anything = st.floats(allow_nan=True, allow_infinity=True)


# --- never an exception ------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(anything, max_size=5) | st.just([0.0, 1.0, 1.0] + [0.5] * 198), max_size=6))
def test_whatever_comes_over_the_border(frames: list[list[float]]) -> None:
    session = Session(MOVEMENTS[0])
    for values in frames:
        for event in session.receive_floats(values):
            json.dumps(event_to_json(event), allow_nan=False)
    session.finish(1.0)
    json.dumps(session.result().to_json(), allow_nan=False)
    json.dumps(session.snapshot(), allow_nan=False)


def _spoil(frame: Frame, how: int, by: float) -> Frame:
    assert frame.image
    assert frame.world
    match how:
        case 0:
            return Frame.nobody(frame.t_ms)
        case 1:
            return replace(frame, image=((math.nan, 0.5), *frame.image[1:]))
        case 2:
            return replace(frame, world=(*frame.world[:-1], (math.inf, 0.0, 0.0)))
        case 3:
            return replace(frame, t_ms=frame.t_ms + 1000 * by)
        case 4:
            return replace(frame, image=((0.5, 0.5),) * 33, world=((0.0, 0.0, 0.0),) * 33)
        case 5:
            return replace(frame, image=tuple((x * by * 1e6, y * by * 1e6) for x, y in frame.image))
        case 6:
            return replace(frame, visibility=(abs(by),) * 33)
        case 7:
            return replace(frame, aspect=by)
        case _:
            return frame


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(MOVEMENTS),
    st.sampled_from(["require", "advise"]),
    st.lists(st.tuples(st.integers(0, 140), st.integers(0, 7), st.floats(-3, 3)), max_size=25),
)
def test_spoiled_frames_at_any_moment(
    movement: Movement, framing: str, spoiled: list[tuple[int, int, float]]
) -> None:
    frames = list(SQUATTING)
    for at, how, by in spoiled:
        frames[at] = _spoil(SQUATTING[at], how, by)
    session, events = play(movement, frames, Target(reps=1, hold_s=1.0), framing=framing)
    for event in events:
        json.dumps(event_to_json(event), allow_nan=False)
    json.dumps(session.result().to_json(), allow_nan=False)
    assert session.result().counts.full <= 1


SQUATTING = film(squats(95), 7)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([], "wrong_length"),
        ([0.0, 1.0, 1.0, 0.5], "wrong_length"),
        ([math.nan, 1.0, 0.0], "not_a_number"),
        ([0.0, 1.3, 1.0, *[math.nan] * 198], "not_a_number"),
        ([0.0, 0.0, 1.0, *[0.5] * 198], "not_a_number"),
    ],
)
def test_what_cannot_be_a_frame_is_refused_with_the_reason(values: list[float], reason: str) -> None:
    (event,) = Session(MOVEMENTS[0]).receive_floats(values)
    assert isinstance(event, FrameRefused)
    assert event.reason == reason


def test_time_only_goes_forward() -> None:
    session = Session(MOVEMENTS[0])
    frame = seen(standing(), 1000.0)
    session.receive(frame)
    assert session.receive(frame) == [FrameRefused(1000.0, "duplicate_time")]
    assert session.receive(replace(frame, t_ms=900.0)) == [FrameRefused(900.0, "time_backwards")]


def test_a_frame_is_the_same_before_and_behind_the_border() -> None:
    frame = seen(standing(30), 40.0)
    assert frame.image
    assert frame.world
    assert frame.visibility
    flat = [frame.t_ms, frame.aspect, 1.0]
    for image, world, visible in zip(frame.image, frame.world, frame.visibility, strict=True):
        flat += [*image, *world, visible]
    assert len(flat) == FRAME_FLOATS
    assert Frame.from_floats(flat) == frame
    assert Frame.from_floats([40.0, 1.3, 0.0]) == Frame.nobody(40.0, 1.3)
    with pytest.raises(NotAFrame):
        Frame.from_floats(flat[:-1])


def test_hours_do_not_make_it_bigger() -> None:
    session = Session(MOVEMENTS[0])
    for k in range(2 * LEAD_FRAMES):
        session.receive(seen(standing(0.2 * math.sin(k)), 50.0 * k))
    windows = [*vars(session).values(), *vars(session._counting).values()]
    assert max(len(window) for window in windows if hasattr(window, "maxlen")) <= LEAD_FRAMES


# --- counts that do not change -----------------------------------------------------------------------------------

SETS: list[tuple[Movement, Callable[[float, Camera], list[Frame]]]] = [
    (MOVEMENTS[0], lambda fps, camera: film(squats(95, 48, 100), 14, camera, fps)),
    (MOVEMENTS[1], lambda fps, camera: film(bridges(0.28, 0.09, 0.28), 14, replace(camera, height=0.5), fps)),
    (MOVEMENTS[2], lambda fps, camera: film(lifts(160, 65, 150), 17, replace(camera, yaw=0), fps)),
]


@pytest.mark.parametrize(("movement", "course"), SETS)
@pytest.mark.parametrize("fps", [12, 24, 60])
def test_the_frame_rate_does_not_matter(
    movement: Movement, course: Callable[[float, Camera], list[Frame]], fps: float
) -> None:
    assert counts(play(movement, course(fps, Camera()))[0]) == (2, 1)


@pytest.mark.parametrize("fps", [1, 3, 120])
def test_any_frame_rate_is_survived(fps: float) -> None:
    session, _ = play(MOVEMENTS[0], film(squats(95, 48, 100), 14, fps=fps))
    assert counts(session)[0] <= 2


@settings(max_examples=6, deadline=None)
@given(
    st.integers(0, 2),
    st.floats(-0.15, 0.15),
    st.floats(-0.08, 0.03),
    st.floats(0.85, 1.1),
    st.booleans(),
)
def test_place_size_and_mirror_do_not_matter(
    which: int, x: float, y: float, size: float, mirror: bool
) -> None:
    movement, course = SETS[which]
    frames = [_moved(frame, x, y, size) for frame in course(15, Camera())]
    frames = [mirrored(frame) for frame in frames] if mirror else frames
    assert counts(play(movement, frames, framing="advise")[0]) == (2, 1)


def _moved(frame: Frame, x: float, y: float, size: float) -> Frame:
    assert frame.image
    assert frame.world
    return replace(
        frame,
        image=tuple((0.5 + size * (a - 0.5) + x, 0.5 + size * (b - 0.5) + y) for a, b in frame.image),
        world=tuple((size * a, size * b, size * c) for a, b, c in frame.world),
    )
