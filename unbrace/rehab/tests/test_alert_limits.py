"""A clinic may move a threshold as far as is sensible, and no further."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.alert_limits import HOURS_OF, LIMITS, problems, read, written
from unbrace.rehab.alerts import Thresholds


def test_every_threshold_can_be_set_and_the_published_ones_are_within() -> None:
    assert {one.name for one in fields(Thresholds)} == (set(LIMITS) - set(HOURS_OF)) | {"quiet_hours"}
    assert not problems(written(Thresholds()))
    assert read({}) == Thresholds()


@pytest.mark.parametrize("name", LIMITS)
def test_just_beyond_either_end_is_refused(name: str) -> None:
    limit = LIMITS[name]
    for value in (limit.lowest - 1, limit.highest + 1, float("nan"), float("inf"), limit.lowest - 0.5):
        assert name in problems({name: value})


def test_a_half_where_whole_ones_are_counted_is_refused() -> None:
    assert "flares" in problems({"flares": 2.5})
    assert not problems({"drift_points": 1.5})


def test_silence_has_to_grow() -> None:
    assert problems({"quiet_2": 21, "quiet_3": 21}) == {
        "quiet_3": "Each step of silence has to be longer than the one before."
    }


WITHIN = st.fixed_dictionaries(
    {name: st.integers(int(one.lowest), int(one.highest)).map(float) for name, one in LIMITS.items()}
)


@given(WITHIN)
def test_what_was_written_is_read_again(values: dict[str, float]) -> None:
    assert written(read(values)) == values
