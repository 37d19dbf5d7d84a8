"""A curve is what the engine measured: it peaks where the repetitions do, and is broken where nothing was judged."""

from __future__ import annotations

import pytest

from unbrace.motion.curve import GAP_MS, Curve, curve_of
from unbrace.motion.landmarks import Frame
from unbrace.motion.session import Session
from unbrace.motion.tests.replay import EXERCISES, movement_of, play, read

SIDE_ON = EXERCISES / "squat" / "cases" / "side-on-full.jsonl.gz"


def frames_of_a_set() -> list[Frame]:
    return [Frame.from_floats(values) for values in read(SIDE_ON)[1]]


def a_curve(frames: list[Frame]) -> Curve:
    return curve_of(frames, Session(movement_of("squat"), framing="advise"))


def test_it_comes_to_the_same_counts_as_the_set() -> None:
    frames = frames_of_a_set()
    session, _ = play(movement_of("squat"), frames, framing="advise")
    assert a_curve(frames).counts == session.result().counts


def test_it_reaches_the_range_of_every_repetition_at_its_time() -> None:
    frames = frames_of_a_set()
    session, _ = play(movement_of("squat"), frames, framing="advise")
    curve, repetitions = a_curve(frames), session.result().repetitions
    assert repetitions
    for repetition in repetitions:
        inside = [
            angle
            for t_ms, angle in zip(curve.times_ms, curve.angle, strict=True)
            if angle is not None and repetition.start_ms <= t_ms <= repetition.end_ms
        ]
        assert repetition.range_deg is not None
        assert max(inside) == pytest.approx(repetition.range_deg, abs=4)


def test_times_only_go_forward_from_the_first_frame() -> None:
    times = a_curve(frames_of_a_set()).times_ms
    assert times[0] >= 0
    assert list(times) == sorted(times)


def test_where_nobody_was_there_is_a_gap_and_not_a_nought() -> None:
    frames = frames_of_a_set()
    half = len(frames) // 2
    away = [Frame.nobody(frames[half].t_ms + k * 33) for k in range(60)]
    later = [Frame(f.t_ms + 61 * 33, f.aspect, f.image, f.world, f.visibility) for f in frames[half:]]
    curve = a_curve([*frames[:half], *away, *later])
    gaps = [
        t_ms
        for t_ms, angle, signal in zip(curve.times_ms, curve.angle, curve.signal, strict=True)
        if angle is None and signal is None
    ]
    since = frames[0].t_ms
    assert any(abs(t_ms - (away[0].t_ms - since)) < 1000 for t_ms in gaps)
    assert 0 < GAP_MS < 1000


def test_nothing_seen_is_an_empty_curve() -> None:
    curve = a_curve([Frame.nobody(k * 33.0) for k in range(90)])
    assert (curve.times_ms, curve.angle, curve.counts.full) == ((), (), 0)
    assert a_curve([]).to_json()["counts"] == {"full": 0, "partial": 0}
