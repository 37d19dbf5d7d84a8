"""When a test may be done, when testing ends for the day, and what a second number is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.testing import Change, HeldBack, Number, change, ends_the_day, held_back


@pytest.mark.parametrize(
    ("company", "not_with", "flags", "allowed", "helper", "visit", "said"),
    [
        ("nobody", ["cardio"], [], False, False, False, None),
        ("nobody", ["cardio"], ["cardio"], False, False, False, HeldBack.CAUTION),
        ("nobody", ["cardio"], ["cardio"], False, True, True, HeldBack.CAUTION),
        ("nobody", ["cardio"], ["cardio"], True, False, False, None),
        ("helper", [], [], False, False, False, HeldBack.HELPER),
        ("helper", [], [], False, True, False, None),
        ("helper", [], [], False, False, True, None),
        ("video_visit", [], [], False, True, False, HeldBack.VISIT),
        ("video_visit", [], [], False, False, True, None),
        ("video_visit", ["cardio"], ["cardio"], True, True, False, HeldBack.VISIT),
    ],
)
def test_held_back(
    company: str,
    not_with: list[str],
    flags: list[str],
    allowed: bool,
    helper: bool,
    visit: bool,
    said: object,
) -> None:
    found = held_back(
        company=company, not_with=not_with, flags=flags, allowed=allowed, helper_here=helper, in_a_visit=visit
    )
    assert found is said


@pytest.mark.parametrize(
    ("before", "after", "ends"),
    [
        (2, 4, False),
        (2, 5, True),
        (5, 5, False),
        (6, 6, True),
        (None, 5, False),
        (None, 6, True),
        (3, None, False),
    ],
)
def test_pain_ends_the_day(before: int | None, after: int | None, ends: bool) -> None:
    assert ends_the_day(before, after) is ends


NUMBERS = st.floats(-200, 200, allow_nan=False)
BANDS = st.floats(0.1, 40, allow_nan=False)


@given(NUMBERS, NUMBERS, BANDS, BANDS)
def test_nothing_within_either_error_is_called_a_change(a: float, b: float, one: float, other: float) -> None:
    said = change(Number(a, one, "cm", "tape"), Number(b, other, "cm", "tape"), screening_only=False)
    assert (said is Change.WITHIN) == (abs(b - a) <= max(one, other))


@pytest.mark.parametrize(
    ("now", "rough", "said"),
    [
        (Number(60, 10, "degrees", "camera"), False, Change.MORE),
        (Number(20, 10, "degrees", "camera"), False, Change.LESS),
        (Number(60, 10, "degrees", "camera"), True, Change.ROUGH),
        (Number(60, 10, "degrees", "by hand"), False, Change.UNLIKE),
        (Number(60, 10, "cm", "camera"), True, Change.UNLIKE),
    ],
)
def test_only_like_is_compared_with_like(now: Number, rough: bool, said: Change) -> None:
    assert change(Number(40, 10, "degrees", "camera"), now, screening_only=rough) is said
