"""Every exercise of the library, on whatever comes: nothing raises, nothing grows, nobody is mistaken for another."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unbrace.motion.events import FramingChanged, LostSight, Ready, event_to_json
from unbrace.motion.landmarks import POINTS, Frame
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.measures import MEASURES
from unbrace.motion.movement import Kind, Movement, Role, movement_from_json
from unbrace.motion.result import MOST_HOLDS, MOST_LOSSES, MOST_REPETITIONS, result_from_json
from unbrace.motion.session import Session, Stage, Target
from unbrace.motion.tests.replay import EXERCISES, counts, movement_of, play
from unbrace.motion.tests.stick import (
    Camera,
    Course,
    Pose,
    bridges,
    film,
    lifts,
    mirrored,
    seen,
    squats,
    standing,
    there_and_back,
)

FOLLOWED = sorted(
    path.parent.name
    for path in Path(EXERCISES).glob("*/exercise.yaml")
    if "\nmovement:" in path.read_text(encoding="utf-8")
)
FLOOR = Camera(90, height=0.5)


def hinges(t_s: float) -> Pose:
    """Bowing by 80 degrees from the hips, knees long, at 2 and 8 seconds."""
    return standing(lean=there_and_back(t_s, [2, 8], 5, 80))


def side_bends(t_s: float) -> Pose:
    """The trunk tips 30 degrees to the left, then to the right."""
    tip = math.radians(there_and_back(t_s, [2], 4, 30) - there_and_back(t_s, [8], 4, 30))
    pose = standing()
    hip = pose[L.LEFT_HIP][2]
    return {p: _tipped(place, hip, tip) if place[2] > hip else place for p, place in pose.items()}


def _tipped(place: tuple[float, float, float], hip: float, tip: float) -> tuple[float, float, float]:
    ahead, left, up = place[0], place[1], place[2] - hip
    return (ahead, left * math.cos(tip) + up * math.sin(tip), hip + up * math.cos(tip) - left * math.sin(tip))


SCRIPTED: dict[str, tuple[Course, Camera, float, tuple[int, int]]] = {
    "squat": (squats(95, 48, 100), Camera(90), 15, (2, 1)),
    "glute-bridge": (bridges(0.28, 0.09, 0.28), FLOOR, 15, (2, 1)),
    "arm-lift": (lifts(160, 65, 150), Camera(0), 17, (2, 1)),
    "hip-hinge-to-wall": (hinges, Camera(90), 14, (2, 0)),
    "standing-side-bend": (side_bends, Camera(0), 13, (2, 0)),
    "relaxed-roll-down": (hinges, Camera(90), 14, (2, 0)),
    "band-side-raise": (lifts(85, 85), Camera(0), 13, (2, 0)),
}
"""Movement, course, camera, seconds, and the counts that were written into it."""


# --- each definition -----------------------------------------------------------------------------------------------


def test_eighty_five_exercises_are_followed() -> None:
    assert len(FOLLOWED) == 85


@pytest.mark.parametrize("exercise", FOLLOWED)
def test_its_definition_holds_together(exercise: str) -> None:
    movement = movement_of(exercise)
    assert movement_from_json(json.loads(json.dumps(movement.to_json()))) == movement
    if movement.phases:
        start, out, target, back = (movement.phase(role).enter_at for role in Role)
        assert out - start >= 0.9, "room for a tremble"
        assert out <= 0.75 * target + 0.25 * start
        assert back <= 0.9 * target + 0.1 * start
    if movement.range:
        assert movement.view in movement.range.error_band_degrees
        assert set(movement.range.error_band_degrees) <= set(movement.counts_from)
        same = movement.range.measure == movement.counting.measure
        assert not same or movement.phase(Role.TARGET).enter_at <= 0.8 * movement.range.target_degrees


@pytest.mark.parametrize("exercise", FOLLOWED)
def test_somebody_who_only_stands_there_has_done_nothing(exercise: str) -> None:
    movement = movement_of(exercise)
    session, _ = play(movement, film(lambda t_s: standing(), 4, fps=12), Target(hold_s=2.0), framing="advise")
    assert counts(session) == (0, 0)
    assert movement.kind is Kind.TIMED or not session.result().holds


@pytest.mark.parametrize("exercise", SCRIPTED)
def test_a_scripted_set_is_counted(exercise: str) -> None:
    course, camera, seconds, expected = SCRIPTED[exercise]
    assert counts(play(movement_of(exercise), film(course, seconds, camera))[0]) == expected


# --- bad input, over several movements -----------------------------------------------------------------------------

FILMS = {name: film(course, seconds, camera, 15) for name, (course, camera, seconds, _) in SCRIPTED.items()}
number = st.floats(-3, 3)
spoilt = st.lists(st.tuples(st.integers(0, 250), st.integers(0, 10), number), max_size=30)


def spoil(frame: Frame, how: int, by: float) -> Frame:
    """One thing that goes wrong with a frame."""
    assert frame.image
    assert frame.world
    assert frame.visibility
    match how:
        case 0:
            return Frame.nobody(frame.t_ms, frame.aspect)
        case 1:
            return replace(frame, image=((math.nan, 0.5), *frame.image[1:]))
        case 2:
            return replace(frame, world=(*frame.world[:-1], (math.inf, 0.0, 0.0)))
        case 3:
            return replace(frame, t_ms=frame.t_ms + 500 * by)
        case 4:
            return replace(frame, image=((0.5, 0.5),) * POINTS, world=((0.0, 0.0, 0.0),) * POINTS)
        case 5:
            return replace(frame, image=tuple((x * by * 1e6, y * by * 1e6) for x, y in frame.image))
        case 6:
            return replace(frame, visibility=(abs(by),) * POINTS)
        case 7:
            return mirrored(frame)
        case 8:
            half = (1.0 if y < 0.5 else 0.0 for _, y in frame.image)
            return replace(frame, visibility=tuple(half))
        case 9:
            return replace(frame, image=tuple((x + by, y) for x, y in frame.image))
        case _:
            return replace(
                frame, image=tuple((0.5 + (x - 0.5) * by, 0.5 + (y - 0.5) * by) for x, y in frame.image)
            )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(SCRIPTED)), st.sampled_from(["require", "advise"]), spoilt)
def test_nothing_raises_and_nothing_is_made_up(
    exercise: str, framing: str, wrong: list[tuple[int, int, float]]
) -> None:
    frames = list(FILMS[exercise])
    for at, how, by in wrong:
        frames[at % len(frames)] = spoil(FILMS[exercise][at % len(frames)], how, by)
    session, events = play(movement_of(exercise), frames, Target(reps=1, hold_s=1.0), framing=framing)
    for event in events:
        json.dumps(event_to_json(event), allow_nan=False)
    written = json.loads(json.dumps(session.result().to_json(), allow_nan=False))
    assert result_from_json(written).counts.full <= sum(SCRIPTED[exercise][3])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FOLLOWED), spoilt)
def test_no_exercise_raises_for_a_person_doing_another(
    exercise: str, wrong: list[tuple[int, int, float]]
) -> None:
    how = {at: (how, by) for at, how, by in wrong}
    frames = [spoil(f, *how.get(k, (11, 1.0))) for k, f in enumerate(FILMS["squat"][::2])]
    session, _ = play(movement_of(exercise), frames, Target(hold_s=1.0), framing="advise")
    json.dumps(session.result().to_json(), allow_nan=False)
    json.dumps(session.snapshot(), allow_nan=False)


@pytest.mark.parametrize("exercise", SCRIPTED)
@pytest.mark.parametrize("fps", [1, 2, 5, 120])
def test_a_slow_or_fast_camera_never_adds_repetitions(exercise: str, fps: float) -> None:
    course, camera, seconds, (full, partial) = SCRIPTED[exercise]
    if fps == 120:
        seconds = min(seconds, 7.0)
    got = counts(play(movement_of(exercise), film(course, seconds, camera, fps), framing="advise")[0])
    assert got[0] <= full
    assert sum(got) <= full + partial


@pytest.mark.parametrize("exercise", ["standing-side-bend", "hip-hinge-to-wall", "band-side-raise"])
def test_a_mirror_image_counts_the_same_with_sides_swapped(exercise: str) -> None:
    there, _ = play(movement_of(exercise), FILMS[exercise])
    back, _ = play(movement_of(exercise), [mirrored(frame) for frame in FILMS[exercise]])
    swap = {"left": "right", "right": "left", "both": "both"}
    assert counts(there) == counts(back)
    assert [swap[r.side] for r in there.result().repetitions] == [r.side for r in back.result().repetitions]


@pytest.mark.parametrize("size", [0.2, 3.0])
def test_a_tiny_or_huge_person_is_asked_to_move_and_not_counted(size: float) -> None:
    frames = [spoil(frame, 11, size) for frame in FILMS["squat"]]
    session, events = play(movement_of("squat"), frames)
    hints = {hint for event in events if isinstance(event, FramingChanged) for hint in event.hints}
    assert hints & {"too_far", "too_close", "whole_body"}
    assert counts(session) == (0, 0)


def test_half_a_body_is_not_counted_and_said() -> None:
    frames = [spoil(frame, 8, 1.0) if frame.t_ms > 4000 else frame for frame in film(hinges, 14, Camera(90))]
    session, events = play(movement_of("hip-hinge-to-wall"), frames)
    assert counts(session) == (0, 0)
    assert "low_visibility" in {event.reason for event in events if isinstance(event, LostSight)}


# --- one person ----------------------------------------------------------------------------------------------------


def beside(frame: Frame, by: float, size: float = 1.0) -> Frame:
    """The same movement, by somebody so far to the side and so much bigger."""
    assert frame.image
    return replace(
        frame, image=tuple((0.5 + (x - 0.5) * size + by, 0.6 + (y - 0.6) * size) for x, y in frame.image)
    )


@pytest.mark.parametrize("exercise", ["squat", "hip-hinge-to-wall", "floor-to-table-lift"])
def test_a_second_person_is_never_taken_for_the_first(exercise: str) -> None:
    """Another body takes over at 7 s and squats on for 8 s: nothing of it is counted, and the first is found again."""
    mine, other = film(squats(95, 0, 0, 0, 95), 22), film(squats(0, 95, 95, 95), 22)
    frames = [
        beside(theirs, 0.3) if 7000 < frame.t_ms < 15000 else frame
        for frame, theirs in zip(mine, other, strict=True)
    ]
    session, events = play(movement_of(exercise), frames)
    assert [event.reason for event in events if isinstance(event, LostSight)] == ["second_person"]
    assert sum(counts(session)) == 2


def test_who_stays_instead_of_the_first_is_told_that_they_are_counted_now() -> None:
    mine, other = film(squats(95), 30), film(squats(0, 0, 0, 0, 0, 95), 30)
    frames = [
        beside(theirs, 0.3) if frame.t_ms > 7000 else frame for frame, theirs in zip(mine, other, strict=True)
    ]
    session, events = play(movement_of("squat"), frames)
    said = [event for event in events if isinstance(event, FramingChanged) and "second_person" in event.hints]
    ready = [event.t_ms for event in events if isinstance(event, Ready)]
    assert said
    assert len(ready) == 2
    assert 17_000 < said[0].t_ms < ready[1]
    assert counts(session) == (2, 0)


def test_somebody_of_another_size_in_the_same_place_begins_anew() -> None:
    frames = [
        Frame.nobody(f.t_ms, f.aspect)
        if 6500 < f.t_ms < 9000
        else beside(f, 0.0, 0.65)
        if f.t_ms >= 9000
        else f
        for f in film(squats(95, 0, 0, 95), 20)
    ]
    _, events = play(movement_of("squat"), frames, framing="advise")
    assert len([event for event in events if isinstance(event, Ready)]) == 2


# --- hours ---------------------------------------------------------------------------------------------------------


def size_of(session: Session) -> int:
    """How many things the session keeps, windows and lists, all the way down."""
    seen_ids: set[int] = set()

    def weigh(thing: object) -> int:
        if id(thing) in seen_ids or isinstance(thing, (str, int, float, Movement, type(None))):
            return 0
        seen_ids.add(id(thing))
        if isinstance(thing, dict):
            return len(thing) + sum(weigh(value) for value in thing.values())
        slots = [
            getattr(thing, name) for name in getattr(type(thing), "__slots__", ()) if hasattr(thing, name)
        ]
        if hasattr(thing, "__len__") and hasattr(thing, "__iter__"):
            return len(thing) + sum(weigh(value) for value in thing)
        return (
            sum(weigh(value) for value in (*vars(thing).values(), *slots))
            if hasattr(thing, "__dict__")
            else sum(weigh(value) for value in slots)
        )

    return weigh(session)


def test_three_hours_take_the_room_of_three_minutes() -> None:
    """At 2 frames a second: moving, away, moving again; every list of the result meets its end."""
    pose, bent = standing(), standing(95)
    session = Session(movement_of("squat"), Target(reps=5, hold_s=0.5), framing="advise")
    down, up, t_ms = seen(bent, 0.0), seen(pose, 0.0), 0.0
    gone = Frame.nobody(0.0)
    early = 0
    for k in range(3 * 3600 * 2):
        t_ms += 500
        turn = k % 20
        frame = gone if turn > 16 else down if turn % 6 in (4, 5) else up
        session.receive(replace(frame, t_ms=t_ms))
        if k == 6 * 60 * 2:
            early = size_of(session)
    result = session.result()
    assert session.stage is not Stage.FINISHED
    assert result.duration_ms > 10_000_000
    assert len(result.repetitions) <= MOST_REPETITIONS
    assert len(result.holds) <= MOST_HOLDS
    assert len(result.lost_sight) == MOST_LOSSES
    assert size_of(session) < early + 12 * (MOST_REPETITIONS + MOST_HOLDS + MOST_LOSSES)


def test_every_measure_is_asked_for_or_has_a_formula_of_the_protocol() -> None:
    used = {movement_of(exercise).counting.measure for exercise in FOLLOWED}
    assert used <= set(MEASURES)
    assert len(used) >= 20
