"""A set from walking in to the last repetition: what is counted, what is not, and what is said on the way."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from unbrace.motion.events import (
    FramingChanged,
    HoldCompleted,
    HoldTick,
    LostSight,
    Ready,
    RepCompleted,
    SightRegained,
    TargetReached,
)
from unbrace.motion.landmarks import Frame
from unbrace.motion.landmarks import Landmark as L
from unbrace.motion.movement import Sides
from unbrace.motion.session import Session, Target
from unbrace.motion.stages import STAGES, Cause, Stage
from unbrace.motion.tests.replay import counts, movement_of, play
from unbrace.motion.tests.stick import (
    Camera,
    Course,
    Pose,
    bridges,
    film,
    later,
    lifts,
    one_arm,
    seen,
    sitting,
    squats,
    standing,
    there_and_back,
    walk,
)

SQUAT, BRIDGE, ARMS = movement_of("squat"), movement_of("glute-bridge"), movement_of("arm-lift")
FLOOR = Camera(90, height=0.5)


# --- what is counted ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("yaw", [0, 30, 60, 90, 180, 235])
def test_squats_and_lifts_are_counted_from_any_view(yaw: float) -> None:
    assert counts(play(SQUAT, film(squats(95, 45, 100), 15, Camera(yaw)))[0]) == (2, 1)
    assert counts(play(ARMS, film(lifts(160, 65, 150), 17, Camera(yaw)))[0]) == (2, 1)


@pytest.mark.parametrize("yaw", [90, -90, 80])
def test_bridges_are_counted_from_the_side(yaw: float) -> None:
    assert counts(play(BRIDGE, film(bridges(0.28, 0.09, 0.28), 15, replace(FLOOR, yaw=yaw)))[0]) == (2, 1)


@pytest.mark.parametrize("yaw", [0, 20, 45])
def test_a_bridge_from_the_feet_is_refused(yaw: float) -> None:
    session, events = play(BRIDGE, film(bridges(0.28, 0.28), 12, replace(FLOOR, yaw=yaw)), framing="advise")
    assert counts(session) == (0, 0)
    assert any("turn_side_on" in event.hints for event in events if isinstance(event, FramingChanged))


def test_range_is_reported_only_where_it_can_be_judged() -> None:
    side, _ = play(SQUAT, film(squats(95), 7, Camera(90)))
    front, _ = play(SQUAT, film(squats(95), 7, Camera(0)))
    (judged,), (unjudged,) = side.result().repetitions, front.result().repetitions
    assert judged.range_deg == pytest.approx(95, abs=3)
    assert judged.error_band_deg == 15
    assert (unjudged.range_deg, unjudged.error_band_deg) == (None, None)


def test_times_and_tempo_of_a_repetition() -> None:
    (rep,) = play(SQUAT, film(squats(100, lasts_s=6), 10))[0].result().repetitions
    assert rep.start_ms == pytest.approx(2000, abs=700)
    assert rep.peak_ms == pytest.approx(5000, abs=200)
    assert rep.end_ms == pytest.approx(8000, abs=1200)
    assert rep.tempo.out_s + rep.tempo.pause_s + rep.tempo.back_s == pytest.approx(
        (rep.end_ms - rep.start_ms) / 1000
    )


def test_a_movement_under_way_at_the_first_frame_does_not_count() -> None:
    frames = film(squats(100, 100), 12)
    assert counts(play(SQUAT, frames[105:])[0]) == (1, 0)


def test_a_movement_cut_off_by_the_last_frame_does_not_count() -> None:
    assert counts(play(SQUAT, film(squats(100, 100), 7.5))[0]) == (1, 0)


def test_the_prescribed_number_is_announced_once_and_counting_goes_on() -> None:
    session, events = play(SQUAT, film(squats(95, 95, 95), 15), Target(reps=2))
    at = [k for k, event in enumerate(events) if isinstance(event, TargetReached)]
    assert len(at) == 1
    assert isinstance(events[at[0] - 1], RepCompleted)
    assert counts(session) == (3, 0)


# --- what is not -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("movement", "framing"), [(SQUAT, "require"), (ARMS, "advise")])
@pytest.mark.parametrize(
    ("start", "end"),
    [((-3.0, 0.0), (3.0, 0.0)), ((0.0, 3.0), (0.0, -1.5)), ((0.0, -1.0), (0.0, 3.0)), ((3.0, 1.0), (-2.0, 0.0))],
    ids=["across", "towards", "away", "slanting"],
)  # fmt: skip
def test_walking_is_nothing(
    movement: object, framing: str, start: tuple[float, float], end: tuple[float, float]
) -> None:
    session, _ = play(movement, walk(start, end), framing=framing)  # type: ignore[arg-type]
    assert counts(session) == (0, 0)


@pytest.mark.parametrize("way_in", [(-2.5, 0.0), (0.0, 3.0)])
def test_walking_in_and_out_adds_nothing_to_the_set(way_in: tuple[float, float]) -> None:
    frames = list(walk(way_in, (0.0, 0.0)))
    frames += later(film(squats(95, 95), 11), frames[-1].t_ms + 33)
    frames += walk((0.0, 0.0), (2.5, 0.0), t_ms=frames[-1].t_ms + 33)
    assert counts(play(SQUAT, frames)[0]) == (2, 0)


def _fidget(t_s: float) -> Pose:
    pose = one_arm(there_and_back(t_s, [2, 8], 2, 150))
    sway = 0.05 * there_and_back(t_s, [4, 6], 2, 1)
    return {point: (ahead, left + sway, up) for point, (ahead, left, up) in pose.items()}


@pytest.mark.parametrize("movement", [SQUAT, ARMS])
@pytest.mark.parametrize("yaw", [0, 45, 90])
def test_shifting_weight_and_lifting_a_hand_are_nothing(movement: object, yaw: float) -> None:
    session, _ = play(movement, film(_fidget, 11, Camera(yaw)))  # type: ignore[arg-type]
    if not (movement is ARMS and yaw == 90):  # from the side only the near arm is seen, and it was lifted
        assert counts(session) == (0, 0)


def test_sitting_down_is_not_a_squat_until_the_person_stands_again() -> None:
    frames = film(squats(100), 3.6)
    frames += later(film(lambda t_s: sitting(), 4), frames[-1].t_ms + 33)
    assert counts(play(SQUAT, frames)[0]) == (0, 0)


def test_a_slow_change_of_stance_becomes_the_new_start() -> None:
    def course(t_s: float) -> Pose:
        return standing(max(min(45.0, 30 * (t_s - 3)), 0) + there_and_back(t_s, [9, 13], 3, 60))

    assert counts(play(SQUAT, film(course, 18))[0])[0] == 2


# --- the camera check and the loss of sight ----------------------------------------------------------------------


def test_stages_follow_the_table() -> None:
    session, stages = Session(SQUAT), [Stage.CHECKING]
    for frame in film(squats(95), 7):
        session.receive(frame)
        if session.stage is not stages[-1]:
            stages.append(session.stage)
    assert stages in ([Stage.CHECKING, Stage.WORKING], [Stage.CHECKING, Stage.SETTLING, Stage.WORKING])
    assert {stage for stage, _ in STAGES} | set(STAGES.values()) | {Stage.FINISHED} == set(Stage)
    assert {cause for _, cause in STAGES} == set(Cause)


def test_ready_comes_after_a_second_of_a_good_picture() -> None:
    _, events = play(SQUAT, film(squats(95), 7))
    assert next(e.t_ms for e in events if isinstance(e, Ready)) == pytest.approx(1000, abs=40)


def _swaying(t_s: float) -> Pose:
    return {p: (a, left + 0.15 * math.sin(5 * t_s), up) for p, (a, left, up) in standing().items()}


def hints_for(course: Course, camera: Camera, movement: object = SQUAT) -> set[str]:
    _, events = play(movement, film(course, 2, camera))  # type: ignore[arg-type]
    return {hint for event in events if isinstance(event, FramingChanged) for hint in event.hints}


@pytest.mark.parametrize(
    ("hint", "course", "camera"),
    [
        ("too_far", lambda t_s: standing(), Camera(90, distance=6)),
        ("too_close", lambda t_s: standing(), Camera(90, distance=1.7, height=0.75)),
        ("whole_body", lambda t_s: standing(), Camera(90, distance=1.2)),
        ("turn_side_on", lambda t_s: standing(), Camera(0)),
        ("get_into_position", lambda t_s: sitting(), Camera(90)),
        ("hold_still", lambda t_s: _swaying(t_s), Camera(0)),
    ],
)
def test_each_hint_has_its_reason(hint: str, course: Course, camera: Camera) -> None:
    assert hint in hints_for(course, camera)


def test_a_good_picture_has_no_hint() -> None:
    assert hints_for(lambda t_s: standing(), Camera(90)) == set()
    assert hints_for(lambda t_s: standing(), Camera(0), ARMS) == set()


def test_slow_frames_are_said_but_not_demanded() -> None:
    session, events = play(SQUAT, film(squats(95, 95), 12, fps=8))
    assert any("slow_frames" in e.hints and e.ok for e in events if isinstance(e, FramingChanged))
    assert counts(session) == (2, 0)


def _without(frame: Frame, *points: int) -> Frame:
    assert frame.visibility
    return replace(frame, visibility=tuple(0.1 if p in points else v for p, v in enumerate(frame.visibility)))


HIDE: dict[str, Callable[[Frame], Frame]] = {
    "nobody": lambda frame: Frame.nobody(frame.t_ms, frame.aspect),
    "low_visibility": lambda frame: _without(frame, L.LEFT_ANKLE, L.RIGHT_ANKLE),
    "out_of_frame": lambda frame: _shifted(frame, 0.8),
}


@pytest.mark.parametrize("reason", ["nobody", "low_visibility"])
def test_what_is_hidden_is_neither_counted_nor_guessed(reason: str) -> None:
    frames = [
        HIDE[reason](frame) if 6800 < frame.t_ms < 9000 else frame for frame in film(squats(95, 95, 95), 15)
    ]
    session, events = play(SQUAT, frames)
    assert counts(session) == (2, 0)
    (lost,) = (e for e in events if isinstance(e, LostSight))
    (found,) = (e for e in events if isinstance(e, SightRegained))
    assert lost.reason == reason
    assert found.lost_ms == pytest.approx(2500, abs=150)
    (gap,) = session.result().lost_sight
    assert gap.start_ms == pytest.approx(6833, abs=40)
    assert gap.end_ms == pytest.approx(9300, abs=100)
    assert session.result().seen_ratio == pytest.approx(1 - 2.2 / 15, abs=0.02)


def test_a_blink_of_the_pose_model_is_passed_over() -> None:
    frames = [
        HIDE["nobody"](frame) if 3200 < frame.t_ms < 3500 else frame for frame in film(squats(95, 95), 11)
    ]
    assert counts(play(SQUAT, frames)[0]) == (2, 0)


def test_no_frames_for_a_while_is_a_loss_of_sight() -> None:
    frames = [frame for frame in film(squats(95, 95), 12) if not 3000 < frame.t_ms < 5500]
    session, events = play(SQUAT, frames)
    assert [e.reason for e in events if isinstance(e, LostSight)] == ["no_frames"]
    assert counts(session) == (1, 0)


def test_a_second_person_is_a_jump_in_place_and_is_not_counted() -> None:
    mine, other = film(squats(95, 0, 0, 95), 18), film(squats(0, 95), 18)
    frames = [
        seen_elsewhere if 5500 < frame.t_ms < 9500 else frame
        for frame, seen_elsewhere in zip(mine, (_shifted(f, 0.25) for f in other), strict=True)
    ]
    session, events = play(SQUAT, frames)
    assert "second_person" in [e.reason for e in events if isinstance(e, LostSight)]
    assert counts(session) == (2, 0)


def _shifted(frame: Frame, by: float) -> Frame:
    assert frame.image
    return replace(frame, image=tuple((x + by, y) for x, y in frame.image))


# --- holds, sides, the end ---------------------------------------------------------------------------------------


def test_a_bridge_that_is_held_ticks_every_second() -> None:
    def course(t_s: float) -> Pose:
        up = min(1.0, max(0.0, (t_s - 2) / 1.5)) * min(1.0, max(0.0, (9 - t_s) / 1.5))
        return bridges(0.0)(0.0) if up == 0 else bridges(0.28 * up, lasts_s=2)(3.0)

    session, events = play(BRIDGE, film(course, 11, FLOOR), Target(reps=1, hold_s=3))
    assert len([e for e in events if isinstance(e, HoldTick)]) >= 4
    assert len([e for e in events if isinstance(e, HoldCompleted)]) == 1
    (hold,) = session.result().holds
    assert hold.completed
    assert hold.held_s == pytest.approx(5.5, abs=0.6)


def test_alternating_sides_are_counted_side_by_side() -> None:
    both = {"left": [2.0, 10.0], "right": [6.0]}

    def course(t_s: float) -> Pose:
        left, right = (there_and_back(t_s, both[side], 3, 150) for side in ("left", "right"))
        arms, mirror = one_arm(left), one_arm(right)
        for point in (L.LEFT_ELBOW, L.LEFT_WRIST):
            ahead, out, up = mirror[point]
            arms[point + 1] = (ahead, -out, up)
        return arms

    alternating = replace(ARMS, sides=Sides.ALTERNATING)
    session, _ = play(alternating, film(course, 15, Camera(0)))
    assert [rep.side for rep in session.result().repetitions] == ["left", "right", "left"]


def test_left_and_right_are_compared_in_the_suited_view() -> None:
    def course(t_s: float) -> Pose:
        raised = there_and_back(t_s, [2, 7, 12], 4, 1)
        pose, lower = standing(arms=170 * raised), standing(arms=125 * raised)
        return pose | {point: lower[point] for point in (L.RIGHT_ELBOW, L.RIGHT_WRIST)}

    session, _ = play(ARMS, film(course, 18, Camera(0, distance=4.5, height=1.2, focal=1.8)))
    result = session.result()
    assert result.symmetry_deg is not None
    assert result.symmetry_deg > 25
    assert "f_asym" in [fault.fault for fault in result.faults]


def test_after_finish_nothing_happens() -> None:
    session, _ = play(SQUAT, film(squats(95), 7))
    before = session.result()
    assert session.receive(seen(standing(), 99_000.0)) == []
    assert session.finish(99_000.0) == []
    assert session.result() == before


def test_the_snapshot_is_plain_and_says_how_deep() -> None:
    session = Session(SQUAT)
    for frame in film(squats(100), 3.5):
        session.receive(frame)
    shown = session.snapshot()
    assert (shown["stage"], shown["phase"], shown["fraction"]) == ("working", "low", 1.0)
    assert shown["seen"] == {"shoulders": True, "hips": True, "knees": True, "feet": True}
