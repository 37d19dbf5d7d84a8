"""The trace for the plot stays small, and knows what it shows."""

from dataclasses import replace
from itertools import pairwise

from unbrace.cli.analyse.trace import Followed, Trace
from unbrace.library.exercises import load_exercises


def test_a_short_session_is_kept_whole() -> None:
    trace = Trace()
    for n in range(5):
        trace.add(n * 50.0, n * 1.0)
    assert trace.t_ms == [0, 50, 100, 150, 200]
    assert trace.values == [0, 1, 2, 3, 4]


def test_what_could_not_be_judged_is_a_gap() -> None:
    trace = Trace()
    trace.add(0.0, None)
    assert trace.values[0] != trace.values[0]


def test_a_long_one_is_thinned_evenly_and_never_grows_past_its_bound() -> None:
    trace = Trace(most=100)
    for n in range(10_000):
        trace.add(float(n), float(n))
        assert len(trace.t_ms) <= 100
    steps = {later - earlier for earlier, later in pairwise(trace.t_ms)}
    assert steps == {float(trace.stride)}
    assert trace.t_ms[0] == 0
    assert trace.t_ms[-1] > 9_800
    assert trace.values == trace.t_ms


def test_it_follows_the_angle_that_the_exercise_reports() -> None:
    squat = load_exercises()["squat"].movement
    assert squat is not None
    followed = Followed.by(squat)
    assert (followed.name, followed.unit) == ("knee flexion", "°")
    assert followed.now({"angle": 40.0, "value": 55.0}) == 40.0
    assert followed.now({"angle": None, "value": None}) is None


def test_where_no_angle_is_reported_it_follows_the_counting_signal() -> None:
    squat = load_exercises()["squat"].movement
    assert squat is not None
    followed = Followed.by(replace(squat, range=None))
    assert (followed.name, followed.unit) == ("leg fold", "°")
    assert followed.now({"angle": None, "value": 55.0}) == 55.0
